/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "so-care.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-exchange-private.h"
#include "so-exchange-sink.h"
#include "so-exchange-tables.h"
#include "so-exchange.h"
#include "so-settings.h"
#include "so-test-studio.h"
#include "so-threads.h"

/* Sources ---------------------------------------------------------------------------------------- */

static char *
write_file (SoTestStudio *test, const char *name, const char *content)
{
  char *path = g_build_filename (test->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static char *
write_mbox (SoTestStudio *test, const char *name, guint from, guint to)
{
  g_autoptr (GString) box = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (box, "From a@example.org Thu Jan  1 00:00:00 2024\nFrom: P%u <p%u@example.org>\nTo: ria@example.com\n"
                            "Subject: S%u\nMessage-ID: <%u@example.org>\nDate: Mon, 1 Jan 2024 10:%02u:%02u +0000\n\nText %u\n>From the door\n>>From the yard\n\n",
                            i % 40, i % 40, i, i, i / 60 % 60, i % 60, i);
  return write_file (test, name, box->str);
}

static SoExchangeReport *
import (SoTestStudio *test, const char *path, GCancellable *cancellable, GError **error)
{
  SoExchangeImport what = { .path = path };

  return so_exchange_import (test->studio, &what, cancellable, error);
}

static SoCareCounts
count (SoTestStudio *test)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (test->studio), NULL);
  SoCareCounts counts;

  g_assert_true (so_care_count (db, &counts, NULL));
  return counts;
}

static guint64
count_batches (SoTestStudio *test)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (test->studio), NULL);
  g_autoptr (GPtrArray) batches = so_batch_list (db, NULL);

  return batches->len;
}

/* Import ----------------------------------------------------------------------------------------- */

static void
test_preview_stores_nothing (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *path = write_mbox (test, "m.mbox", 0, 30);
  SoExchangeImport what = { .path = path, .dry_run = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoExchangeReport) report = so_exchange_import (test->studio, &what, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->batch->messages, ==, 30);
  g_assert_cmpuint (report->batch->contacts, ==, 30);
  g_assert_cmpuint (report->batch->threads, ==, 30);
  g_assert_null (report->batch->id);
  g_assert_cmpuint (report->sample->len, ==, 10);
  g_assert_cmpuint (count (test).messages, ==, 0);
  g_assert_cmpuint (count_batches (test), ==, 0);
}

static void
test_files_are_one_batch (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *one = write_mbox (test, "1.mbox", 0, 700), *two = write_mbox (test, "2.mbox", 700, 900);
  const char *more[] = { two, NULL };
  SoExchangeImport what = { .path = one, .more_paths = more };
  g_autoptr (SoExchangeReport) report = so_exchange_import (test->studio, &what, NULL, NULL);
  SoBatch counts = { 0 };

  g_assert_nonnull (report);
  g_assert_cmpuint (report->batch->messages, ==, 900);
  g_assert_cmpuint (report->batch->contacts, ==, 40);
  g_assert_cmpstr (report->batch->state, ==, "done");
  g_assert_cmpuint (count_batches (test), ==, 1);
  g_assert_true (so_exchange_undo (test->studio, report->batch->id, &counts, NULL));
  g_assert_cmpuint (counts.messages, ==, 900);
  g_assert_cmpuint (count (test).messages, ==, 0);
  g_assert_false (so_exchange_undo (test->studio, report->batch->id, &counts, NULL));
}

static void
test_same_file_twice (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *path = write_mbox (test, "m.mbox", 0, 50);
  g_autoptr (SoExchangeReport) first = import (test, path, NULL, NULL), again = import (test, path, NULL, NULL);

  g_assert_cmpuint (first->batch->messages, ==, 50);
  g_assert_cmpuint (again->batch->messages, ==, 0);
  g_assert_cmpuint (again->batch->contacts, ==, 0);
  g_assert_cmpuint (again->batch->threads, ==, 0);
  g_assert_cmpuint (again->batch->known, ==, 50);
  g_assert_cmpuint (count (test).messages, ==, 50);
}

static void
stop_at (guint64 done, guint64 total, guint64 messages, gpointer data)
{
  if (messages >= 600)
    g_cancellable_cancel (data);
}

static void
test_cancel_and_go_on (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *path = write_mbox (test, "m.mbox", 0, 3000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SoExchangeImport what = { .path = path, .progress = stop_at, .progress_data = cancellable };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoExchangeReport) stopped = so_exchange_import (test->studio, &what, cancellable, &error), rest = NULL;
  guint64 kept;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (stopped);
  kept = count (test).messages;
  g_assert_cmpuint (kept, >=, 600);
  g_assert_cmpuint (kept, <, 3000);
  so_test_studio_reopen (test);
  rest = import (test, path, NULL, NULL);
  g_assert_cmpuint (rest->batch->messages, ==, 3000);
  g_assert_cmpuint (rest->batch->known, ==, 0);
  g_assert_cmpuint (count (test).messages, ==, 3000);
  g_assert_cmpuint (count_batches (test), ==, 1);
}

static void
test_cancelled_before_it_began (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *path = write_mbox (test, "m.mbox", 0, 10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (import (test, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (test).messages, ==, 0);
}

static void
test_refusals (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *good = write_mbox (test, "good.mbox", 0, 10), *page = write_file (test, "page.mbox", "<html><body>Sign in</body></html>");
  g_autofree char *gone = g_build_filename (test->folder, "gone.mbox", NULL);
  const char *bad[] = { page, gone, test->folder };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *more[] = { bad[i], NULL };
      SoExchangeImport what = { .path = good, .more_paths = more };
      g_autoptr (GError) error = NULL;

      g_assert_null (so_exchange_import (test->studio, &what, NULL, &error));
      g_assert_cmpuint (error->domain, ==, SO_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 20);
      g_assert_null (strchr (error->message, '\n'));
    }
  g_assert_cmpuint (count (test).messages, ==, 0);
  g_assert_cmpuint (count_batches (test), ==, 0);
}

/* What is given is remembered; the studio itself always counts. */
static void
test_who_is_me (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  const char *given[] = { "Desk", "desk ", "", "Ria’s phone", NULL };
  g_auto (GStrv) before = so_exchange_dup_me (test->studio, NULL), with = so_exchange_dup_me (test->studio, given), after = NULL;
  guint n = before ? g_strv_length (before) : 0;

  g_assert_cmpuint (g_strv_length (with), ==, n + 2);
  g_assert_cmpstr (with[0], ==, "Desk");
  g_assert_true (so_exchange_remember_me (test->studio, given, NULL));
  g_assert_true (so_exchange_remember_me (test->studio, given, NULL));
  after = so_exchange_dup_me (test->studio, NULL);
  g_assert_cmpuint (g_strv_length (after), ==, n + 2);
  g_assert_true (g_strv_contains ((const char *const *) after, "Ria’s phone"));
}

static void
test_fingerprint (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *a = write_file (test, "a", "one"), *copy = write_file (test, "copy", "one"), *b = write_file (test, "b", "two");
  g_autofree char *folder = g_build_filename (test->folder, "folder", NULL), *in = NULL;
  const char *only_a[] = { a, NULL }, *only_copy[] = { copy, NULL }, *both[] = { a, b, NULL }, *turned[] = { b, a, NULL };
  const char *a_folder[] = { folder, NULL }, *gone[] = { "/no/such/file", NULL };
  g_autofree char *of_a = so_exchange_fingerprint (only_a, NULL), *of_copy = so_exchange_fingerprint (only_copy, NULL);
  g_autofree char *of_both = so_exchange_fingerprint (both, NULL), *of_turned = so_exchange_fingerprint (turned, NULL);
  g_autofree char *of_empty = NULL, *of_full = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (of_a, ==, of_copy);
  g_assert_cmpstr (of_a, !=, of_both);
  g_assert_cmpstr (of_both, !=, of_turned);
  g_mkdir (folder, 0700);
  of_empty = so_exchange_fingerprint (a_folder, NULL);
  in = write_file (test, "folder/x", "1");
  of_full = so_exchange_fingerprint (a_folder, NULL);
  g_assert_cmpstr (of_empty, !=, of_full);
  g_assert_null (so_exchange_fingerprint (gone, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_place (void)
{
  static const SoExchangePlace rows[] = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 9999, 10ull << 30 }, { 7, (1ull << 48) - 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoExchangePlace back = so_exchange_place_unpack (so_exchange_place_pack (rows[i]));
      g_assert_cmpuint (back.file, ==, rows[i].file);
      g_assert_cmpuint (back.at, ==, rows[i].at);
      g_assert_cmpint ((gint64) so_exchange_place_pack (rows[i]), >=, 0);
    }
}

/* In the background ------------------------------------------------------------------------------ */

typedef struct {
  GMainLoop *loop;
  SoExchangeReport *report;
  gboolean undone;
  guint told;
  GError *error;
} Wait;

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->report = so_exchange_import_finish (SO_STUDIO (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->undone = so_exchange_undo_finish (SO_STUDIO (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
on_progressed (guint64 done, guint64 total, guint64 messages, gpointer data)
{
  ((Wait *) data)->told++;
  g_assert_cmpuint (done, <=, total);
}

static void
test_async (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *path = write_mbox (test, "m.mbox", 0, 2000);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { loop };

  {
    /* Its strings are copied: they may go as soon as the call returns. */
    g_autofree char *copy = g_strdup (path);
    SoExchangeImport what = { .path = copy, .progress = on_progressed, .progress_data = &wait };
    so_exchange_import_async (test->studio, &what, NULL, on_imported, &wait);
    memset (copy, 'x', strlen (copy));
  }
  g_main_loop_run (loop);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.report->batch->messages, ==, 2000);
  so_exchange_undo_async (test->studio, wait.report->batch->id, NULL, on_undone, &wait);
  g_main_loop_run (loop);
  g_assert_no_error (wait.error);
  g_assert_true (wait.undone);
  g_assert_cmpuint (count (test).messages, ==, 0);
  so_exchange_report_free (wait.report);
  /* The last words about progress are still on their way. */
  while (G_OBJECT (test->studio)->ref_count > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* Export ----------------------------------------------------------------------------------------- */

static char *
read_all (FILE *file)
{
  char buffer[4096];
  size_t n;

  rewind (file);
  n = fread (buffer, 1, sizeof buffer - 1, file);
  buffer[n] = '\0';
  fclose (file);
  return g_strdup (buffer);
}

static void
test_csv (void)
{
  static const struct { const char *cells[3]; const char *row; } rows[] = {
    { { "a", "b", "c" }, "a,b,c\r\n" }, { { "", NULL, "x" }, ",,x\r\n" }, { { "a,b", "say \"hi\"", "two\nlines" }, "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n" },
    { { " x", "é", "=1+1" }, "\" x\",é,=1+1\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FILE *file = tmpfile ();
      g_autofree char *written = NULL;

      so_exchange_csv_row (file, rows[i].cells, 3);
      written = read_all (file);
      g_assert_cmpstr (written, ==, rows[i].row);
    }
}

static void
test_vcard (void)
{
  g_autoptr (SoCard) person = so_card_new ("Pérez; Ana");
  GPtrArray *identities = person->identities;
  FILE *file = tmpfile ();
  g_autofree char *card = NULL;
  g_auto (GStrv) lines = NULL;

  person->source_id = g_strdup ("id-1");
  person->notes = g_strnfill (200, 'n');
  person->tags = g_strsplit ("VIP|a,b", "|", 0);
  g_ptr_array_add (identities, so_identity_new (SO_IDENTITY_PHONE, "+49 30 1", NULL));
  g_ptr_array_add (identities, so_identity_new (SO_IDENTITY_EMAIL, "ana@example.org", NULL));
  g_ptr_array_add (identities, so_identity_new (SO_IDENTITY_INSTAGRAM, "ana", NULL));
  so_exchange_vcard (file, person, NULL);
  card = read_all (file);
  g_assert_true (g_str_has_prefix (card, "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:id-1\r\nFN:Pérez\\; Ana\r\n"));
  g_assert_nonnull (strstr (card, "TEL;TYPE=cell:+49 30 1\r\n"));
  g_assert_nonnull (strstr (card, "EMAIL:ana@example.org\r\n"));
  g_assert_nonnull (strstr (card, "CATEGORIES:VIP,a\\,b\r\n"));
  g_assert_true (g_str_has_suffix (card, "END:VCARD\r\n"));
  lines = g_strsplit (card, "\r\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static void
test_export_comes_back (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new (), other = so_test_studio_new ();
  g_autofree char *path = write_mbox (test, "m.mbox", 0, 60), *out = g_build_filename (test->folder, "out", NULL);
  g_autofree char *mbox = g_build_filename (out, "mail.mbox", NULL), *vcf = g_build_filename (out, "contacts.vcf", NULL);
  g_autoptr (SoExchangeReport) first = import (test, path, NULL, NULL), same = NULL, people = NULL, elsewhere = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (so_exchange_export (test->studio, out, NULL, &error));
  g_assert_no_error (error);
  same = import (test, mbox, NULL, NULL);
  g_assert_cmpuint (same->batch->messages, ==, 0);
  g_assert_cmpuint (same->batch->known, ==, 60);
  people = import (test, vcf, NULL, NULL);
  g_assert_cmpuint (people->batch->contacts, ==, 0);
  elsewhere = import (other, mbox, NULL, NULL);
  g_assert_cmpuint (elsewhere->batch->messages, ==, 60);
  g_assert_cmpuint (elsewhere->batch->contacts, ==, 40);
  /* A folder that holds anything is not touched. */
  g_assert_false (so_exchange_export (test->studio, out, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_true (g_file_test (mbox, G_FILE_TEST_EXISTS));
}

static void
test_cancelled_export_leaves_nothing (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *path = write_mbox (test, "m.mbox", 0, 60), *out = g_build_filename (test->folder, "out", NULL);
  g_autoptr (SoExchangeReport) report = import (test, path, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (so_exchange_export (test->studio, out, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/exchange/preview-stores-nothing", test_preview_stores_nothing);
  g_test_add_func ("/engine/exchange/files-are-one-batch", test_files_are_one_batch);
  g_test_add_func ("/engine/exchange/same-file-twice", test_same_file_twice);
  g_test_add_func ("/engine/exchange/cancel-and-go-on", test_cancel_and_go_on);
  g_test_add_func ("/engine/exchange/cancelled-before-it-began", test_cancelled_before_it_began);
  g_test_add_func ("/engine/exchange/refusals", test_refusals);
  g_test_add_func ("/engine/exchange/who-is-me", test_who_is_me);
  g_test_add_func ("/engine/exchange/fingerprint", test_fingerprint);
  g_test_add_func ("/engine/exchange/place", test_place);
  g_test_add_func ("/engine/exchange/async", test_async);
  g_test_add_func ("/engine/exchange/csv", test_csv);
  g_test_add_func ("/engine/exchange/vcard", test_vcard);
  g_test_add_func ("/engine/exchange/export-comes-back", test_export_comes_back);
  g_test_add_func ("/engine/exchange/cancelled-export-leaves-nothing", test_cancelled_export_leaves_nothing);
  return g_test_run ();
}
