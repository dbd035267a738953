/* SPDX-License-Identifier: MIT */
#include "so-exchange-private.h"

#include "so-error.h"

#define MAX_SAMPLES 10

/* Counts what an import would find. */
typedef struct {
  SoImportSink sink;
  const SoExchangeImport *what;
  SoExchangeReport *report;
  const char *country;
  GHashTable *seen;       /* threads and people, as text */
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

static SoCard *
copy_card (const SoCard *card)
{
  SoCard *copy = so_card_new (card->name);

  for (guint i = 0; i < card->identities->len; i++)
    g_ptr_array_add (copy->identities, so_identity_copy (card->identities->pdata[i]));
  copy->notes = g_strdup (card->notes);
  copy->birthday = g_strdup (card->birthday);
  copy->tags = g_strdupv (card->tags);
  copy->stage = g_strdup (card->stage);
  copy->source_id = g_strdup (card->source_id);
  return copy;
}

static gboolean
take_card (SoImportSink *sink, SoCard *card, GError **error)
{
  Preview *self = (Preview *) sink;

  self->report->batch->contacts++;
  if (self->report->cards->len < MAX_SAMPLES)
    g_ptr_array_add (self->report->cards, copy_card (card));
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

gboolean
so_exchange_preview (SoStudio *studio, const SoExchangeImport *what, const char *const *paths, const SoImportKind *kinds,
                     SoExchangeReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) me = so_exchange_dup_me (studio, what->me);
  Preview self = { { take_message, take_card, take_file, take_skipped, take_progress, take_names }, what, report,
                   profile ? profile->country : NULL, seen };

  for (guint i = 0; paths[i]; i++)
    {
      SoImportSource source = { paths[i], kinds[i], (const char *const *) me, so_studio_get_zone (studio), self.country, 0 };
      if (!so_import_run (&source, &self.sink, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
