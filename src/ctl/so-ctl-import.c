/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <stdio.h>
#include <string.h>

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-ctl-schedule.h"
#include "so-exchange.h"
#include "so-text.h"

static void
on_import_progressed (guint64 done, guint64 total, guint64 messages, gpointer user_data)
{
  so_ctl_progress ("importing", total ? done : messages, total);
}

static JsonObject *
json_card (const SoCard *card)
{
  JsonObject *object = json_object_new ();
  JsonArray *identities = json_array_new ();

  so_ctl_json_set (object, "name", card->name);
  for (guint i = 0; i < card->identities->len; i++)
    {
      const SoIdentity *identity = card->identities->pdata[i];
      JsonObject *item = json_object_new ();
      so_ctl_json_set (item, "kind", so_identity_kind_nick (identity->kind));
      so_ctl_json_set (item, "value", identity->value);
      json_array_add_object_element (identities, item);
    }
  json_object_set_array_member (object, "identities", identities);
  return object;
}

static JsonObject *
json_sample (const SoIncoming *message)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = so_incoming_dup_text (message);

  so_ctl_json_set (object, "channel", so_channel_kind_nick (message->channel));
  so_ctl_json_set (object, "direction", message->outbound ? "outbound" : "inbound");
  so_ctl_json_set_time (object, "sent_at", message->sent_at);
  so_ctl_json_set (object, "sender", !message->sender ? NULL
                   : message->sender->name ? message->sender->name : message->sender->value);
  so_ctl_json_set (object, "subject", message->title);
  so_ctl_json_set (object, "text", text);
  return object;
}

static JsonArray *
json_skipped (GPtrArray *skipped)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i + 1 < skipped->len; i += 2)
    {
      JsonObject *item = json_object_new ();
      so_ctl_json_set (item, "where", skipped->pdata[i]);
      so_ctl_json_set (item, "why", skipped->pdata[i + 1]);
      json_array_add_object_element (array, item);
    }
  return array;
}

static JsonArray *
json_columns (GPtrArray *columns)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; columns && i < columns->len; i++)
    {
      const SoImportColumn *column = columns->pdata[i];
      JsonObject *item = json_object_new ();
      JsonArray *samples = json_array_new ();

      so_ctl_json_set (item, "column", column->title);
      so_ctl_json_set (item, "field", so_import_column_nick (column->kind));
      json_object_set_boolean_member (item, "said", column->said);
      for (guint k = 0; k < SO_COLUMN_SAMPLES && column->samples[k]; k++)
        json_array_add_string_element (samples, column->samples[k]);
      json_object_set_array_member (item, "samples", samples);
      json_array_add_object_element (array, item);
    }
  return array;
}

/* What a preview found of people: who is new, who is completed, who is known, who is there twice. */
static void
add_people (JsonObject *object, const SoExchangeReport *report)
{
  static const char *const names[SO_N_CARD_FATES] = { "new", "completes", "nothing_new", "twice" };
  JsonObject *fates = json_object_new ();

  for (guint i = 0; i < SO_N_CARD_FATES; i++)
    json_object_set_int_member (fates, names[i], (gint64) report->fates[i]);
  json_object_set_object_member (object, "found", fates);
  json_object_set_array_member (object, "same", json_skipped (report->same));
  json_object_set_array_member (object, "columns", json_columns (report->columns));
}

static JsonObject *
json_report (const SoExchangeReport *report, gboolean dry_run)
{
  JsonObject *object = so_ctl_json_batch (report->batch);
  JsonArray *names = json_array_new (), *sample = json_array_new (), *cards = json_array_new ();

  json_object_set_int_member (object, "skipped_count", (gint64) report->batch->skipped);
  json_object_set_array_member (object, "skipped", json_skipped (report->skipped));
  json_object_set_boolean_member (object, "dry_run", dry_run);
  for (guint i = 0; report->names && report->names[i]; i++)
    json_array_add_string_element (names, report->names[i]);
  json_object_set_array_member (object, "names", names);
  for (guint i = 0; i < report->sample->len; i++)
    json_array_add_object_element (sample, json_sample (report->sample->pdata[i]));
  json_object_set_array_member (object, "sample", sample);
  for (guint i = 0; i < report->cards->len; i++)
    json_array_add_object_element (cards, json_card (report->cards->pdata[i]));
  json_object_set_array_member (object, "people", cards);
  json_object_set_int_member (object, "numbers_without_country", (gint64) report->bare);
  if (dry_run)
    add_people (object, report);
  return object;
}

static void
print_hint (const SoExchangeReport *report, gboolean dry_run)
{
  g_autofree char *names = NULL, *short_names = NULL;

  if (report->no_people)
    fprintf (stderr, "studioctl: No column of this table names anybody: say which do with --map 'COLUMN=name'.\n");
  if (report->bare)
    fprintf (stderr, "studioctl: %llu numbers have no country, and the studio has none: %s --country CODE.\n", (unsigned long long) report->bare,
             dry_run ? "give" : "take it back and give");
  if (!report->names || !report->names[0])
    return;
  names = g_strjoinv (", ", report->names);
  short_names = so_text_snippet (names, 400);
  so_ctl_progress_end ();
  fprintf (stderr, "studioctl: Nobody in this import is known to be you, so every message counts as received. "
           "Take it back and give --me NAME: %s\n", short_names);
}

gboolean
so_ctl_import (SoCtl *ctl, GError **error)
{
  g_autofree char *kind = NULL;
  g_autofree char *country = NULL;
  g_auto (GStrv) me = NULL, map = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind }, { "me", 0, 0, G_OPTION_ARG_STRING_ARRAY, &me },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &map }, { "country", 0, 0, G_OPTION_ARG_STRING, &country },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run }, { NULL },
  };
  SoExchangeImport what = { .progress = on_import_progressed };
  g_autoptr (SoExchangeReport) report = NULL;
  GCancellable *cancellable;

  if (!so_ctl_parse (ctl, entries, 1, 1000, error))
    return FALSE;
  if (kind ? !strcmp (kind, "ics") : so_ctl_is_calendar (ctl->args[0]))
    return so_ctl_import_calendar (ctl, dry_run, error);
  if (kind && !so_import_kind_parse (kind, &what.kind))
    return so_ctl_misused (error, "There is no kind “%s”: whatsapp, mbox, eml, instagram, csv, vcard or ics", kind);
  cancellable = so_ctl_cancellable ();
  if (!so_ctl_open (ctl, error))
    return FALSE;
  what.path = ctl->args[0];
  what.more_paths = (const char *const *) ctl->args + 1;
  what.me = (const char *const *) me;
  what.map = (const char *const *) map;
  what.country = country;
  what.dry_run = dry_run;
  report = so_exchange_import (ctl->studio, &what, cancellable, error);
  if (!report)
    return FALSE;
  so_ctl_progress_end ();
  print_hint (report, dry_run);
  return so_ctl_print (ctl, json_report (report, dry_run));
}

gboolean
so_ctl_import_undo (SoCtl *ctl, GError **error)
{
  SoBatch counts = { 0 };
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error)
      || !so_exchange_undo (ctl->studio, so_ctl_arg (ctl, 0), &counts, error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "batch", so_ctl_arg (ctl, 0));
  json_object_set_int_member (object, "threads", (gint64) counts.threads);
  json_object_set_int_member (object, "messages", (gint64) counts.messages);
  json_object_set_int_member (object, "contacts", (gint64) counts.contacts);
  json_object_set_int_member (object, "media", (gint64) counts.media);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_imports (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "started_at kind state messages contacts skipped known batch path");

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !(db = so_ctl_read (ctl, error))
      || !(batches = so_batch_list (db, error)))
    return FALSE;
  for (guint i = 0; i < batches->len; i++)
    so_ctl_list_add (list, so_ctl_json_batch (batches->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}
