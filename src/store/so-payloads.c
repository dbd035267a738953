/* SPDX-License-Identifier: MIT */
#include "so-payloads.h"

#include "so-db.h"

/* More than any source's is damaged. */
#define LARGEST (4 * 1024 * 1024)

static GBytes *
unpack (GBytes *packed)
{
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) bytes = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (bytes, zlib);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 buffer[8192];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0 && all->len < LARGEST)
    g_byte_array_append (all, buffer, (guint) n);
  return n ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

GBytes *
so_payload_find (SoDb *db, const char *message_id)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT body FROM payload WHERE message_id = ?", "t", message_id);
  g_autoptr (GBytes) packed = row && so_stmt_next (row, NULL) ? so_stmt_bytes (row, 0) : NULL;

  return packed ? unpack (packed) : NULL;
}
