/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-field-kinds.h"
#include "so-households.h"
#include "so-json.h"
#include "so-likeness.h"
#include "so-merges.h"
#include "so-notes.h"
#include "so-people-filter.h"
#include "so-referrals.h"
#include "so-settings.h"
#include "so-timeline.h"
#include "so-verb.h"

/* Who is who, and what is kept of a person. */

#define MOST_SUGGESTIONS 500

static gboolean
print_contact (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, id, error) : NULL;

  return contact && so_ctl_print (ctl, so_ctl_json_contact (contact));
}

/* Takes @wish. */
static gboolean
do_wish (SoCtl *ctl, SoVerb verb, const char *id, JsonObject *wish, char **result, GError **error)
{
  g_autofree char *argument = so_json_write_object (wish);

  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, verb, id, argument, result, error);
}

static void
set_known (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

gboolean
so_ctl_contact_merge (SoCtl *ctl, GError **error)
{
  g_autofree char *name = NULL, *birthday = NULL, *notes = NULL, *stage = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name }, { "birthday", 0, 0, G_OPTION_ARG_STRING, &birthday }, { "notes", 0, 0, G_OPTION_ARG_STRING, &notes },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage }, { NULL },
  };
  JsonObject *wish;

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  wish = json_object_new ();
  set_known (wish, "other", so_ctl_arg (ctl, 1));
  set_known (wish, "name", name);
  set_known (wish, "birthday", birthday);
  set_known (wish, "notes", notes);
  set_known (wish, "stage", stage);
  return do_wish (ctl, SO_VERB_MERGE, so_ctl_arg (ctl, 0), wish, NULL, error) && print_contact (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_contact_unmerge (SoCtl *ctl, GError **error)
{
  g_autofree char *whom = NULL;

  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_UNMERGE, so_ctl_arg (ctl, 0), NULL, &whom, error) &&
         print_contact (ctl, whom, error);
}

gboolean
so_ctl_contact_merges (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "merged_at merged_id name survivor_id");
  g_autoptr (SoDb) db = so_ctl_parse (ctl, NULL, 1, 1, error) ? so_ctl_read (ctl, error) : NULL;
  g_autoptr (SoContact) contact = db ? so_contact_find (db, so_ctl_arg (ctl, 0), error) : NULL;
  g_autoptr (GPtrArray) merges = contact ? so_contact_merges (db, contact->id, error) : NULL;

  for (guint i = 0; merges && i < merges->len; i++)
    {
      const SoMerge *merge = merges->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set_time (object, "merged_at", merge->at);
      so_ctl_json_set (object, "merged_id", merge->merged_id);
      so_ctl_json_set (object, "name", merge->merged_name);
      so_ctl_json_set (object, "survivor_id", merge->survivor_id);
      so_ctl_list_add (list, object);
    }
  return merges && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_contact_suggestions (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "why id name other_id other_name value other_value");
  g_autoptr (SoDb) db = so_ctl_parse (ctl, NULL, 0, 1, error) ? so_ctl_read (ctl, error) : NULL;
  g_autoptr (SoProfile) profile = db ? so_profile_load (db, error) : NULL;
  g_autoptr (SoContact) contact = db && ctl->args[0] ? so_contact_find (db, so_ctl_arg (ctl, 0), error) : NULL;
  g_autoptr (GPtrArray) all = profile && (contact || !ctl->args[0]) ? so_contact_suggestions (db, contact ? contact->id : NULL, profile->country, MOST_SUGGESTIONS, error) : NULL;

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoLikeness *one = all->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "why", so_alike_nick (one->why));
      so_ctl_json_set (object, "id", one->id);
      so_ctl_json_set (object, "name", one->name);
      so_ctl_json_set (object, "other_id", one->other_id);
      so_ctl_json_set (object, "other_name", one->other_name);
      so_ctl_json_set (object, "value", one->value);
      so_ctl_json_set (object, "other_value", one->other_value);
      so_ctl_list_add (list, object);
    }
  return all && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_contact_apart (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_APART, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), NULL, error) && print_contact (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_contact_split (SoCtl *ctl, GError **error)
{
  g_autofree char *to = NULL, *owner = NULL;
  const GOptionEntry entries[] = { { "to", 0, 0, G_OPTION_ARG_STRING, &to }, { NULL } };
  JsonObject *wish;

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  wish = json_object_new ();
  set_known (wish, "address", so_ctl_arg (ctl, 1));
  set_known (wish, "to", to);
  return do_wish (ctl, SO_VERB_SPLIT, so_ctl_arg (ctl, 0), wish, &owner, error) && print_contact (ctl, owner, error);
}

gboolean
so_ctl_message_move (SoCtl *ctl, GError **error)
{
  g_autofree char *name = NULL, *owner = NULL;
  const GOptionEntry entries[] = { { "new", 0, 0, G_OPTION_ARG_STRING, &name }, { NULL } };
  const char *to;

  if (!so_ctl_parse (ctl, entries, 1, 2, error))
    return FALSE;
  to = ctl->args[1] ? so_ctl_arg (ctl, 1) : NULL;
  if (!name == !to)
    return so_ctl_misused (error, "message move: say either whose it is or --new with a name");
  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, to ? SO_VERB_MOVE_MESSAGE : SO_VERB_MOVE_MESSAGE_TO_NEW, so_ctl_arg (ctl, 0), to ? to : name, &owner, error) &&
         print_contact (ctl, to ? to : owner, error);
}

/* Notes and files ------------------------------------------------------------------------------------------ */

static gboolean
print_notes (SoCtl *ctl, const char *contact_id, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "at id text");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, contact_id, error) : NULL;
  g_autoptr (GPtrArray) notes = contact ? so_note_list (db, contact->id, error) : NULL;

  for (guint i = 0; notes && i < notes->len; i++)
    {
      const SoNote *note = notes->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "id", note->id);
      so_ctl_json_set_time (object, "at", note->at);
      so_ctl_json_set (object, "text", note->text);
      so_ctl_list_add (list, object);
    }
  return notes && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_note_list (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && print_notes (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_note_add (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_NOTE_ADD, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), NULL, error) && print_notes (ctl, so_ctl_arg (ctl, 0), error);
}

static gboolean
change (SoCtl *ctl, SoVerb verb, const char *argument, GError **error)
{
  JsonObject *done;

  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 0), argument, NULL, error))
    return FALSE;
  done = json_object_new ();
  so_ctl_json_set (done, "id", so_ctl_arg (ctl, 0));
  return so_ctl_print (ctl, done);
}

gboolean
so_ctl_note_set (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && change (ctl, SO_VERB_NOTE_SET, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_note_remove (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && change (ctl, SO_VERB_NOTE_REMOVE, NULL, error);
}

static gboolean
print_files (SoCtl *ctl, const char *contact_id, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "at id name size");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, contact_id, error) : NULL;
  g_autoptr (GPtrArray) files = contact ? so_contact_file_list (db, contact->id, error) : NULL;

  for (guint i = 0; files && i < files->len; i++)
    {
      const SoContactFile *file = files->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "id", file->id);
      so_ctl_json_set_time (object, "at", file->at);
      so_ctl_json_set (object, "name", file->name);
      so_ctl_json_set (object, "mime", file->mime);
      so_ctl_json_set (object, "sha256", file->sha256);
      json_object_set_int_member (object, "size", file->size);
      so_ctl_list_add (list, object);
    }
  return files && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_file_list (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && print_files (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_file_add (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_KEEP_FILE, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), NULL, error) && print_files (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_file_remove (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && change (ctl, SO_VERB_DROP_FILE, NULL, error);
}

/* Households ------------------------------------------------------------------------------------------------ */

static gboolean
print_household (SoCtl *ctl, const char *contact_id, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "household household_id name role receives contact_id");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, contact_id, error) : NULL;
  g_autoptr (GPtrArray) members = contact ? so_household_of (db, contact->id, error) : NULL;

  for (guint i = 0; members && i < members->len; i++)
    {
      const SoMember *member = members->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "household_id", member->household_id);
      so_ctl_json_set (object, "household", member->household);
      so_ctl_json_set (object, "contact_id", member->contact_id);
      so_ctl_json_set (object, "name", member->name);
      so_ctl_json_set (object, "role", member->role);
      json_object_set_boolean_member (object, "receives", member->receives);
      so_ctl_list_add (list, object);
    }
  return members && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_household_show (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && print_household (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_household_join (SoCtl *ctl, GError **error)
{
  g_autofree char *household = NULL, *name = NULL, *role = NULL;
  gboolean receives = FALSE;
  const GOptionEntry entries[] = {
    { "household", 0, 0, G_OPTION_ARG_STRING, &household }, { "name", 0, 0, G_OPTION_ARG_STRING, &name }, { "role", 0, 0, G_OPTION_ARG_STRING, &role },
    { "receives", 0, 0, G_OPTION_ARG_NONE, &receives }, { NULL },
  };
  JsonObject *wish;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  wish = json_object_new ();
  set_known (wish, "household", household);
  set_known (wish, "name", name);
  set_known (wish, "role", role);
  json_object_set_int_member (wish, "receives", receives);
  return do_wish (ctl, SO_VERB_HOUSEHOLD_JOIN, so_ctl_arg (ctl, 0), wish, NULL, error) && print_household (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_household_leave (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && change (ctl, SO_VERB_HOUSEHOLD_LEAVE, so_ctl_arg (ctl, 1), error);
}

/* Who sent whom --------------------------------------------------------------------------------------------- */

static gboolean
print_referrals (SoCtl *ctl, const char *contact_id, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "way name contact_id");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, contact_id, error) : NULL;
  g_autoptr (GPtrArray) referrals = contact ? so_referral_list (db, contact->id, error) : NULL;

  for (guint i = 0; referrals && i < referrals->len; i++)
    {
      const SoReferral *referral = referrals->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "way", referral->sent_them ? "sent-by" : "sent");
      so_ctl_json_set (object, "contact_id", referral->contact_id);
      so_ctl_json_set (object, "name", referral->name);
      so_ctl_list_add (list, object);
    }
  return referrals && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_contact_sent_by (SoCtl *ctl, GError **error)
{
  gboolean nobody = FALSE;
  const GOptionEntry entries[] = { { "nobody", 0, 0, G_OPTION_ARG_NONE, &nobody }, { NULL } };
  const char *sender;

  if (!so_ctl_parse (ctl, entries, 1, 2, error))
    return FALSE;
  sender = nobody ? "" : ctl->args[1] ? so_ctl_arg (ctl, 1) : NULL;
  return (!sender || (so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_REFERRAL, so_ctl_arg (ctl, 0), sender, NULL, error))) &&
         print_referrals (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_household_rename (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && change (ctl, SO_VERB_HOUSEHOLD_RENAME, so_ctl_arg (ctl, 1), error);
}

/* Custom fields --------------------------------------------------------------------------------------------- */

gboolean
so_ctl_field_list (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name label kind sensitive");
  g_autoptr (SoDb) db = so_ctl_parse (ctl, NULL, 0, 0, error) ? so_ctl_read (ctl, error) : NULL;
  g_autoptr (GPtrArray) kinds = db ? so_field_kind_list (db, error) : NULL;

  for (guint i = 0; kinds && i < kinds->len; i++)
    {
      const SoFieldKind *kind = kinds->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "name", kind->name);
      so_ctl_json_set (object, "label", kind->label);
      so_ctl_json_set (object, "kind", kind->kind);
      so_ctl_json_set (object, "choices", kind->choices);
      json_object_set_boolean_member (object, "sensitive", kind->sensitive);
      so_ctl_list_add (list, object);
    }
  return kinds && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_field_add (SoCtl *ctl, GError **error)
{
  g_autofree char *kind = NULL, *choices = NULL, *name = NULL, *lines = NULL;
  gboolean sensitive = FALSE;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind }, { "choices", 0, 0, G_OPTION_ARG_STRING, &choices }, { "sensitive", 0, 0, G_OPTION_ARG_NONE, &sensitive }, { NULL },
  };
  JsonObject *wish, *done;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  wish = json_object_new ();
  set_known (wish, "label", so_ctl_arg (ctl, 0));
  set_known (wish, "kind", kind ? kind : "text");
  set_known (wish, "choices", choices ? (lines = g_strdelimit (g_strdup (choices), ",", '\n')) : NULL);
  json_object_set_int_member (wish, "sensitive", sensitive);
  if (!do_wish (ctl, SO_VERB_FIELD_KIND, "new", wish, &name, error))
    return FALSE;
  done = json_object_new ();
  so_ctl_json_set (done, "name", name);
  return so_ctl_print (ctl, done);
}

gboolean
so_ctl_field_remove (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && change (ctl, SO_VERB_FIELD_KIND_REMOVE, NULL, error);
}

gboolean
so_ctl_field_set (SoCtl *ctl, GError **error)
{
  JsonObject *wish;

  if (!so_ctl_parse (ctl, NULL, 2, 3, error))
    return FALSE;
  wish = json_object_new ();
  set_known (wish, "name", so_ctl_arg (ctl, 1));
  set_known (wish, "value", ctl->args[2]);
  return do_wish (ctl, SO_VERB_FIELD, so_ctl_arg (ctl, 0), wish, NULL, error) && print_contact (ctl, so_ctl_arg (ctl, 0), error);
}

/* Timeline --------------------------------------------------------------------------------------------------- */

static JsonObject *
describe_moment (const SoMoment *moment)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set_time (object, "at", moment->at);
  so_ctl_json_set (object, "kind", so_moment_kind_nick (moment->kind));
  so_ctl_json_set (object, "id", moment->id);
  so_ctl_json_set (object, "thread_id", moment->thread_id);
  so_ctl_json_set (object, "channel", moment->channel);
  so_ctl_json_set (object, "text", moment->text);
  so_ctl_json_set (object, "detail", moment->detail);
  json_object_set_boolean_member (object, "outbound", moment->outbound);
  json_object_set_boolean_member (object, "unread", moment->unread);
  json_object_set_boolean_member (object, "done", moment->done);
  return object;
}

/* Pages before the newest one are read as the window reads them: from the oldest moment that is known, backwards. */
gboolean
so_ctl_timeline (SoCtl *ctl, GError **error)
{
  int limit = 50, page = 1;
  const GOptionEntry entries[] = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit }, { "page", 0, 0, G_OPTION_ARG_INT, &page }, { NULL } };
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "at kind channel text detail");
  g_autoptr (SoDb) db = so_ctl_parse (ctl, entries, 1, 1, error) ? so_ctl_read (ctl, error) : NULL;
  g_autoptr (SoContact) contact = db ? so_contact_find (db, so_ctl_arg (ctl, 0), error) : NULL;
  g_autoptr (GPtrArray) moments = NULL;

  if (!contact)
    return FALSE;
  if (limit < 1 || limit > 1000 || page < 1)
    return so_ctl_misused (error, "--limit is 1 to 1000, --page 1 or more");
  for (int i = 0; i < page; i++)
    {
      g_autoptr (GPtrArray) newer = g_steal_pointer (&moments);

      if (newer && !newer->len)
        moments = g_steal_pointer (&newer);
      else if (!(moments = so_timeline_page (db, contact->id, newer ? newer->pdata[0] : NULL, (guint) limit, error)))
        return FALSE;
    }
  for (guint i = 0; i < moments->len; i++)
    so_ctl_list_add (list, describe_moment (moments->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* Saved filters ---------------------------------------------------------------------------------------------- */

static gboolean
print_filters (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name query id");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) filters = db ? so_saved_filter_list (db, error) : NULL;

  for (guint i = 0; filters && i < filters->len; i++)
    {
      const SoSavedFilter *filter = filters->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "id", filter->id);
      so_ctl_json_set (object, "name", filter->name);
      so_ctl_json_set (object, "query", filter->query);
      so_ctl_list_add (list, object);
    }
  return filters && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_filter_list (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 0, 0, error) && print_filters (ctl, error);
}

gboolean
so_ctl_filter_save (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_FILTER_SAVE, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), NULL, error) && print_filters (ctl, error);
}

gboolean
so_ctl_filter_remove (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && change (ctl, SO_VERB_FILTER_REMOVE, NULL, error);
}
