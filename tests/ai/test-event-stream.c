/* SPDX-License-Identifier: MIT */
#include "so-event-stream.h"

#include <string.h>

static gboolean
on_event (const char *event, const char *data, gpointer out)
{
  g_string_append_printf (out, "<%s|%s>", event, data);
  return strcmp (data, "stop") != 0;
}

/* The same bytes in pieces of every size tell the same. */
static void
assert_tells (SoFraming framing, const char *bytes, gsize size, const char *expected)
{
  for (gsize piece = 1; piece <= MIN (size, 9); piece++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (SoEventStream) stream = so_event_stream_new (framing, on_event, out);

      for (gsize at = 0; at < size; at += piece)
        if (!so_event_stream_feed (stream, (const guint8 *) bytes + at, MIN (piece, size - at)))
          break;
      so_event_stream_end (stream);
      g_assert_cmpstr (out->str, ==, expected);
    }
}

static void
test_sse (void)
{
  static const struct { const char *bytes, *expected; } cases[] = {
    { "data: a\n\n", "<|a>" },
    { "data:a\r\n\r\ndata:  b\r\r", "<|a><| b>" },
    { "event: ping\ndata: {}\n\n: comment\nid: 7\nretry: 1\n\ndata: x\ndata: y\n\n", "<ping|{}><|x\ny>" },
    { "event: lonely\n\ndata: a\n\n", "<|a>" },
    { "data\n\n", "<|>" },
    { "\357\273\277data: bom\n\n", "<|bom>" },
    { "data: caf\303\251 \360\237\222\203\n\n", "<|caf\303\251 \360\237\222\203>" },
    { "data: cut\303\n\n", "<|cut\357\277\275>" },
    { "data: one\n\ndata: lost\n", "<|one>" },
    { "data: stop\n\ndata: never\n\n", "<|stop>" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_tells (SO_FRAMING_SSE, cases[i].bytes, strlen (cases[i].bytes), cases[i].expected);
  assert_tells (SO_FRAMING_SSE, "data: a\0b\n\n", 11, "<|a b>");
}

static void
test_lines (void)
{
  static const struct { const char *bytes, *expected; } cases[] = {
    { "{\"a\":1}\n{\"b\":2}", "<|{\"a\":1}><|{\"b\":2}>" },
    { "x\r\n\r\n  \ny\n", "<|x><|y>" },
    { "stop\nnever\n", "<|stop>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_tells (SO_FRAMING_LINES, cases[i].bytes, strlen (cases[i].bytes), cases[i].expected);
}

/* A line that never ends is not held. */
static void
test_endless (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (SoEventStream) stream = so_event_stream_new (SO_FRAMING_SSE, on_event, out);
  g_autofree guint8 *piece = g_malloc (1024 * 1024);
  guint taken = 0;

  memset (piece, 'x', 1024 * 1024);
  while (taken < 10 && so_event_stream_feed (stream, piece, 1024 * 1024))
    taken++;
  g_assert_cmpuint (taken, ==, 4);
  g_assert_cmpstr (out->str, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-stream/sse", test_sse);
  g_test_add_func ("/event-stream/lines", test_lines);
  g_test_add_func ("/event-stream/endless", test_endless);
  return g_test_run ();
}
