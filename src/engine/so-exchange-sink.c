/* SPDX-License-Identifier: MIT */
#include "so-exchange-sink.h"

#include <string.h>

#include "so-clock.h"
#include "so-contacts.h"
#include "so-exchange-private.h"
#include "so-never-auto.h"
#include "so-threads.h"

/* Few commits, because each waits for the disk; but often enough that verbs of the owner are not
 * held up, and that a crash costs little. */
#define MESSAGES_PER_COMMIT 500
#define MS_PER_COMMIT 250
#define PLACE_BITS 48

struct _SoExchangeSink {
  SoImportSink sink;
  const SoExchangeImport *what;
  SoExchangeReport *report;
  SoStore *store;
  SoDb *db;                   /* the open transaction, or NULL */
  char *country;
  const char *kind, *path, *fingerprint;
  char *batch_id;             /* also of a batch that is not committed yet */
  gboolean committed;
  gboolean resumed;           /* the batch is known, and not yet called running again */
  gboolean failed;
  SoBatch pending;            /* counted since the last commit */
  GPtrArray *skips;           /* where, why, where, why… since the last commit */
  guint in_transaction;
  gint64 begun_at;            /* so_monotonic() */
  gboolean by_bytes;
  SoExchangePlace place;
  SoExchangePlace kept;       /* the place that is committed */
  guint64 seen;               /* messages and people of this file */
  guint64 seen_before;        /* as many were stored by an earlier run */
};

guint64
so_exchange_place_pack (SoExchangePlace place)
{
  return ((guint64) place.file << PLACE_BITS) | MIN (place.at, (G_GUINT64_CONSTANT (1) << PLACE_BITS) - 1);
}

SoExchangePlace
so_exchange_place_unpack (guint64 packed)
{
  return (SoExchangePlace) { (guint) (packed >> PLACE_BITS), packed & ((G_GUINT64_CONSTANT (1) << PLACE_BITS) - 1) };
}

/* Transactions ----------------------------------------------------------------------------------- */

static gboolean
begin (SoExchangeSink *self, GError **error)
{
  if (self->db)
    return TRUE;
  self->db = so_store_begin (self->store, NULL, error);
  if (self->db && !self->batch_id)
    self->batch_id = so_batch_begin (self->db, self->kind, self->path, self->fingerprint, error);
  else if (self->db && self->resumed && !so_batch_end (self->db, self->batch_id, "running", error))
    g_clear_pointer (&self->db, so_db_release);
  self->resumed = FALSE;
  self->failed = !self->db || !self->batch_id;
  self->in_transaction = 0;
  self->begun_at = so_monotonic ();
  return !self->failed;
}

static void
add_counts (SoBatch *sum, const SoBatch *counts)
{
  sum->threads += counts->threads;
  sum->messages += counts->messages;
  sum->contacts += counts->contacts;
  sum->media += counts->media;
  sum->skipped += counts->skipped;
  sum->known += counts->known;
}

static gboolean
write_batch (SoExchangeSink *self, GError **error)
{
  SoBatch counts = self->pending;

  counts.id = self->batch_id;
  counts.position = so_exchange_place_pack (self->place);
  for (guint i = 0; i + 1 < self->skips->len; i += 2)
    if (!so_batch_skip (self->db, self->batch_id, self->skips->pdata[i], self->skips->pdata[i + 1], error))
      return FALSE;
  return so_batch_progress (self->db, &counts, error);
}

static gboolean
commit (SoExchangeSink *self, GError **error)
{
  if (!write_batch (self, error) || !so_store_commit (self->store, &self->db, error))
    {
      self->failed = TRUE;
      return FALSE;
    }
  self->committed = TRUE;
  self->kept = self->place;
  add_counts (self->report->batch, &self->pending);
  memset (&self->pending, 0, sizeof self->pending);
  g_ptr_array_set_size (self->skips, 0);
  return TRUE;
}

/* After one more message or person, which is in the open transaction. */
static gboolean
advance (SoExchangeSink *self, guint64 position, GError **error)
{
  self->place.at = self->by_bytes ? position : self->seen;
  if (++self->in_transaction < MESSAGES_PER_COMMIT && so_monotonic () - self->begun_at < MS_PER_COMMIT)
    return TRUE;
  return commit (self, error);
}

/* What an importer gives --------------------------------------------------------------------------- */

static guint
count_media (const SoIncoming *message)
{
  guint media = 0;

  for (guint i = 0; i < message->parts->len; i++)
    media += ((SoPart *) message->parts->pdata[i])->sha256 != NULL;
  return media;
}

static gboolean
take_message (SoImportSink *sink, SoIncoming *message, guint64 position, GError **error)
{
  SoExchangeSink *self = (SoExchangeSink *) sink;
  g_autofree char *headers = so_never_auto_dup_headers (message);
  SoIngest how = { .country = self->country, .automatic = so_never_auto_by_machine (message, headers) };
  SoIngested result;

  if (++self->seen <= self->seen_before)
    return TRUE;
  if (!begin (self, error))
    return FALSE;
  how.import_id = self->batch_id;
  if (!so_ingest (self->db, message, &how, &result, error))
    {
      so_ingested_clear (&result);
      self->failed = TRUE;
      return FALSE;
    }
  self->pending.messages += result.added;
  self->pending.known += !result.added;
  self->pending.threads += result.new_thread;
  self->pending.contacts += result.new_contact;
  self->pending.media += result.added ? count_media (message) : 0;
  so_ingested_clear (&result);
  return advance (self, position, error);
}

static gboolean
take_card (SoImportSink *sink, SoCard *card, GError **error)
{
  SoExchangeSink *self = (SoExchangeSink *) sink;
  gboolean added = FALSE;

  if (++self->seen <= self->seen_before)
    return TRUE;
  if (!begin (self, error))
    return FALSE;
  if (!so_contact_add_card (self->db, card, self->country, self->batch_id, &added, error))
    {
      self->failed = TRUE;
      return FALSE;
    }
  for (guint i = 0; i < card->identities->len; i++)
    self->report->bare += so_exchange_is_bare (card->identities->pdata[i], self->country);
  self->pending.contacts += added;
  self->pending.known += !added;
  return advance (self, self->seen, error);
}

static gboolean
take_file (SoImportSink *sink, GInputStream *stream, guint64 limit, char **sha256, gint64 *size, GCancellable *cancellable,
           GError **error)
{
  SoExchangeSink *self = (SoExchangeSink *) sink;

  /* A film takes long to copy: nobody waits for the writer meanwhile. A place with skips after it is not
   * written: they would be counted again when the import goes on from there. */
  if (self->db && self->skips->len == 0 && so_monotonic () - self->begun_at >= MS_PER_COMMIT / 5 && !commit (self, error))
    return FALSE;
  return so_store_keep_file (self->store, stream, limit, sha256, size, cancellable, error);
}

static void
take_skipped (SoImportSink *sink, const char *where, const char *why)
{
  SoExchangeSink *self = (SoExchangeSink *) sink;

  if (self->seen < self->seen_before)
    return;
  self->pending.skipped++;
  if (!so_exchange_report_skip (self->report, where, why))
    return;
  g_ptr_array_add (self->skips, g_strdup (where));
  g_ptr_array_add (self->skips, g_strdup (why));
}

static void
take_progress (SoImportSink *sink, guint64 done, guint64 total)
{
  SoExchangeSink *self = (SoExchangeSink *) sink;

  if (self->what->progress)
    self->what->progress (done, total, self->report->batch->messages + self->pending.messages, self->what->progress_data);
}

static const char *
take_names (SoImportSink *sink, const char *chat, const char *const *names)
{
  so_exchange_report_name (((SoExchangeSink *) sink)->report, names);
  return NULL;
}

/* Life ------------------------------------------------------------------------------------------- */

SoExchangeSink *
so_exchange_sink_new (SoStudio *studio, const SoExchangeImport *what, SoExchangeReport *report)
{
  SoExchangeSink *self = g_new0 (SoExchangeSink, 1);

  self->sink = (SoImportSink) { take_message, take_card, take_file, take_skipped, take_progress, take_names };
  self->what = what;
  self->report = report;
  self->store = so_studio_get_store (studio);
  self->country = so_exchange_dup_country (studio, what->country);
  self->skips = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
so_exchange_sink_free (SoExchangeSink *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->db, so_db_release);
  g_ptr_array_unref (self->skips);
  g_free (self->country);
  g_free (self->batch_id);
  g_free (self);
}

void
so_exchange_sink_begin (SoExchangeSink *self, const char *kind, const char *path, const char *fingerprint, const char *batch_id,
                        SoExchangePlace place)
{
  self->place = self->kept = place;
  self->kind = kind;
  self->path = path;
  self->fingerprint = fingerprint;
  self->batch_id = g_strdup (batch_id);
  self->committed = self->resumed = batch_id != NULL;
}

SoImportSink *
so_exchange_sink_open (SoExchangeSink *self, SoImportKind kind, SoExchangePlace place)
{
  self->by_bytes = kind == SO_IMPORT_MBOX;
  self->place = place;
  self->seen = 0;
  self->seen_before = self->by_bytes ? 0 : place.at;
  return &self->sink;
}

gboolean
so_exchange_sink_end (SoExchangeSink *self, const char *state, GError **error)
{
  if (!begin (self, error))
    return FALSE;
  if (!so_batch_end (self->db, self->batch_id, state, error))
    {
      self->failed = TRUE;
      return FALSE;
    }
  return commit (self, error);
}

void
so_exchange_sink_abandon (SoExchangeSink *self)
{
  g_clear_pointer (&self->db, so_db_release);
  memset (&self->pending, 0, sizeof self->pending);
  g_ptr_array_set_size (self->skips, 0);
  /* What is rolled back must be read again. */
  self->place = self->kept;
  if (!self->committed)
    g_clear_pointer (&self->batch_id, g_free);
}

const char *
so_exchange_sink_get_batch (SoExchangeSink *self)
{
  return self->committed ? self->batch_id : NULL;
}

gboolean
so_exchange_sink_failed (SoExchangeSink *self)
{
  return self->failed;
}
