/* SPDX-License-Identifier: MIT */
/* Frames against the examples of RFC 6455, wrong ones, and cut at every byte. */
#include "so-frame.h"

#include <string.h>

static const guint8 mask[4] = { 0x37, 0xfa, 0x21, 0x3d };

static const struct {
  const char *name;
  gboolean masked;
  const char *bytes;
  guint length;
  guint answer;
  SoFrameKind kind;
  const char *text;
} frames[] = {
  { "hello", FALSE, "\x81\x05Hello", 7, SO_FRAME_WHOLE, SO_FRAME_TEXT, "Hello" },
  { "masked hello", TRUE, "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", 11, SO_FRAME_WHOLE, SO_FRAME_TEXT, "Hello" },
  { "ping", FALSE, "\x89\x05Hello", 7, SO_FRAME_WHOLE, SO_FRAME_PING, "Hello" },
  { "masked pong", TRUE, "\x8a\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", 11, SO_FRAME_WHOLE, SO_FRAME_PONG, "Hello" },
  { "empty", FALSE, "\x81\x00", 2, SO_FRAME_WHOLE, SO_FRAME_TEXT, "" },
  { "masked empty close", TRUE, "\x88\x80\x37\xfa\x21\x3d", 6, SO_FRAME_WHOLE, SO_FRAME_CLOSE, "" },
  { "in parts", FALSE, "\x01\x03Hel", 5, SO_FRAME_NOT_ASKED, 0, NULL },
  { "the rest of parts", FALSE, "\x80\x02lo", 4, SO_FRAME_WRONG, 0, NULL },
  { "not masked", TRUE, "\x81\x05Hello", 7, SO_FRAME_WRONG, 0, NULL },
  { "masked by a server", FALSE, "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", 11, SO_FRAME_WRONG, 0, NULL },
  { "packed", FALSE, "\xc1\x05Hello", 7, SO_FRAME_WRONG, 0, NULL },
  { "a kind that there is not", FALSE, "\x83\x00", 2, SO_FRAME_WRONG, 0, NULL },
  { "a control frame that there is not", FALSE, "\x8b\x00", 2, SO_FRAME_WRONG, 0, NULL },
  { "a long ping", FALSE, "\x89\x7e\x01\x00", 4, SO_FRAME_WRONG, 0, NULL },
  { "a ping in parts", FALSE, "\x09\x00", 2, SO_FRAME_WRONG, 0, NULL },
  { "a longer length than needed", FALSE, "\x81\x7e\x00\x05Hello", 9, SO_FRAME_WRONG, 0, NULL },
  { "larger than is taken", FALSE, "\x81\x7e\x01\x01", 4, SO_FRAME_LARGE, 0, NULL },
  { "64 bits of length", FALSE, "\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10, SO_FRAME_LARGE, 0, NULL },
};

static void
check (const SoFrameReader *reader, guint i)
{
  g_assert_cmpint (reader->kind, ==, frames[i].kind);
  g_assert_cmpstr ((const char *) reader->bytes, ==, frames[i].text);
  g_assert_cmpuint (reader->size, ==, strlen (frames[i].text));
}

static void
test_frames (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    for (guint cut = 0; cut < frames[i].length; cut++)
      {
        SoFrameReader reader = { .masked = frames[i].masked, .most = 256 };
        const guint8 *bytes = (const guint8 *) frames[i].bytes;
        gsize used, more = 0;
        guint answer = so_frame_read (&reader, bytes, cut, &used);

        g_test_message ("%s, cut at %u", frames[i].name, cut);
        if (answer == SO_FRAME_MORE)
          {
            g_assert_cmpuint (used, ==, cut);
            answer = so_frame_read (&reader, bytes + cut, frames[i].length - cut, &more);
          }
        g_assert_cmpuint (answer, ==, frames[i].answer);
        if (answer != SO_FRAME_WHOLE)
          continue;
        g_assert_cmpuint (used + more, ==, frames[i].length);
        check (&reader, i);
      }
}

/* Every length that may be, both ways, several in a row. */
static void
test_written (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *text = g_strnfill (SO_FRAME_MOST, 'x');
  SoFrameReader reader = { .masked = TRUE, .most = SO_FRAME_MOST };
  gsize used, at = 0;

  for (guint size = 0; size <= SO_FRAME_MOST; size++)
    {
      text[size / 2] = (char) size;
      so_frame_write (out, SO_FRAME_TEXT, text, size, mask);
    }
  so_frame_write_close (out, SO_FRAME_POLICY, mask);
  memset (text, 'x', SO_FRAME_MOST);
  for (guint size = 0; size <= SO_FRAME_MOST; size++, at += used)
    {
      text[size / 2] = (char) size;
      g_assert_cmpuint (so_frame_read (&reader, out->data + at, out->len - at, &used), ==, SO_FRAME_WHOLE);
      g_assert_cmpmem (reader.bytes, reader.size, text, size);
    }
  g_assert_cmpuint (so_frame_read (&reader, out->data + at, out->len - at, &used), ==, SO_FRAME_WHOLE);
  g_assert_cmpint (reader.kind, ==, SO_FRAME_CLOSE);
  g_assert_cmpmem (reader.bytes, reader.size, "\x03\xf0", 2);
  g_assert_cmpuint (at + used, ==, out->len);
}

static void
test_accept (void)
{
  g_autofree char *accept = so_frame_accept ("dGhlIHNhbXBsZSBub25jZQ==");

  g_assert_cmpstr (accept, ==, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

/* What strangers send is never more than a frame, and never read behind it. */
static void
test_noise (void)
{
  for (guint seed = 0; seed < 20000; seed++)
    {
      g_autoptr (GRand) draw = g_rand_new_with_seed (seed);
      SoFrameReader reader = { .masked = seed % 2, .most = 125 };
      guint8 bytes[64];
      gsize used = 0, at = 0;
      guint answer = SO_FRAME_WHOLE;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (guint8) g_rand_int (draw);
      /* Half of them begin well. */
      bytes[0] = seed % 4 < 2 ? 0x89 : bytes[0];
      while (answer == SO_FRAME_WHOLE && at < sizeof bytes)
        {
          answer = so_frame_read (&reader, bytes + at, sizeof bytes - at, &used);
          at += used;
          g_assert_cmpuint (at, <=, sizeof bytes);
          g_assert_cmpuint (reader.size, <=, 125);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/frames", test_frames);
  g_test_add_func ("/frame/written", test_written);
  g_test_add_func ("/frame/accept", test_accept);
  g_test_add_func ("/frame/noise", test_noise);
  return g_test_run ();
}
