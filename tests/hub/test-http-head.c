/* SPDX-License-Identifier: MIT */
/* What two readers could read in two ways is refused, wherever it is cut. */
#include <string.h>

#include "so-http-head.h"

#define POST "POST /hook/x HTTP/1.1\r\nHost: h\r\n"

static const struct {
  const char *head;
  guint status;             /* 0: taken */
  const char *path;
  gboolean chunked;
  guint64 length;
} heads[] = {
  { "GET / HTTP/1.1\r\nHost: h\r\n\r\n", 0, "/", FALSE, 0 },
  { "GET /hook/w?hub.mode=subscribe&a=%20 HTTP/1.1\r\nHost: h\r\n\r\n", 0, "/hook/w", FALSE, 0 },
  { "GET / HTTP/1.0\r\n\r\n", 0, "/", FALSE, 0 },
  { POST "Content-Length: 12\r\n\r\n", 0, "/hook/x", FALSE, 12 },
  { POST "content-LENGTH:\t0 \r\n\r\n", 0, "/hook/x", FALSE, 0 },
  { POST "Transfer-Encoding: Chunked\r\n\r\n", 0, "/hook/x", TRUE, 0 },
  { POST "X-Name: caf\303\251\r\nContent-Length: 000000000000012\r\n\r\n", 0, "/hook/x", FALSE, 12 },
  /* both, twice, or not a number */
  { POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400 },
  { POST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400 },
  { POST "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", 400 },
  { POST "Content-Length: 5\r\ncontent-length: 6\r\n\r\n", 400 },
  { POST "Content-Length: 5, 5\r\n\r\n", 400 },
  { POST "Content-Length: +5\r\n\r\n", 400 },
  { POST "Content-Length: -5\r\n\r\n", 400 },
  { POST "Content-Length: 0x5\r\n\r\n", 400 },
  { POST "Content-Length: 5 5\r\n\r\n", 400 },
  { POST "Content-Length:\r\n\r\n", 400 },
  { POST "Content-Length: 18446744073709551617\r\n\r\n", 400 },
  { POST "Content-Length: 0000000000000012\r\n\r\n", 400 },
  { POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400 },
  { POST "Transfer-Encoding: gzip, chunked\r\n\r\n", 400 },
  { POST "Transfer-Encoding: xchunked\r\n\r\n", 400 },
  { POST "Transfer-Encoding: chunked;q=1\r\n\r\n", 400 },
  { POST "Transfer-Encoding: identity\r\n\r\n", 400 },
  { POST "Transfer-Encoding:\r\n\r\n", 400 },
  { "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400 },
  /* hosts */
  { "GET / HTTP/1.1\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", 400 },
  /* lines */
  { "GET / HTTP/1.1\nHost: h\n\n", 400 },
  { "GET / HTTP/1.1\r\nHost: h\n\r\n", 400 },
  { "GET / HTTP/1.1\r\nHost: h\r\n\n", 400 },
  { "GET / HTTP/1.1\r\nHost: h\r\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", 400 },
  { "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { POST "X-Long: one\r\n two\r\n\r\n", 400 },
  { POST "X-Long: one\r\n\ttwo\r\n\r\n", 400 },
  { "GET / HTTP/1.1\r\n Host: h\r\n\r\n", 400 },
  /* names and values */
  { POST "Content-Length : 5\r\n\r\n", 400 },
  { POST "Content Length: 5\r\n\r\n", 400 },
  { POST ": 5\r\n\r\n", 400 },
  { POST "no colon\r\n\r\n", 400 },
  { POST "X: a\001b\r\n\r\n", 400 },
  { POST "X: a\177b\r\n\r\n", 400 },
  /* first lines */
  { "GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "GET / HTTP/1.1 \r\nHost: h\r\n\r\n", 400 },
  { "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "GET /\r\nHost: h\r\n\r\n", 400 },
  { " GET / HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "G\303\211T / HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "GET /\303\251 HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
  { "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n", 501 },
  { "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 501 },
  { "get / HTTP/1.1\r\nHost: h\r\n\r\n", 501 },
  { "GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505 },
  { "GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505 },
  { "GET / http/1.1\r\nHost: h\r\n\r\n", 400 },
};

/* Whole, and byte by byte as a slow sender has it. */
static guint
read_in_pieces (const char *text, gsize step, SoHttpHead *head)
{
  gsize length = strlen (text), seen = 0;
  guint status = SO_HTTP_HEAD_MORE;

  for (gsize n = MIN (step, length); status == SO_HTTP_HEAD_MORE; n = MIN (n + step, length))
    {
      status = so_http_head_parse (text, n, &seen, head);
      if (n == length)
        break;
    }
  return status;
}

static void
test_heads (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (gsize step = 1; step < 40; step = step < 4 ? step + 1 : step * 3)
      {
        g_auto (SoHttpHead) head = { 0 };
        guint status = read_in_pieces (heads[i].head, step, &head);

        if (status != heads[i].status)
          g_test_message ("%s by %" G_GSIZE_FORMAT, heads[i].head, step);
        g_assert_cmpuint (status, ==, heads[i].status);
        g_assert_cmpstr (head.path, ==, heads[i].path);
        if (status)
          continue;
        g_assert_cmpuint (head.size, ==, strlen (heads[i].head));
        g_assert_cmpint (head.chunked, ==, heads[i].chunked);
        g_assert_cmpuint (head.content_length, ==, heads[i].length);
      }
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("GET / HTTP/1.1\r\nHost: h\r\n");
  g_autoptr (GString) target = g_string_new ("GET /");
  g_auto (SoHttpHead) head = { 0 };
  gsize seen = 0;

  for (guint i = 0; i < SO_HTTP_HEAD_MOST_LINES - 1; i++)
    g_string_append_printf (text, "X-%u: y\r\n", i);
  g_string_append (text, "\r\n");
  g_assert_cmpuint (so_http_head_parse (text->str, text->len, &seen, &head), ==, 0);
  g_string_insert (text, text->len - 2, "X-One: more\r\n");
  seen = 0;
  so_http_head_clear (&head);
  g_assert_cmpuint (so_http_head_parse (text->str, text->len, &seen, &head), ==, 431);

  /* One that never ends is refused before it is whole. */
  g_string_assign (text, "GET / HTTP/1.1\r\nHost: h\r\nX: ");
  while (text->len < SO_HTTP_HEAD_MOST_BYTES)
    g_string_append_c (text, 'x');
  seen = 0;
  g_assert_cmpuint (so_http_head_parse (text->str, text->len - 1, &seen, &head), ==, SO_HTTP_HEAD_MORE);
  g_assert_cmpuint (so_http_head_parse (text->str, text->len, &seen, &head), ==, 431);

  while (target->len < 5000)
    g_string_append_c (target, 'a');
  g_string_append (target, " HTTP/1.1\r\nHost: h\r\n\r\n");
  seen = 0;
  g_assert_cmpuint (so_http_head_parse (target->str, target->len, &seen, &head), ==, 414);
}

static void
test_nul (void)
{
  static const char text[] = "GET / HTTP/1.1\r\nHost: h\0x\r\n\r\n";
  g_auto (SoHttpHead) head = { 0 };
  gsize seen = 0;

  g_assert_cmpuint (so_http_head_parse (text, sizeof text - 1, &seen, &head), ==, 400);
}

static const struct {
  const char *body;
  gssize used;              /* -1: refused */
  guint64 bytes;
} bodies[] = {
  { "5\r\nhello\r\n0\r\n\r\n", 15, 5 },
  { "5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1", 15, 5 },
  { "a\r\n0123456789\r\n00000003\r\nabc\r\n0\r\n\r\n", 35, 13 },
  { "0\r\n\r\n", 5, 0 },
  { "5;ext=1\r\nhello\r\n0\r\n\r\n", -1, 0 },
  { "5\nhello\n0\n\n", -1, 0 },
  { "5\r\nhello!\r\n0\r\n\r\n", -1, 0 },
  { "5\r\nhell\r\n0\r\n\r\n", -1, 0 },
  { "0x5\r\nhello\r\n0\r\n\r\n", -1, 0 },
  { "-5\r\nhello\r\n0\r\n\r\n", -1, 0 },
  { " 5\r\nhello\r\n0\r\n\r\n", -1, 0 },
  { "\r\nhello\r\n", -1, 0 },
  { "000000005\r\nhello\r\n0\r\n\r\n", -1, 0 },
  { "fffffffff\r\n", -1, 0 },
  { "0\r\nTrailer: x\r\n\r\n", -1, 0 },
};

static void
test_chunks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (gsize step = 1; step < 64; step *= 2)
      {
        SoHttpHead head = { .chunked = TRUE };
        SoHttpBody body;
        gsize length = strlen (bodies[i].body);
        gssize used = 0;

        so_http_body_begin (&body, &head);
        while (used >= 0 && (gsize) used < length && !so_http_body_is_over (&body))
          {
            gssize part = so_http_body_feed (&body, bodies[i].body + used, MIN (step, length - used));

            used = part < 0 ? -1 : used + part;
          }
        if (used != bodies[i].used)
          g_test_message ("%s by %" G_GSIZE_FORMAT, bodies[i].body, step);
        g_assert_cmpint (used, ==, bodies[i].used);
        g_assert_cmpint (so_http_body_is_over (&body), ==, bodies[i].used >= 0);
        if (used >= 0)
          g_assert_cmpuint (body.bytes, ==, bodies[i].bytes);
      }
}

static void
test_length (void)
{
  SoHttpHead head = { .content_length = 7 };
  SoHttpBody body;

  so_http_body_begin (&body, &head);
  g_assert_cmpint (so_http_body_feed (&body, "1234", 4), ==, 4);
  g_assert_false (so_http_body_is_over (&body));
  g_assert_cmpint (so_http_body_feed (&body, "567GET", 6), ==, 3);
  g_assert_true (so_http_body_is_over (&body));
  head.content_length = 0;
  so_http_body_begin (&body, &head);
  g_assert_true (so_http_body_is_over (&body));
  g_assert_cmpint (so_http_body_feed (&body, "GET", 3), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/http-head/heads", test_heads);
  g_test_add_func ("/hub/http-head/limits", test_limits);
  g_test_add_func ("/hub/http-head/nul", test_nul);
  g_test_add_func ("/hub/http-head/chunks", test_chunks);
  g_test_add_func ("/hub/http-head/length", test_length);
  return g_test_run ();
}
