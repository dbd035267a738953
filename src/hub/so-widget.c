/* SPDX-License-Identifier: MIT */
#include "so-widget.h"

#include "so-hub-resources.h"

#include <openssl/evp.h>
#include <string.h>

#define PATH "/org/studioos/hub/widget.js"
#define SHORT 16

static GBytes *
load (void)
{
  return g_resource_lookup_data (so_hub_files_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* "widget.0123456789abcdef.js" */
static char *
dup_pinned_file (GBytes *script)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, script);

  return g_strdup_printf ("widget.%.*s.js", SHORT, hash);
}

gboolean
so_widget_answer (SoupServerMessage *message, const char *file)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) script = load ();
  g_autofree char *pinned = dup_pinned_file (script);
  gboolean is_pinned = !strcmp (file, pinned);

  if (!is_pinned && strcmp (file, "widget.js"))
    return FALSE;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (headers, "Cache-Control", is_pinned ? "public, max-age=31536000, immutable" : "public, max-age=3600");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  /* Any website may load it: what it says is the same for all. A hash is only compared where this is allowed. */
  soup_message_headers_replace (headers, "Access-Control-Allow-Origin", "*");
  soup_message_headers_replace (headers, "Cross-Origin-Resource-Policy", "cross-origin");
  soup_message_headers_set_content_type (headers, "text/javascript; charset=utf-8", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), script);
  return TRUE;
}

char *
so_widget_line (const char *public_url, const char *name, gboolean pinned)
{
  g_autoptr (GBytes) script = load ();
  g_autofree char *file = dup_pinned_file (script), *hash = NULL;
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  if (!pinned)
    return g_strdup_printf ("<script src=\"%s/chat/%s/widget.js\" async></script>", public_url, name);
  EVP_Digest (g_bytes_get_data (script, NULL), g_bytes_get_size (script), digest, &size, EVP_sha384 (), NULL);
  hash = g_base64_encode (digest, size);
  return g_strdup_printf ("<script src=\"%s/chat/%s/%s\" integrity=\"sha384-%s\" crossorigin=\"anonymous\" async></script>", public_url, name, file, hash);
}
