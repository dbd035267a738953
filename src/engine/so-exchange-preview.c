/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-exchange-private.h"

#include "so-error.h"

#include <glib/gi18n-lib.h>

#define MAX_SAMPLES 10
#define MAX_SAME 1000

/* Counts what an import would find. */
typedef struct {
  SoImportSink sink;
  const SoExchangeImport *what;
  SoExchangeReport *report;
  const char *country;
  GHashTable *seen;       /* threads and people, as text */
  GHashTable *lines;      /* the ways to reach people and their names, as text → GSIZE_TO_POINTER of the line */
  SoDb *db;               /* as the studio is now */
} Preview;

/* TRUE the first time. Takes @key. */
static gboolean
note (Preview *self, char *key)
{
  return g_hash_table_add (self->seen, key);
}

static void
count_person (Preview *self, const SoIdentity *identity)
{
  g_autofree char *normal = identity ? so_identity_normalise (identity->kind, identity->value, self->country) : NULL;

  if (normal)
    self->report->batch->contacts += note (self, g_strdup_printf ("p%d %s", (int) identity->kind, normal));
}

static gboolean
take_message (SoImportSink *sink, SoIncoming *message, guint64 position, GError **error)
{
  Preview *self = (Preview *) sink;
  SoBatch *batch = self->report->batch;
  SoIdentity *other = message->others->len ? message->others->pdata[0] : NULL;

  if (message->remote_id && !note (self, g_strdup_printf ("m%d %s", (int) message->channel, message->remote_id)))
    {
      batch->known++;
      return TRUE;
    }
  batch->messages++;
  if (message->thread_key)
    batch->threads += note (self, g_strdup_printf ("t%d %s", (int) message->channel, message->thread_key));
  count_person (self, message->outbound || !message->sender ? other : message->sender);
  for (guint i = 0; i < message->parts->len; i++)
    batch->media += ((SoPart *) message->parts->pdata[i])->sha256 != NULL;
  if (self->report->sample->len < MAX_SAMPLES)
    g_ptr_array_add (self->report->sample, so_incoming_ref (message));
  return TRUE;
}

/* "p0 +4930…" for each way to reach somebody; without any, their name. */
static GPtrArray *
keys_of (Preview *self, const SoCard *card)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *alias = so_identity_normalise (SO_IDENTITY_ALIAS, card->name, NULL);

  for (guint i = 0; i < card->identities->len; i++)
    {
      const SoIdentity *identity = card->identities->pdata[i];
      g_autofree char *normal = so_identity_normalise (identity->kind, identity->value, self->country);

      if (normal)
        g_ptr_array_add (keys, g_strdup_printf ("p%d %s", (int) identity->kind, normal));
      self->report->bare += so_exchange_is_bare (identity, self->country);
    }
  if (!card->identities->len && alias)
    g_ptr_array_add (keys, g_strdup_printf ("p%d %s", (int) SO_IDENTITY_ALIAS, alias));
  return keys;
}

/* The line where somebody with one of @keys was met, or 0; notes that they are met in @line. */
static gsize
line_before (Preview *self, GPtrArray *keys, guint64 line)
{
  gsize before = 0;

  for (guint i = 0; i < keys->len && !before; i++)
    before = GPOINTER_TO_SIZE (g_hash_table_lookup (self->lines, keys->pdata[i]));
  for (guint i = 0; i < keys->len; i++)
    if (!g_hash_table_contains (self->lines, keys->pdata[i]))
      g_hash_table_insert (self->lines, g_strdup (keys->pdata[i]), GSIZE_TO_POINTER (before ? before : MAX (line, 1)));
  return before;
}

static void
tell_same (Preview *self, const SoCard *card, char *what)
{
  GPtrArray *same = self->report->same;

  if (same->len >= 2 * MAX_SAME)
    return g_free (what);
  g_ptr_array_add (same, g_strdup_printf (_("line %llu"), (unsigned long long) card->line));
  g_ptr_array_add (same, what);
}

static gboolean
take_card (SoImportSink *sink, SoCard *card, GError **error)
{
  Preview *self = (Preview *) sink;
  g_autoptr (GPtrArray) keys = keys_of (self, card);
  gsize before = line_before (self, keys, card->line);
  g_autofree char *person = NULL;
  SoCardFate fate = before ? SO_CARD_TWICE : so_contact_fate_of_card (self->db, card, self->country, &person);

  self->report->fates[fate]++;
  self->report->batch->contacts += fate == SO_CARD_NEW;
  self->report->batch->known += fate != SO_CARD_NEW;
  if (fate == SO_CARD_TWICE)
    tell_same (self, card, g_strdup_printf (_("“%s” is the same person as in line %llu"), card->name, (unsigned long long) before));
  else if (fate == SO_CARD_COMPLETES)
    tell_same (self, card, g_strdup_printf (_("completes “%s”, whom the studio knows"), person));
  if (self->report->cards->len < MAX_SAMPLES)
    {
      g_ptr_array_add (self->report->cards, so_card_copy (card));
      g_array_append_val (self->report->card_fates, fate);
    }
  return TRUE;
}

/* Reads it to its end, as the import would, so that what is broken or too long is found. */
static gboolean
take_file (SoImportSink *sink, GInputStream *stream, guint64 limit, char **sha256, gint64 *size, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (65536);
  guint64 done = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, 65536, cancellable, error)) > 0)
    {
      g_checksum_update (sum, buffer, n);
      done += (guint64) n;
      if (done > limit)
        return so_fail (error, SO_ERROR_CHANGE, "The file is too large");
    }
  if (n < 0)
    return FALSE;
  *sha256 = g_strdup (g_checksum_get_string (sum));
  *size = (gint64) done;
  return TRUE;
}

static void
take_skipped (SoImportSink *sink, const char *where, const char *why)
{
  Preview *self = (Preview *) sink;

  self->report->batch->skipped++;
  so_exchange_report_skip (self->report, where, why);
}

static void
take_progress (SoImportSink *sink, guint64 done, guint64 total)
{
  Preview *self = (Preview *) sink;

  if (self->what->progress)
    self->what->progress (done, total, self->report->batch->messages, self->what->progress_data);
}

static const char *
take_names (SoImportSink *sink, const char *chat, const char *const *names)
{
  so_exchange_report_name (((Preview *) sink)->report, names);
  return NULL;
}

/* TRUE with nothing read where no column of a table is anybody's yet: the owner is asked first. */
static gboolean
read_file (Preview *self, SoStudio *studio, SoImportSource *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) columns = source->kind == SO_IMPORT_CSV ? so_exchange_columns (studio, source->path, self->what->map, error) : NULL;
  g_auto (GStrv) map = columns ? so_import_columns_map (columns) : NULL;

  if (source->kind == SO_IMPORT_CSV && !columns)
    return FALSE;
  if (columns && !self->report->columns)
    self->report->columns = g_ptr_array_ref (columns);
  if (columns && columns->len && !so_import_columns_are_useful (columns))
    return self->report->no_people = TRUE;
  source->map = (const char *const *) map;
  return so_import_run (source, &self->sink, cancellable, error);
}

gboolean
so_exchange_preview (SoStudio *studio, const SoExchangeImport *what, const char *const *paths, const SoImportKind *kinds,
                     SoExchangeReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) me = so_exchange_dup_me (studio, what->me);
  g_autofree char *country = so_exchange_dup_country (studio, what->country);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  Preview self = { { take_message, take_card, take_file, take_skipped, take_progress, take_names }, what, report, country, seen, lines, db };

  for (guint i = 0; db && paths[i]; i++)
    {
      SoImportSource source = { paths[i], kinds[i], (const char *const *) me, so_studio_get_zone (studio), self.country, 0 };
      if (!read_file (&self, studio, &source, cancellable, error))
        return FALSE;
    }
  return db != NULL;
}
