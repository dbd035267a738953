/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-answers-page.h"

#include "so-error.h"
#include "so-http.h"
#include "so-import-faq.h"
#include "so-mail-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_BYTES (2 * 1024 * 1024)
#define MOST_SECONDS 20
#define MOST_HOPS 3

gboolean
so_answers_is_page (const char *where)
{
  return !g_ascii_strncasecmp (where, "https://", 8) || !g_ascii_strncasecmp (where, "http://", 7);
}

/* From the page ------------------------------------------------------------------------------------------ */

/* The name of a tag that begins at @p; "/" stands before that of one that ends. */
static char *
dup_tag (const char *p)
{
  gsize length = 1;

  if (*p != '<')
    return NULL;
  length += p[length] == '/';
  while (g_ascii_isalnum (p[length]))
    length++;
  return g_ascii_strdown (p + 1, (gssize) length - 1);
}

/* Behind the end of the element, however it is nested; of one that has no end the end of the page. */
static const char *
skip_element (const char *p, const char *name)
{
  guint depth = 0;
  g_autofree char *end = g_strconcat ("/", name, NULL);

  for (; (p = strchr (p, '<')); p++)
    {
      g_autofree char *tag = dup_tag (p);

      depth += !strcmp (tag, name);
      if (!strcmp (tag, end) && depth-- <= 1)
        return p + strcspn (p, ">");
    }
  return "";
}

/* What asks stands as a heading of Markdown has it; ways through the site and the page's end are no answers. */
static char *
mark_questions (const char *html)
{
  static const char *const questions[] = { "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", NULL }, *const silent[] = { "nav", "footer", "aside", "form", NULL };
  GString *out = g_string_sized_new (strlen (html));
  const char *p = html;

  while (*p)
    {
      gsize length = *p == '<' ? strcspn (p, ">") : strcspn (p, "<");
      g_autofree char *tag = dup_tag (p);

      if (tag && g_strv_contains (silent, tag))
        p = skip_element (p, tag);
      else
        {
          gboolean begins = tag && g_strv_contains (questions, tag), ends = tag && *tag == '/' && g_strv_contains (questions, tag + 1);

          g_string_append_len (out, p, (gssize) length);
          p += length;
          if (begins || ends)
            g_string_append (out, begins ? "><p>## " : "></p><p>");
          else if (tag && *p)
            g_string_append_c (out, '>');
        }
      p += *p == '>';
    }
  return g_string_free_and_steal (out);
}

GPtrArray *
so_answers_read_page (const char *html)
{
  g_autofree char *marked = mark_questions (html), *text = so_mail_html_to_text (marked);
  GPtrArray *entries = so_faq_parse (NULL, text, strlen (text));

  for (guint i = entries->len; i-- > 0;)
    if (!g_str_has_suffix (((SoKnowledge *) entries->pdata[i])->question, "?"))
      g_ptr_array_remove_index (entries, i);
  return entries;
}

/* To the page -------------------------------------------------------------------------------------------- */

static GPtrArray *
cannot (GError **error)
{
  so_fail (error, SO_ERROR_CHANGE, _("The page could not be fetched: look at its address, and at the internet connection"));
  return NULL;
}

static SoHttpResponse *
fetch (const char *url, gboolean anywhere, GCancellable *cancellable, GError **error)
{
  static const char *const headers[] = { "Accept", "text/html, text/plain, text/markdown", NULL };
  SoHttpRequest request = { .url = url, .headers = headers, .most_bytes = MOST_BYTES, .most_seconds = MOST_SECONDS, .public_only = !anywhere };

  return so_http_send (&request, NULL, cancellable, error);
}

/* Where the answer sends on to; NULL where it does not. */
static char *
dup_next (const SoHttpResponse *response, const char *url)
{
  const char *location = response->status >= 301 && response->status <= 308 ? so_http_header (response, "location") : NULL;

  return location ? g_uri_resolve_relative (url, location, G_URI_FLAGS_NONE, NULL) : NULL;
}

static char *
dup_text (const SoHttpResponse *response)
{
  gsize length;
  const char *bytes = g_bytes_get_data (response->body, &length);

  if (!length || memchr (bytes, 0, length))
    return NULL;
  return g_utf8_validate (bytes, (gssize) length, NULL) ? g_strndup (bytes, length)
                                                        : g_convert_with_fallback (bytes, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL, NULL);
}

static GPtrArray *
read_answer (const SoHttpResponse *response, GError **error)
{
  const char *type = so_http_header (response, "content-type");
  g_autofree char *text = response->status == 200 && type && g_str_has_prefix (type, "text/") ? dup_text (response) : NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (response->status != 200)
    return cannot (error);
  if (!text)
    return so_fail (error, SO_ERROR_CHANGE, _("This address leads to no web page that can be read")), NULL;
  if (!g_str_has_prefix (type, "text/html"))
    return so_faq_read (NULL, text, strlen (text), error);
  entries = so_answers_read_page (text);
  if (!entries->len)
    return so_fail (error, SO_ERROR_CHANGE, _("No question with an answer was found on this page")), NULL;
  return g_steal_pointer (&entries);
}

GPtrArray *
so_answers_load_page (const char *url, gboolean anywhere, GCancellable *cancellable, GError **error)
{
  g_autofree char *at = g_strdup (url);

  for (guint hop = 0; hop <= MOST_HOPS; hop++)
    {
      g_autoptr (SoHttpResponse) response = NULL;
      g_autoptr (GError) inner = NULL;
      char *next;

      if (!anywhere && !g_ascii_strncasecmp (at, "http://", 7))
        {
          char *safe = g_strconcat ("https://", at + 7, NULL);

          g_free (at);
          at = safe;
        }
      response = fetch (at, anywhere, cancellable, &inner);
      if (g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (inner, SO_ERROR, SO_ERROR_CHANGE))
        return g_propagate_error (error, g_steal_pointer (&inner)), NULL;
      if (!response)
        return cannot (error);
      next = dup_next (response, at);
      if (!next)
        return read_answer (response, error);
      g_free (at);
      at = next;
    }
  return cannot (error);
}

GPtrArray *
so_answers_load (const char *where, GCancellable *cancellable, GError **error)
{
  return so_answers_is_page (where) ? so_answers_load_page (where, FALSE, cancellable, error) : so_faq_load (where, error);
}
