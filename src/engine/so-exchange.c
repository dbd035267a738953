/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-exchange-private.h"

#include "so-contacts.h"
#include "so-error.h"
#include "so-exchange-sink.h"
#include "so-forget.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MAX_LISTED 10000
#define MAX_NAMES 200
#define MAX_FILES 10000
#define MOST_MESSAGES 200   /* erased in one go */

/* Report ----------------------------------------------------------------------------------------- */

SoExchangeReport *
so_exchange_report_new (SoImportKind kind)
{
  SoExchangeReport *report = g_new0 (SoExchangeReport, 1);

  report->batch = g_new0 (SoBatch, 1);
  report->batch->kind = g_strdup (so_import_kind_nick (kind));
  report->skipped = g_ptr_array_new_with_free_func (g_free);
  report->sample = g_ptr_array_new_with_free_func ((GDestroyNotify) so_incoming_unref);
  report->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) so_card_free);
  report->card_fates = g_array_new (FALSE, FALSE, sizeof (SoCardFate));
  report->same = g_ptr_array_new_with_free_func (g_free);
  report->kind = kind;
  return report;
}

void
so_exchange_report_free (SoExchangeReport *report)
{
  if (!report)
    return;
  so_batch_free (report->batch);
  g_ptr_array_unref (report->skipped);
  g_ptr_array_unref (report->sample);
  g_ptr_array_unref (report->cards);
  g_array_unref (report->card_fates);
  g_ptr_array_unref (report->same);
  g_clear_pointer (&report->columns, g_ptr_array_unref);
  g_strfreev (report->names);
  g_free (report);
}

gboolean
so_exchange_report_skip (SoExchangeReport *report, const char *where, const char *why)
{
  if (report->skipped->len >= 2 * MAX_LISTED)
    return FALSE;
  g_ptr_array_add (report->skipped, g_strdup (where));
  g_ptr_array_add (report->skipped, g_strdup (why));
  return TRUE;
}

void
so_exchange_report_name (SoExchangeReport *report, const char *const *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = report->names ? g_strv_length (report->names) : 0;

  if (report->names)
    g_strv_builder_addv (builder, (const char **) report->names);
  for (guint i = 0; names[i] && n < MAX_NAMES; i++)
    if (!report->names || !g_strv_contains ((const char *const *) report->names, names[i]))
      {
        g_strv_builder_add (builder, names[i]);
        n++;
      }
  g_strfreev (report->names);
  report->names = g_strv_builder_end (builder);
}

/* Import ----------------------------------------------------------------------------------------- */

/* One call of so_exchange_import(). */
typedef struct {
  SoStudio *studio;
  const SoExchangeImport *what;
  GPtrArray *paths;        /* borrowed, NULL-terminated */
  GArray *kinds;           /* SoImportKind of each */
  GStrv me;
  SoExchangeReport *report;
  SoExchangeSink *sink;
  gboolean resumable;      /* all are mbox: what is stored need not be read again */
} Import;

static void
import_clear (Import *import)
{
  g_clear_pointer (&import->sink, so_exchange_sink_free);
  g_clear_pointer (&import->report, so_exchange_report_free);
  g_ptr_array_unref (import->paths);
  g_array_unref (import->kinds);
  g_strfreev (import->me);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* Every file is looked at before the first is read: nothing begins that cannot go on. */
static gboolean
detect_all (Import *import, GError **error)
{
  const SoExchangeImport *what = import->what;

  g_ptr_array_add (import->paths, (char *) what->path);
  for (guint i = 0; what->more_paths && what->more_paths[i]; i++)
    g_ptr_array_add (import->paths, (char *) what->more_paths[i]);
  if (import->paths->len > MAX_FILES)
    return so_fail (error, SO_ERROR_CHANGE, _("More than %d files at once: choose fewer."), MAX_FILES);
  import->resumable = TRUE;
  for (guint i = 0; i < import->paths->len; i++)
    {
      const char *path = import->paths->pdata[i];
      SoImportKind kind = what->kind;
      g_autofree char *shown = g_filename_display_name (path);

      if (g_access (path, R_OK) != 0)
        return so_fail (error, SO_ERROR_CHANGE, g_file_test (path, G_FILE_TEST_EXISTS)
                        ? _("“%s” cannot be read: check its permissions, or choose another file.")
                        : _("There is no file “%s”: choose another one."), shown);
      if (kind == SO_IMPORT_UNKNOWN)
        kind = so_import_detect (path, error);
      if (kind == SO_IMPORT_UNKNOWN)
        return FALSE;
      import->resumable = import->resumable && kind == SO_IMPORT_MBOX;
      g_array_append_val (import->kinds, kind);
    }
  g_ptr_array_add (import->paths, NULL);
  return TRUE;
}

static gboolean
run_files (Import *import, SoExchangePlace place, GCancellable *cancellable, GError **error)
{
  g_autofree char *country = so_exchange_dup_country (import->studio, import->what->country);

  for (guint i = place.file; import->paths->pdata[i]; i++)
    {
      SoImportKind kind = g_array_index (import->kinds, SoImportKind, i);
      SoExchangePlace from = { i, i == place.file ? place.at : 0 };
      g_autoptr (GPtrArray) columns = NULL;
      g_auto (GStrv) map = NULL;
      SoImportSource source = { import->paths->pdata[i], kind, (const char *const *) import->me, so_studio_get_zone (import->studio), country,
                                kind == SO_IMPORT_MBOX ? from.at : 0 };

      if (kind == SO_IMPORT_CSV && !(columns = so_exchange_columns (import->studio, source.path, import->what->map, error)))
        return FALSE;
      map = columns ? so_import_columns_map (columns) : NULL;
      source.map = (const char *const *) map;
      if (columns && !so_exchange_remember_columns (import->studio, columns, error))
        return FALSE;
      if (!so_import_run (&source, so_exchange_sink_open (import->sink, kind, from), cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* How much of an import is there, in a sentence after what went wrong. */
static char *
describe_kept (Import *import)
{
  const char *batch = so_exchange_sink_get_batch (import->sink);
  guint64 kept = import->report->batch->messages + import->report->batch->contacts;

  if (!batch)
    return g_strdup (_("Nothing was stored."));
  return g_strdup_printf (_("%llu messages and people are stored: import the same again to go on, or undo import %s."),
                          (unsigned long long) kept, batch);
}

/* Cancelled: what was read is kept. The store failed: what is committed is kept, and it can go on. The
 * source failed: an mbox can go on too; of everything else a half is worth nothing, and it goes. */
static gboolean
stop (Import *import, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause, also = NULL;
  g_autofree char *kept = NULL;
  gboolean cancelled = was_cancelled (cause);
  gboolean bad_source = !cancelled && !so_exchange_sink_failed (import->sink) && !import->resumable;

  if (!cancelled)
    so_exchange_sink_abandon (import->sink);
  if (bad_source && so_exchange_sink_get_batch (import->sink))
    {
      SoBatch counts = { 0 };
      if (so_exchange_undo (import->studio, so_exchange_sink_get_batch (import->sink), &counts, NULL))
        return g_propagate_error (error, g_steal_pointer (&owned)), FALSE;
    }
  if ((cancelled || so_exchange_sink_get_batch (import->sink))
      && !so_exchange_sink_end (import->sink, cancelled ? "cancelled" : "failed", &also))
    so_exchange_sink_abandon (import->sink);
  kept = describe_kept (import);
  if (cancelled)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The import was stopped. %s"), kept);
  else if (so_exchange_sink_get_batch (import->sink))
    g_set_error (error, owned->domain, owned->code, "%s %s", owned->message, kept);
  else
    g_propagate_error (error, g_steal_pointer (&owned));
  return FALSE;
}

static char *
dup_shown_path (Import *import)
{
  g_autofree char *first = g_filename_display_name (import->paths->pdata[0]);
  guint more = import->paths->len - 2;

  return more ? g_strdup_printf ("%s (+%u)", first, more) : g_steal_pointer (&first);
}

/* The batch row is the truth: an import that went on counts what came before, too. */
static gboolean
reload_batch (Import *import, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (import->studio), error);
  SoBatch *batch = db ? so_batch_find (db, so_exchange_sink_get_batch (import->sink), error) : NULL;

  if (!batch)
    return FALSE;
  so_batch_free (import->report->batch);
  import->report->batch = batch;
  return TRUE;
}

static gboolean
store_all (Import *import, GCancellable *cancellable, GError **error)
{
  const char *const *paths = (const char *const *) import->paths->pdata;
  g_autofree char *fingerprint = so_exchange_fingerprint (paths, error);
  g_autofree char *shown = dup_shown_path (import);
  g_autoptr (SoDb) db = fingerprint ? so_store_read (so_studio_get_store (import->studio), error) : NULL;
  g_autoptr (SoBatch) unfinished = NULL;
  GError *cause = NULL;
  SoExchangePlace place = { 0, 0 };

  if (!db)
    return FALSE;
  unfinished = so_batch_unfinished (db, fingerprint, &cause);
  if (cause)
    return g_propagate_error (error, cause), FALSE;
  g_clear_pointer (&db, so_db_release);
  if (unfinished)
    place = so_exchange_place_unpack (unfinished->position);
  import->sink = so_exchange_sink_new (import->studio, import->what, import->report);
  so_exchange_sink_begin (import->sink, import->report->batch->kind, shown, fingerprint,
                          unfinished ? unfinished->id : NULL, place);
  if (!run_files (import, place, cancellable, &cause) || !so_exchange_sink_end (import->sink, "done", &cause))
    return stop (import, cause, error);
  return reload_batch (import, error) && so_exchange_remember_me (import->studio, import->what->me, error);
}

SoExchangeReport *
so_exchange_import (SoStudio *studio, const SoExchangeImport *what, GCancellable *cancellable, GError **error)
{
  g_auto (Import) import = { studio, what, g_ptr_array_new (), g_array_new (FALSE, FALSE, sizeof (SoImportKind)) };

  g_return_val_if_fail (SO_IS_STUDIO (studio) && what && what->path, NULL);

  if (!detect_all (&import, error))
    return NULL;
  import.me = so_exchange_dup_me (studio, what->me);
  import.report = so_exchange_report_new (g_array_index (import.kinds, SoImportKind, 0));
  if (what->dry_run
      ? !so_exchange_preview (studio, what, (const char *const *) import.paths->pdata, (SoImportKind *) (void *) import.kinds->data,
                              import.report, cancellable, error)
      : !store_all (&import, cancellable, error))
    return NULL;
  return g_steal_pointer (&import.report);
}

gboolean
so_exchange_undo (SoStudio *studio, const char *batch_id, SoBatch *counts, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_batch_undo (db, batch_id, counts, error) && so_store_commit (store, &db, error);
}

gboolean
so_exchange_remove_files (SoStore *store, GStrv files, GError **error)
{
  for (guint i = 0; files && files[i]; i++)
    {
      g_autofree char *path = so_store_file_path (store, files[i]);
      if (path && g_unlink (path) != 0 && g_file_test (path, G_FILE_TEST_EXISTS))
        return so_fail (error, SO_ERROR_CHANGE, _("It is erased, but the file %s could not be removed: remove it yourself."), path);
    }
  return TRUE;
}

/* @how: so_contact_erase() or so_contact_wipe(). */
static gboolean
wipe (SoStore *store, const char *contact_id, gboolean (*how) (SoDb *db, const char *id, GStrv *files, GError **error), GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_auto (GStrv) files = NULL;

  if (!db || !how (db, contact_id, &files, error) || !so_store_commit (store, &db, error))
    return FALSE;
  /* The write-ahead log still has what was overwritten. Somebody who reads just now may keep it there a while. */
  so_store_checkpoint (store, NULL);
  return so_exchange_remove_files (store, files, error);
}

gboolean
so_exchange_erase (SoStudio *studio, const char *contact_id, GError **error)
{
  SoStore *store = so_studio_get_store (studio);

  return wipe (store, contact_id, so_contact_erase, error) && so_store_compact (store, error);
}

static char *
next_erased (SoStore *store)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db ? so_contact_next_to_wipe (db) : NULL;
}

/* *@n: how many there were in this step. */
static gboolean
forget_some (SoStore *store, guint *n, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_auto (GStrv) files = NULL;

  if (!db || !so_forget_heard (db, MOST_MESSAGES, n, builder, error) || (*n < MOST_MESSAGES && !so_forget_in_search (db, error)) || !so_store_commit (store, &db, error))
    return FALSE;
  files = g_strv_builder_end (builder);
  return so_exchange_remove_files (store, files, error);
}

static gboolean
forget_messages (SoStore *store, GError **error)
{
  guint n;

  do
    if (!forget_some (store, &n, error))
      return FALSE;
  while (n == MOST_MESSAGES);
  return TRUE;
}

static gboolean
forget_people (SoStore *store, GError **error)
{
  for (;;)
    {
      g_autofree char *id = next_erased (store);

      if (!id)
        return TRUE;
      if (!wipe (store, id, so_contact_wipe, error))
        return FALSE;
    }
}

/* Messages first: what is left then are people. */
gboolean
so_exchange_erase_shared (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autofree char *any = next_erased (store);

  return !any || (forget_messages (store, error) && forget_people (store, error) && so_store_compact (store, error));
}
