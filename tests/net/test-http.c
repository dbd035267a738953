/* SPDX-License-Identifier: MIT */
#include "so-http.h"

#include "so-error.h"
#include "so-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "Bearer canary-4711"

static SoHttpResponse *
get (SoTestServer *server, SoHttpRequest request, GError **error)
{
  g_autofree char *url = so_test_server_url (server, "/v1/things?q=1");

  request.url = url;
  return so_http_send (&request, NULL, NULL, error);
}

static void
test_answer (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  static const char *const headers[] = { "X-One", "1", "Accept-Language", "de", NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *heard = NULL, *url = so_test_server_url (server, "/v1/things");
  SoHttpRequest request = { .method = "POST", .url = url, .authorization = SECRET, .headers = headers, .content_type = "application/json", .body = body };
  gboolean sent = FALSE;

  so_test_server_answer (server, "201 Created", "X-Two: 2\r\nx-two: 3\r\nContent-Type: text/html\r\n", "{\"id\":\"7\"}");
  response = so_http_send (&request, &sent, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sent);
  g_assert_cmpuint (response->status, ==, 201);
  g_assert_cmpstr (so_http_header (response, "x-two"), ==, "2, 3");
  g_assert_null (so_http_header (response, "x-three"));
  node = so_http_parse (response, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "id"), ==, "7");
  heard = so_test_server_heard (server, 0);
  g_assert_true (g_str_has_prefix (heard, "POST /v1/things HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (heard, "Authorization: " SECRET "\r\n"));
  g_assert_nonnull (strstr (heard, "X-One: 1\r\n"));
  g_assert_nonnull (strstr (heard, "Accept-Language: de\r\n"));
  g_assert_nonnull (strstr (heard, "Content-Type: application/json\r\n"));
  g_assert_true (g_str_has_suffix (heard, "{\"a\":1}"));
}

static void
test_no_redirect (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoHttpResponse) response = NULL;

  so_test_server_answer (server, "302 Found", "Location: https://example.com/\r\n", "");
  response = get (server, (SoHttpRequest) { .authorization = SECRET }, NULL);
  g_assert_cmpuint (response->status, ==, 302);
  g_assert_cmpuint (so_test_server_count (server), ==, 1);
}

static GByteArray *
gzip_of (gsize zeros)
{
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree char *plain = g_malloc0 (zeros);
  g_autoptr (GBytes) bytes = g_bytes_new (plain, zeros), packed = g_converter_convert_bytes (zlib, bytes, NULL);
  GByteArray *all = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", g_bytes_get_size (packed));

  g_byte_array_append (all, (const guint8 *) head, strlen (head));
  g_byte_array_append (all, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  return all;
}

static void
test_bomb (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (GByteArray) small = gzip_of (1000), bomb = gzip_of (64 << 20);
  g_autoptr (SoHttpResponse) good = NULL, bad = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (bomb->len, <, 100000);
  so_test_server_say (server, small->data, small->len, 0);
  so_test_server_say (server, bomb->data, bomb->len, 0);
  good = get (server, (SoHttpRequest) { 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (good->body), ==, 1000);
  bad = get (server, (SoHttpRequest) { 0 }, &error);
  g_assert_null (bad);
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
}

static void
test_cut_off (void)
{
  static const char *const cut[] = {
    "", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!", "nonsense\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive!\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (SoHttpResponse) response = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *url = so_test_server_url (server, "/");
      g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
      SoHttpRequest request = { .method = "POST", .url = url, .authorization = SECRET, .content_type = "text/plain", .body = body };
      gboolean sent = FALSE;

      g_test_message ("%s", cut[i]);
      so_test_server_say (server, cut[i], strlen (cut[i]), 0);
      response = so_http_send (&request, &sent, NULL, &error);
      g_assert_null (response);
      g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
      g_assert_null (strstr (error->message, "canary"));
      g_assert_true (sent);
      /* It may have been taken, so it is never sent once more by itself. */
      g_assert_cmpuint (so_test_server_count (server), ==, 1);
    }
}

/* A connection that is not kept may end early: half a file is none. */
static void
test_cut_off_file (void)
{
  static const struct { const char *answer; gboolean whole; } rows[] = {
    { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nfive!", FALSE },
    { "HTTP/1.0 200 OK\r\nContent-Length: 10\r\n\r\nfive!", FALSE },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nfive!", TRUE },
    { "HTTP/1.0 200 OK\r\n\r\nfive!", TRUE },
  };
  g_autofree char *folder = g_dir_make_tmp ("so-http-XXXXXX", NULL), *path = g_build_filename (folder, "file", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autofree char *url = so_test_server_url (server, "/");
      g_autoptr (GError) error = NULL;
      g_autoptr (SoHttpResponse) response = NULL;

      g_test_message ("%s", rows[i].answer);
      so_test_server_say (server, rows[i].answer, strlen (rows[i].answer), 0);
      response = so_http_download (&(SoHttpRequest) { .url = url }, path, NULL, NULL, NULL, &error);
      g_assert_cmpint (response != NULL, ==, rows[i].whole);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, rows[i].whole);
      if (!rows[i].whole)
        g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
test_drip (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *all = g_strconcat ("HTTP/1.1 200 OK\r\nX-Long: ", endless, NULL);
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  so_test_server_say (server, all, strlen (all), 20);
  response = get (server, (SoHttpRequest) { .most_seconds = 1 }, &error);
  g_assert_null (response);
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_assert_nonnull (strstr (error->message, "does not answer"));
}

/* A hub that has nothing new says nothing for 50 seconds: longer than what a server may be silent that only has to answer (20 s). */
static void
test_patient (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  so_test_server_hold (server, 21000);
  so_test_server_answer (server, "200 OK", "", "{}");
  response = get (server, (SoHttpRequest) { .most_seconds = 60, .patient = TRUE }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (50000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *url = so_test_server_url (server, "/");
  g_autofree char *slow = g_strnfill (10000, ' ');
  g_autoptr (GError) error = NULL;
  GThread *thread;

  so_test_server_say (server, slow, strlen (slow), 20);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (so_http_send (&(SoHttpRequest) { .url = url }, NULL, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_unreachable (void)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sent = TRUE;

  {
    g_autoptr (SoTestServer) gone = so_test_server_new ();
    url = so_test_server_url (gone, "/");
  }
  g_assert_null (so_http_send (&(SoHttpRequest) { .url = url }, &sent, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_assert_false (sent);
}

static void
test_addresses (void)
{
  static const struct { const char *url; gboolean allowed; } rows[] = {
    { "https://graph.facebook.com/v26.0", TRUE }, { "http://127.0.0.1:4010/x", TRUE }, { "http://127.9.9.9/", TRUE }, { "http://[::1]:80/", TRUE },
    { "http://localhost:1", TRUE }, { "http://example.com/", FALSE }, { "http://127.0.0.1.example.com/", FALSE }, { "http://localhost.evil/", FALSE },
    { "ftp://127.0.0.1/", FALSE }, { "file:///etc/passwd", FALSE }, { "https://", FALSE }, { "", FALSE }, { NULL, FALSE }, { "https:graph", FALSE },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].url);
      g_assert_cmpint (so_http_is_allowed (rows[i].url), ==, rows[i].allowed);
    }
  g_assert_null (so_http_send (&(SoHttpRequest) { .url = "http://example.com/" }, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
count_up (guint64 now, guint64 all, gpointer last)
{
  g_assert_cmpuint (now, >, *(guint64 *) last);
  g_assert_cmpuint (all, ==, 300000);
  *(guint64 *) last = now;
}

static void
test_download (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autofree char *folder = g_dir_make_tmp ("so-http-XXXXXX", NULL), *path = g_build_filename (folder, "media", NULL);
  g_autofree char *url = so_test_server_url (server, "/media"), *big = g_strnfill (300000, 'm'), *heard = NULL, *kept = NULL;
  g_autoptr (SoHttpResponse) refused = NULL, response = NULL;
  g_autoptr (GError) error = NULL;
  SoHttpRequest request = { .url = url, .most_bytes = 300000 };
  guint64 last = 0;
  GStatBuf info;

  so_test_server_answer (server, "404 Not Found", "", "{\"error\":1}");
  so_test_server_answer (server, "200 OK", "", big);
  refused = so_http_download (&request, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refused->status, ==, 404);
  g_assert_cmpuint (g_bytes_get_size (refused->body), ==, 11);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  response = so_http_download (&request, path, count_up, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, 300000);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 0);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, big);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  heard = so_test_server_heard (server, 1);
  g_assert_nonnull (strstr (heard, "Accept-Encoding: identity\r\n"));
  /* What is there already is nobody's to write over, and what is too large is not kept by halves. */
  g_assert_null (so_http_download (&request, path, NULL, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  g_unlink (path);
  request.most_bytes = 299999;
  g_assert_null (so_http_download (&request, path, NULL, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
test_dates (void)
{
  g_assert_cmpint (so_http_parse_date ("Sat, 21 Nov 2026 07:37:59 +0000"), ==, G_GINT64_CONSTANT (1795246679000));
  g_assert_cmpint (so_http_parse_date ("Sat, 21 Nov 2026 09:37:59 +0200"), ==, G_GINT64_CONSTANT (1795246679000));
  g_assert_cmpint (so_http_parse_date ("Sat, 21 Nov 2026 07:37:59 GMT"), ==, G_GINT64_CONSTANT (1795246679000));
  g_assert_cmpint (so_http_parse_date ("yesterday"), ==, -1);
  g_assert_cmpint (so_http_parse_date (""), ==, -1);
  g_assert_cmpint (so_http_parse_date (NULL), ==, -1);
}

static void
test_nonsense (void)
{
  static const char *const bodies[] = { "", "null", "{", "{}{}", "<html>", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (SoHttpResponse) response = NULL;
      g_autoptr (GError) error = NULL;

      so_test_server_answer (server, "200 OK", "Content-Type: application/json\r\n", bodies[i]);
      response = get (server, (SoHttpRequest) { 0 }, NULL);
      g_assert_null (so_http_parse (response, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
    }
}

int
main (int argc, char **argv)
{
  /* What stays on this computer is nobody's business, and a proxy that is not there would show. */
  g_setenv ("http_proxy", "http://127.0.0.1:9", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/answer", test_answer);
  g_test_add_func ("/http/no-redirect", test_no_redirect);
  g_test_add_func ("/http/bomb", test_bomb);
  g_test_add_func ("/http/cut-off", test_cut_off);
  g_test_add_func ("/http/cut-off-file", test_cut_off_file);
  g_test_add_func ("/http/drip", test_drip);
  g_test_add_func ("/http/patient", test_patient);
  g_test_add_func ("/http/cancelled", test_cancelled);
  g_test_add_func ("/http/unreachable", test_unreachable);
  g_test_add_func ("/http/addresses", test_addresses);
  g_test_add_func ("/http/download", test_download);
  g_test_add_func ("/http/dates", test_dates);
  g_test_add_func ("/http/nonsense", test_nonsense);
  return g_test_run ();
}
