/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include <string.h>

static SoDemoFile *
new_file (char *name, const char *mime, GByteArray *bytes)
{
  SoDemoFile *file = g_new0 (SoDemoFile, 1);

  file->name = name;
  file->mime = mime;
  file->bytes = g_byte_array_free_to_bytes (bytes);
  return file;
}

void
so_demo_file_free (SoDemoFile *file)
{
  if (!file)
    return;
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

static void
add_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

static void
add_little (GByteArray *bytes, guint32 value, int size)
{
  for (int i = 0; i < size; i++)
    {
      guint8 b = (guint8) (value >> (8 * i));
      g_byte_array_append (bytes, &b, 1);
    }
}

static void
add_big (GByteArray *bytes, guint32 value)
{
  const guint8 b[] = { (guint8) (value >> 24), (guint8) (value >> 16), (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (bytes, b, 4);
}

/* Sound ------------------------------------------------------------------------------------------ */

#define RATE 4000

/* A hum that rises and falls like a sentence. Integer steps only: the same bytes on every machine. */
static guint8
hum (guint sample, guint tune)
{
  guint step = 20 + tune % 7 * 3 + sample / (RATE / 4) * 5 % 11;
  guint phase = sample * step / 16 % 64;
  guint loud = 8 + sample / (RATE / 8) * 7 % 40;

  return (guint8) (128 + ((int) (phase < 32 ? phase : 64 - phase) - 16) * (int) loud / 16);
}

SoDemoFile *
so_demo_file_voice (guint seconds, guint tune)
{
  GByteArray *bytes = g_byte_array_new ();
  guint samples = seconds * RATE;

  add_text (bytes, "RIFF");
  add_little (bytes, 36 + samples, 4);
  add_text (bytes, "WAVEfmt ");
  add_little (bytes, 16, 4);
  add_little (bytes, 1, 2);
  add_little (bytes, 1, 2);
  add_little (bytes, RATE, 4);
  add_little (bytes, RATE, 4);
  add_little (bytes, 1, 2);
  add_little (bytes, 8, 2);
  add_text (bytes, "data");
  add_little (bytes, samples, 4);
  for (guint i = 0; i < samples; i++)
    {
      guint8 value = hum (i, tune);
      g_byte_array_append (bytes, &value, 1);
    }
  return new_file (g_strdup_printf ("voice-%03u.wav", tune % 1000), "audio/x-wav", bytes);
}

/* Pictures --------------------------------------------------------------------------------------- */

#define WIDTH 240
#define HEIGHT 160

static guint32
crc_of (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int k = 0; k < 8; k++)
        crc = crc & 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static void
add_chunk (GByteArray *png, const char *name, const guint8 *data, guint length)
{
  guint from;

  add_big (png, length);
  from = png->len;
  add_text (png, name);
  g_byte_array_append (png, data, length);
  add_big (png, crc_of (png->data + from, png->len - from));
}

/* A floor, a wall and some dancers, as discs. */
static void
add_pixel (GByteArray *raw, int x, int y, guint hue)
{
  static const guint8 walls[][3] = { { 242, 214, 196 }, { 206, 226, 238 }, { 222, 236, 206 }, { 238, 210, 228 }, { 246, 232, 190 } };
  const guint8 *wall = walls[hue % G_N_ELEMENTS (walls)];
  guint8 pixel[3] = { wall[0], wall[1], wall[2] };

  if (y > 112)
    memcpy (pixel, (const guint8[]) { 150, 104, 72 }, 3);
  for (guint i = 0; i < 3 + hue % 3; i++)
    {
      int dx = x - 36 - (int) i * 42, dy = y - 78 - (int) ((hue >> i) % 3) * 6;
      if (dx * dx + dy * dy < 100 || (dx * dx * 9 + (dy - 30) * (dy - 30) < 900 && dy > 8))
        memcpy (pixel, (const guint8[]) { (guint8) (40 + 30 * i), (guint8) (60 + hue % 80), (guint8) (120 - 20 * i) }, 3);
    }
  g_byte_array_append (raw, pixel, 3);
}

SoDemoFile *
so_demo_file_image (guint hue)
{
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autoptr (GByteArray) raw = g_byte_array_new (), head = g_byte_array_new ();
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GBytes) plain = NULL, packed = NULL;
  GByteArray *png = g_byte_array_new ();
  gsize length;
  const guint8 *data;

  for (int y = 0; y < HEIGHT; y++)
    {
      g_byte_array_append (raw, (const guint8 *) "", 1);
      for (int x = 0; x < WIDTH; x++)
        add_pixel (raw, x, y, hue);
    }
  plain = g_byte_array_free_to_bytes (g_steal_pointer (&raw));
  packed = g_converter_convert_bytes (zlib, plain, NULL);
  g_assert (packed);
  data = g_bytes_get_data (packed, &length);
  g_byte_array_append (png, magic, sizeof magic);
  add_big (head, WIDTH);
  add_big (head, HEIGHT);
  g_byte_array_append (head, (const guint8[]) { 8, 2, 0, 0, 0 }, 5);
  add_chunk (png, "IHDR", head->data, head->len);
  add_chunk (png, "IDAT", data, (guint) length);
  add_chunk (png, "IEND", (const guint8 *) "", 0);
  return new_file (g_strdup_printf ("IMG-%03u.png", hue % 1000), "image/png", png);
}

/* Documents -------------------------------------------------------------------------------------- */

/* One page that says what it is. Readers rebuild a missing table of contents, but some warn: so it is written. */
SoDemoFile *
so_demo_file_document (const char *name)
{
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.4\n");
  g_autofree char *title = g_str_to_ascii (name, "C");
  g_autofree char *page = g_strdup_printf ("BT /F1 24 Tf 60 760 Td (%s) Tj ET", g_strdelimit (title, "()\\", ' '));
  g_autofree char *content = g_strdup_printf ("<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", strlen (page), page);
  const char *objects[] = {
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    content, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  };
  gsize offsets[G_N_ELEMENTS (objects)], table;
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      offsets[i] = pdf->len;
      g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  table = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", (guint) G_N_ELEMENTS (objects) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (pdf, "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          (guint) G_N_ELEMENTS (objects) + 1, table);
  add_text (bytes, pdf->str);
  return new_file (g_strdup (name), "application/pdf", bytes);
}
