/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <string.h>

#include "so-clock.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-json.h"
#include "so-member-verbs.h"
#include "so-share-claim.h"
#include "so-share-notice.h"
#include "so-share-verbs.h"
#include "so-verb.h"

static const char *const states[] = { [SO_SHARE_MERGE] = "merge", [SO_SHARE_SNAPSHOT] = "snapshot", [SO_SHARE_FOLLOW] = "follow", [SO_SHARE_OFF] = "off" };

static void
on_progress (SoShareState state, gint64 done, gint64 whole, gpointer data)
{
  static const char *const words[] = { [SO_SHARE_MERGE] = "told", [SO_SHARE_SNAPSHOT] = "read", [SO_SHARE_FOLLOW] = "followed", [SO_SHARE_OFF] = "off" };

  so_ctl_progress (words[state], (guint64) MAX (done, 0), (guint64) MAX (whole, 0));
}

static JsonObject *
describe (SoCtl *ctl)
{
  g_auto (SoSharing) sharing = { 0 };
  JsonObject *object = json_object_new ();

  so_studio_get_sharing (ctl->studio, &sharing);
  json_object_set_boolean_member (object, "shared", sharing.state != SO_SHARE_OFF);
  so_ctl_json_set (object, "state", states[sharing.state]);
  json_object_set_int_member (object, "done", sharing.done);
  json_object_set_int_member (object, "whole", sharing.whole);
  json_object_set_int_member (object, "waiting", sharing.waiting);
  json_object_set_boolean_member (object, "settled", sharing.settled);
  json_object_set_int_member (object, "notices", sharing.notices);
  json_object_set_int_member (object, "aside", sharing.aside);
  so_ctl_json_set (object, "error", sharing.error);
  json_object_set_int_member (object, "files_to_put", sharing.files_here);
  json_object_set_int_member (object, "files_to_fetch", sharing.files_away);
  so_ctl_json_set (object, "files_error", sharing.files_error);
  return object;
}

static gboolean
share_on (SoCtl *ctl, GError **error)
{
  return so_studio_share (ctl->studio, error) && so_ctl_print (ctl, describe (ctl));
}

static gboolean
share_off (SoCtl *ctl, GError **error)
{
  return so_studio_unshare (ctl->studio, error) && so_ctl_print (ctl, describe (ctl));
}

static gboolean
share_now (SoCtl *ctl, GError **error)
{
  gboolean good = so_studio_share_now (ctl->studio, on_progress, NULL, so_ctl_cancellable (), error) && so_studio_share_files (ctl->studio, so_ctl_cancellable (), error);

  so_ctl_progress_end ();
  return good && so_ctl_print (ctl, describe (ctl));
}

static gboolean
share_status (SoCtl *ctl, GError **error)
{
  return so_ctl_print (ctl, describe (ctl));
}

/* "contact 12 3f9a…\n" each, as so_share_digest() writes it. */
static JsonArray *
describe_digest (const char *digest)
{
  g_auto (GStrv) lines = g_strsplit (digest, "\n", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      JsonObject *object;

      if (g_strv_length (words) != 3)
        continue;
      object = json_object_new ();
      so_ctl_json_set (object, "table", words[0]);
      json_object_set_int_member (object, "rows", g_ascii_strtoll (words[1], NULL, 10));
      so_ctl_json_set (object, "hash", words[2]);
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
share_digest (SoCtl *ctl, GError **error)
{
  g_autofree char *here = NULL, *there = NULL;
  g_auto (SoSharing) sharing = { 0 };
  JsonObject *object;

  if (!so_studio_compare (ctl->studio, &here, &there, so_ctl_cancellable (), error))
    return FALSE;
  so_studio_get_sharing (ctl->studio, &sharing);
  object = json_object_new ();
  json_object_set_boolean_member (object, "same", !strcmp (here, there));
  json_object_set_boolean_member (object, "settled", sharing.settled);
  json_object_set_array_member (object, "here", describe_digest (here));
  json_object_set_array_member (object, "hub", describe_digest (there));
  return so_ctl_print (ctl, object);
}

static gboolean
share_computers (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) computers = so_studio_list_computers (ctl->studio, so_ctl_cancellable (), error);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name role seen_at self device");

  if (!computers)
    return FALSE;
  for (guint i = 0; i < computers->len; i++)
    {
      const SoComputer *computer = computers->pdata[i];
      JsonObject *object = json_object_new ();
      JsonArray *devs = json_array_new ();

      so_ctl_json_set (object, "device", computer->device);
      so_ctl_json_set (object, "name", computer->name);
      so_ctl_json_set (object, "role", so_role_nick (computer->role));
      for (guint k = 0; computer->devs && computer->devs[k]; k++)
        json_array_add_string_element (devs, computer->devs[k]);
      json_object_set_array_member (object, "devs", devs);
      so_ctl_json_set_time (object, "paired_at", computer->paired_at);
      so_ctl_json_set_time (object, "seen_at", computer->seen_at);
      json_object_set_boolean_member (object, "self", computer->self);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static void
set_fields (JsonObject *object, const char *name, const char *json)
{
  JsonNode *node = json ? so_json_parse (json, -1, 0, NULL) : NULL;

  if (node)
    json_object_set_member (object, name, node);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
describe_row (gint64 n, const char *table, const char *key, const char *group, gint64 at)
{
  JsonObject *object = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  so_ctl_json_set (object, "id", id);
  so_ctl_json_set (object, "table", table);
  so_ctl_json_set (object, "key", key);
  so_ctl_json_set (object, "group", group);
  so_ctl_json_set_time (object, "at", at);
  return object;
}

static gboolean
share_notices (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) notices = so_studio_list_share_notices (ctl->studio, G_MAXINT, error);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "id at table group mine theirs computer why");

  if (!notices)
    return FALSE;
  for (guint i = 0; i < notices->len; i++)
    {
      const SoShareNotice *notice = notices->pdata[i];
      JsonObject *object = describe_row (notice->n, notice->table, notice->pk, notice->group, notice->at);

      so_ctl_json_set_time (object, "seen_at", notice->seen_at);
      set_fields (object, "mine", notice->mine);
      set_fields (object, "theirs", notice->theirs);
      so_ctl_json_set (object, "computer", notice->computer);
      so_ctl_json_set (object, "dev", notice->dev);
      so_ctl_json_set (object, "why", notice->why);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
share_aside (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) aside = so_studio_list_share_aside (ctl->studio, G_MAXINT, error);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "id at table group key why");

  if (!aside)
    return FALSE;
  for (guint i = 0; i < aside->len; i++)
    {
      const SoShareAside *one = aside->pdata[i];
      JsonObject *object = describe_row (one->n, one->table, one->pk, one->group, one->at);

      so_ctl_json_set (object, "why", one->why);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
take_number (SoCtl *ctl, gint64 *n, GError **error)
{
  return g_ascii_string_to_signed (so_ctl_arg (ctl, 1), 10, 1, G_MAXINT64, n, NULL) ||
         so_ctl_misused (error, "“%s” is no id of a notice", so_ctl_arg (ctl, 1));
}

static gboolean
decide (SoCtl *ctl, SoVerb verb, GError **error)
{
  gint64 n;

  return take_number (ctl, &n, error) && so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 1), NULL, NULL, error) && so_ctl_print (ctl, describe (ctl));
}

static gboolean
share_put_back (SoCtl *ctl, GError **error)
{
  return decide (ctl, SO_VERB_PUT_BACK, error);
}

static gboolean
share_seen (SoCtl *ctl, GError **error)
{
  return decide (ctl, SO_VERB_KEEP_THEIRS, error);
}

static const struct { const char *word; guint args; gboolean (*run) (SoCtl *ctl, GError **error); } words[] = {
  { "on", 1, share_on }, { "off", 1, share_off }, { "now", 1, share_now }, { "status", 1, share_status }, { "digest", 1, share_digest },
  { "computers", 1, share_computers }, { "notices", 1, share_notices }, { "aside", 1, share_aside }, { "put-back", 2, share_put_back }, { "seen", 2, share_seen },
};

gboolean
so_ctl_hub_share (SoCtl *ctl, GError **error)
{
  if (!so_ctl_parse (ctl, NULL, 1, 2, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, so_ctl_arg (ctl, 0)))
      return so_ctl_parse (ctl, NULL, words[i].args, words[i].args, error) && so_ctl_cancellable () && so_ctl_open (ctl, error) && words[i].run (ctl, error);
  return so_ctl_misused (error, "“%s” is nothing that can be done with sharing", so_ctl_arg (ctl, 0));
}

/* The folder may be empty, or not be there yet. */
gboolean
so_ctl_hub_join (SoCtl *ctl, GError **error)
{
  g_autofree char *name = NULL;
  gboolean merge = FALSE, good;
  const GOptionEntry entries[] = { { "name", 0, 0, G_OPTION_ARG_STRING, &name }, { "merge", 0, 0, G_OPTION_ARG_NONE, &merge }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 2, 2, error) || !so_ctl_cancellable () || !(ctl->studio = so_studio_open (ctl->folder, error)))
    return FALSE;
  good = so_studio_join (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), name, merge, on_progress, NULL, so_ctl_cancellable (), error);
  so_ctl_progress_end ();
  return good && so_ctl_print (ctl, describe (ctl));
}

void
so_ctl_share_all (SoCtl *ctl)
{
  g_auto (SoSharing) sharing = { 0 };
  g_autoptr (GError) error = NULL;

  so_studio_get_sharing (ctl->studio, &sharing);
  if (sharing.state != SO_SHARE_OFF && (!so_studio_share_now (ctl->studio, on_progress, NULL, NULL, &error) || !so_studio_share_files (ctl->studio, NULL, &error)))
    g_printerr ("studioctl: %s\n", error->message);
  so_ctl_progress_end ();
}

void
so_ctl_share_due (SoCtl *ctl)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, NULL);
  gint64 next = db ? so_share_claim_next (db) : 0;

  g_clear_pointer (&db, so_db_release);
  if (next && next <= so_now ())
    so_ctl_share_all (ctl);
}
