/* SPDX-License-Identifier: MIT */
#include "so-webhook-twilio.h"

#include <string.h>

#include "so-form.h"
#include "so-hash.h"
#include "so-hmac.h"

static int
compare_bytes (const GString *a, const GString *b)
{
  int order = memcmp (a->str, b->str, MIN (a->len, b->len));

  return order ? order : (a->len > b->len) - (a->len < b->len);
}

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const SoFormField *x = a, *y = b;
  int order = compare_bytes (x->name, y->name);

  return order ? order : compare_bytes (x->value, y->value);
}

/* Names and values behind the address; a field that came twice with one value counts once. */
static GString *
write_signed_text (const char *url, GPtrArray *form)
{
  GString *text = g_string_new (url);

  g_ptr_array_sort_values (form, compare_fields);
  for (guint i = 0; i < form->len; i++)
    {
      SoFormField *field = form->pdata[i];

      if (i && !compare_fields (form->pdata[i - 1], field))
        continue;
      g_string_append_len (text, field->name->str, field->name->len);
      g_string_append_len (text, field->value->str, field->value->len);
    }
  return text;
}

static gboolean
is_signed (const char *url, GPtrArray *form, const char *signature, const SoWebhookTrust *trust)
{
  g_autoptr (GString) text = write_signed_text (url, form);
  gboolean fits = FALSE;

  for (guint i = 0; trust->secrets && trust->secrets[i]; i++)
    fits |= so_hmac_matches_base64 (G_CHECKSUM_SHA1, trust->secrets[i], text->str, text->len, signature);
  return fits;
}

/* "https://host/x" ⇄ "https://host:443/x": Twilio signs one or the other. */
static char *
toggle_port (const char *url)
{
  const char *scheme = strstr (url, "://");
  const char *host = scheme ? scheme + 3 : url;
  const char *path = strpbrk (host, "/?");
  g_autofree char *name = g_strndup (host, path ? (gsize) (path - host) : strlen (host));
  const char *standard = g_str_has_prefix (url, "https") ? ":443" : ":80";

  if (g_str_has_suffix (name, standard))
    name[strlen (name) - strlen (standard)] = '\0';
  else if (!strrchr (name, ':'))
    return g_strdup_printf ("%.*s%s%s%s", (int) (host - url), url, name, standard, path ? path : "");
  return g_strdup_printf ("%.*s%s%s", (int) (host - url), url, name, path ? path : "");
}

/* "…?bodySHA256=hex" is signed as a part of the address. */
static gboolean
is_body_named (const SoWebhookRequest *request)
{
  const char *query = strchr (request->url, '?');
  g_autoptr (GPtrArray) form = query ? so_form_parse (query + 1, strlen (query + 1)) : NULL;
  const char *said = form ? so_form_get (form, "bodySHA256") : NULL;
  g_autofree char *lower = said ? g_ascii_strdown (said, -1) : NULL, *right = so_hash_bytes (request->body);

  return so_constant_equal (lower, right);
}

SoWebhookVerdict
so_webhook_judge_twilio (const SoWebhookRequest *request, const SoWebhookTrust *trust)
{
  const char *signature = soup_message_headers_get_one (request->headers, "X-Twilio-Signature");
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);
  gboolean is_form = !type || !g_ascii_strcasecmp (type, "application/x-www-form-urlencoded");
  g_autofree char *other = toggle_port (request->url);
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autoptr (GPtrArray) form = so_form_parse (is_form ? data : "", is_form ? size : 0);

  if (!signature || (!is_form && !is_body_named (request)))
    return SO_WEBHOOK_FORGED;
  return is_signed (request->url, form, signature, trust) | is_signed (other, form, signature, trust) ? SO_WEBHOOK_GENUINE : SO_WEBHOOK_FORGED;
}
