/* SPDX-License-Identifier: MIT */
#include "so-import-whatsapp-reader.h"

#include <string.h>

#include "so-clock.h"
#include "so-import-lines.h"
#include "so-text.h"

/* What the headers of one shape say about the order of their numbers. */
typedef struct {
  guint count;
  guint first_over_12, second_over_12, first_over_31;
  gint64 last[2];        /* of the date before, read as DMY and MDY */
  guint back[2];         /* how often it went back in time */
  guint impossible[2];   /* no date, or one in the future */
} Shape;

struct _SoWhatsappReader {
  SoImportLines *lines;
  GHashTable *shapes;
  SoWhatsappHeader header;   /* of the message that is being gathered */
  SoWhatsappHeader next;
  GString *raw, *next_raw;
  char *text;
  guint64 number, next_number, next_end;
  gboolean started, has_next, cut;
};

/* The header at the front of a line. Only its valid part is looked at: what is broken behind it does
 * not matter. */
static gboolean
parse_header (const SoImportLine *line, SoWhatsappHeader *header)
{
  char head[192];
  gsize n = MIN (so_import_line_trim (line), sizeof head - 1);
  const char *valid;

  if (!line->begins || n < 8)
    return FALSE;
  if (line->text[0] != '[' && !g_ascii_isdigit (line->text[0]) && (guchar) line->text[0] < 0x80)
    return FALSE;
  memcpy (head, line->text, n);
  g_utf8_validate_len (head, n, &valid);
  head[valid - head] = 0;
  return so_whatsapp_header_parse (head, header);
}

static gint64
days_of (const int ymd[3])
{
  return ymd[0] * 372ll + ymd[1] * 31 + ymd[2];
}

static void
learn (Shape *shape, const SoWhatsappHeader *header, gint64 today)
{
  shape->count++;
  shape->first_over_12 += header->date[0] > 12 && header->date[0] <= 31;
  shape->first_over_31 += header->date[0] > 31;
  shape->second_over_12 += header->date[1] > 12;
  for (guint i = 0; i < 2; i++)
    {
      int ymd[3];
      gint64 days;
      if (!so_whatsapp_header_date (header, i, ymd) || (days = days_of (ymd)) > today)
        {
          shape->impossible[i]++;
          continue;
        }
      shape->back[i] += days < shape->last[i];
      shape->last[i] = days;
    }
}

/* A number over 12 is a day; else the order in which time runs on; else what the country does. */
static SoDateOrder
order_of (const Shape *shape, gboolean month_first)
{
  if (shape->first_over_31 > shape->count / 2)
    return SO_DATE_ORDER_YMD;
  if (shape->first_over_12 != shape->second_over_12)
    return shape->first_over_12 > shape->second_over_12 ? SO_DATE_ORDER_DMY : SO_DATE_ORDER_MDY;
  if (shape->impossible[0] != shape->impossible[1])
    return shape->impossible[0] < shape->impossible[1] ? SO_DATE_ORDER_DMY : SO_DATE_ORDER_MDY;
  if (shape->back[0] != shape->back[1])
    return shape->back[0] < shape->back[1] ? SO_DATE_ORDER_DMY : SO_DATE_ORDER_MDY;
  return month_first ? SO_DATE_ORDER_MDY : SO_DATE_ORDER_DMY;
}

/* Keeps the most frequent shape, and others that are nearly as frequent: a file put together from two
 * telephones has two, a pasted chat is rarer. */
static GHashTable *
choose_shapes (GHashTable *seen, gboolean month_first)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;
  guint most = 0;

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    most = MAX (most, ((Shape *) value)->count);
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((Shape *) value)->count * 2 > most)
      g_hash_table_insert (chosen, key, GINT_TO_POINTER (order_of (value, month_first)));
  return g_steal_pointer (&chosen);
}

GHashTable *
so_whatsapp_shapes_learn (int fd, gboolean month_first, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportLines) lines = so_import_lines_new (fd, 0);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GDateTime) tomorrow = g_date_time_new_from_unix_utc (so_now () / 1000 + 86400);
  g_autoptr (GError) inner = NULL;
  SoImportLine line;
  int ymd[3];

  g_date_time_get_ymd (tomorrow, &ymd[0], &ymd[1], &ymd[2]);
  while (so_import_lines_next (lines, &line, cancellable, &inner))
    {
      SoWhatsappHeader header;
      Shape *shape;
      if (!parse_header (&line, &header))
        continue;
      shape = g_hash_table_lookup (seen, GUINT_TO_POINTER (header.shape));
      if (!shape)
        g_hash_table_insert (seen, GUINT_TO_POINTER (header.shape), shape = g_new0 (Shape, 1));
      learn (shape, &header, days_of (ymd));
    }
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  return choose_shapes (seen, month_first);
}

SoWhatsappReader *
so_whatsapp_reader_new (int fd, GHashTable *shapes)
{
  SoWhatsappReader *reader = g_new0 (SoWhatsappReader, 1);

  reader->lines = so_import_lines_new (fd, 0);
  reader->shapes = g_hash_table_ref (shapes);
  reader->raw = g_string_new (NULL);
  reader->next_raw = g_string_new (NULL);
  return reader;
}

void
so_whatsapp_reader_free (SoWhatsappReader *reader)
{
  if (!reader)
    return;
  so_import_lines_free (reader->lines);
  g_hash_table_unref (reader->shapes);
  g_string_free (reader->raw, TRUE);
  g_string_free (reader->next_raw, TRUE);
  g_free (reader->text);
  g_free (reader);
}

/* Adds as much as one message may have. */
static void
append (SoWhatsappReader *reader, const char *text, gsize length)
{
  gsize room = SO_IMPORT_MAX_TEXT - MIN (reader->raw->len, SO_IMPORT_MAX_TEXT);

  if (length > room)
    {
      reader->cut = TRUE;
      while (room && ((guchar) text[room] & 0xc0) == 0x80)
        room--;
    }
  g_string_append_len (reader->raw, text, MIN (length, room));
}

static gboolean
is_header (SoWhatsappReader *reader, const SoImportLine *line, SoWhatsappHeader *header)
{
  return parse_header (line, header) &&
         g_hash_table_contains (reader->shapes, GUINT_TO_POINTER (header->shape));
}

static void
give (SoWhatsappReader *reader, SoWhatsappMessage *message, guint64 end)
{
  gsize n = reader->raw->len;

  while (n && strchr ("\r\n", reader->raw->str[n - 1]))
    n--;
  g_free (reader->text);
  reader->text = so_text_clean (reader->raw->str, n);
  message->header = reader->header;
  message->order = GPOINTER_TO_INT (g_hash_table_lookup (reader->shapes, GUINT_TO_POINTER (reader->header.shape)));
  message->text = reader->text;
  message->line = reader->number;
  message->end = end;
  message->cut = reader->cut;
}

/* The header line that ended the message before begins this one. */
static void
begin (SoWhatsappReader *reader)
{
  reader->header = reader->next;
  reader->number = reader->next_number;
  g_string_truncate (reader->raw, 0);
  reader->cut = FALSE;
  append (reader, reader->next_raw->str, reader->next_raw->len);
  reader->has_next = FALSE;
}

gboolean
so_whatsapp_reader_next (SoWhatsappReader *reader, SoWhatsappMessage *message, GCancellable *cancellable,
                         GError **error)
{
  SoImportLine line;
  g_autoptr (GError) inner = NULL;
  guint64 end = reader->next_end;
  gboolean any = reader->has_next;

  if (reader->has_next)
    begin (reader);
  else if (reader->started)
    return FALSE;
  reader->started = TRUE;
  while (so_import_lines_next (reader->lines, &line, cancellable, &inner))
    {
      if (is_header (reader, &line, &reader->next))
        {
          g_string_truncate (reader->next_raw, 0);
          g_string_append_len (reader->next_raw, line.text + reader->next.length,
                               so_import_line_trim (&line) - reader->next.length);
          reader->next_number = line.number;
          reader->next_end = line.at + line.length;
          reader->has_next = TRUE;
          if (any || reader->raw->len)
            {
              give (reader, message, line.at);
              return TRUE;
            }
          begin (reader);
          any = TRUE;
          end = line.at + line.length;
          continue;
        }
      if (line.begins && reader->raw->len + any > 0)
        append (reader, "\n", 1);
      append (reader, line.text, so_import_line_trim (&line));
      any = TRUE;
      end = line.at + line.length;
    }
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (!any)
    return FALSE;
  give (reader, message, end);
  return TRUE;
}
