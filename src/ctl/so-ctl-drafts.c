/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-address-list.h"
#include "so-check-facts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-draft-facts.h"
#include "so-draft-guard.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-verb.h"

#define OUTBOX (1u << SO_DRAFT_QUEUED | 1u << SO_DRAFT_SCHEDULED | 1u << SO_DRAFT_HELD | 1u << SO_DRAFT_SENDING \
                | 1u << SO_DRAFT_FAILED | 1u << SO_DRAFT_UNKNOWN)

static JsonArray *
describe_checks (guint bits)
{
  static const char *const gravities[] = { [SO_CHECK_STOPS] = "stops", [SO_CHECK_RED] = "red", [SO_CHECK_WARNS] = "warning" };
  JsonArray *checks = json_array_new ();

  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    if (bits & (1u << check))
      {
        JsonObject *object = json_object_new ();

        so_ctl_json_set (object, "check", so_check_reason (check));
        so_ctl_json_set (object, "gravity", gravities[so_check_gravity (check)]);
        so_ctl_json_set (object, "sentence", so_check_sentence (check));
        json_array_add_object_element (checks, object);
      }
  return checks;
}

static JsonArray *
describe_files (SoDb *db, const SoDraft *draft)
{
  g_autoptr (GPtrArray) files = so_draft_files (db, draft->id, NULL);
  JsonArray *array = json_array_new ();

  for (guint i = 0; files && i < files->len; i++)
    {
      const SoDraftFile *file = g_ptr_array_index (files, i);
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "id", file->id);
      so_ctl_json_set (object, "name", file->name);
      so_ctl_json_set (object, "mime", file->mime);
      json_object_set_int_member (object, "size", (gint64) file->size);
      so_ctl_json_set (object, "sha256", file->sha256);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* What a model wrote that the studio does not say. */
static JsonArray *
describe_guard (SoCtl *ctl, SoDb *db, const SoDraft *draft)
{
  g_autoptr (GPtrArray) findings = so_draft_guard (ctl->studio, db, draft);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const SoGuardFinding *finding = g_ptr_array_index (findings, i);
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "kind", so_guard_nick (finding->kind));
      so_ctl_json_set (object, "words", finding->words);
      so_ctl_json_set (object, "sentence", finding->sentence);
      json_array_add_object_element (array, object);
    }
  return array;
}

JsonObject *
so_ctl_describe_draft (SoCtl *ctl, SoDb *db, const SoDraft *draft)
{
  JsonObject *object = so_ctl_json_draft (draft);
  guint bits = 0;

  if (so_draft_state_is_open (draft->state) && !so_check_facts_run (ctl->studio, db, draft, NULL, FALSE, &bits, NULL))
    bits = 0;
  json_object_set_array_member (object, "checks", describe_checks (bits));
  json_object_set_array_member (object, "guard", describe_guard (ctl, db, draft));
  json_object_set_array_member (object, "attachments", describe_files (db, draft));
  return object;
}

static gboolean
list_drafts (SoCtl *ctl, guint states, const char *thread, const char *columns, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GArray) numbers = db ? so_draft_numbers (db, states, thread, error) : NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, columns);

  if (!numbers)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_load (db, g_array_index (numbers, gint64, i), error);
      if (!draft)
        return FALSE;
      so_ctl_list_add (list, so_ctl_describe_draft (ctl, db, draft));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
parse_state (const char *nick, guint *states, GError **error)
{
  SoDraftState state;

  if (!nick)
    return TRUE;
  if (!so_draft_state_parse (nick, &state))
    return so_ctl_misused (error, "There is no state “%s”", nick);
  *states = 1u << state;
  return TRUE;
}

gboolean
so_ctl_drafts (SoCtl *ctl, GError **error)
{
  g_autofree char *state = NULL, *thread = NULL;
  guint states = 0;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state }, { "thread", 0, 0, G_OPTION_ARG_STRING, &thread }, { NULL },
  };

  return so_ctl_parse (ctl, entries, 0, 0, error) && parse_state (state, &states, error)
         && list_drafts (ctl, states, thread, "updated_at contact channel state id text", error);
}

gboolean
so_ctl_outbox (SoCtl *ctl, GError **error)
{
  g_autofree char *state = NULL;
  guint states = OUTBOX;
  const GOptionEntry entries[] = { { "state", 0, 0, G_OPTION_ARG_STRING, &state }, { NULL } };

  return so_ctl_parse (ctl, entries, 0, 0, error) && parse_state (state, &states, error)
         && list_drafts (ctl, states, NULL, "not_before contact channel state reason attempts id text", error);
}

/* One draft -------------------------------------------------------------------------------------- */

static gboolean
print_draft (SoCtl *ctl, const char *id, const char *undone, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, id, error) : NULL;
  JsonObject *object;

  if (!draft)
    return FALSE;
  object = so_ctl_describe_draft (ctl, db, draft);
  if (undone)
    json_object_set_string_member (object, "undone", undone);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_draft (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && print_draft (ctl, so_ctl_arg (ctl, 0), NULL, error);
}

static gboolean
do_to_draft (SoCtl *ctl, SoVerb verb, const char *argument, GError **error)
{
  const char *id = so_ctl_arg (ctl, 0);

  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, verb, id, argument, NULL, error)
         && print_draft (ctl, id, NULL, error);
}

/* All that the owner may wave through; what stops it stays for the verb to tell. */
static gboolean
acknowledge (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  guint bits = so_studio_check_draft (ctl->studio, id, &failed);
  g_autofree char *nicks = so_checks_write (bits & ~so_checks_stopping (bits));

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return !nicks || so_studio_do (ctl->studio, SO_VERB_ACKNOWLEDGE, id, nicks, NULL, error);
}

gboolean
so_ctl_approve (SoCtl *ctl, GError **error)
{
  gboolean anyway = FALSE;
  g_autofree char *at = NULL;
  const GOptionEntry entries[] = {
    { "anyway", 0, 0, G_OPTION_ARG_NONE, &anyway }, { "at", 0, 0, G_OPTION_ARG_STRING, &at }, { NULL },
  };

  if (!so_ctl_parse (ctl, entries, 1, 1, error) || !so_ctl_open (ctl, error) ||
      (anyway && !acknowledge (ctl, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  return do_to_draft (ctl, at ? SO_VERB_SCHEDULE : SO_VERB_APPROVE, at ? at : "studioctl", error);
}

static gboolean
plain_verb (SoCtl *ctl, SoVerb verb, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_to_draft (ctl, verb, NULL, error);
}

gboolean
so_ctl_recall (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_RECALL, error);
}

gboolean
so_ctl_send_again (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_SEND_AGAIN, error);
}

gboolean
so_ctl_sent_already (SoCtl *ctl, GError **error)
{
  return plain_verb (ctl, SO_VERB_SENT_ALREADY, error);
}

static gboolean
file_verb (SoCtl *ctl, SoVerb verb, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_to_draft (ctl, verb, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_attach (SoCtl *ctl, GError **error)
{
  return file_verb (ctl, SO_VERB_ATTACH, error);
}

gboolean
so_ctl_detach (SoCtl *ctl, GError **error)
{
  return file_verb (ctl, SO_VERB_DETACH, error);
}

gboolean
so_ctl_send_held (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_SEND_HELD, so_ctl_arg (ctl, 0), NULL, NULL, error) &&
         list_drafts (ctl, OUTBOX, NULL, "not_before contact channel state reason attempts id text", error);
}

gboolean
so_ctl_active_copy (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 0, 0, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_CONFIRM_COPY, "here", NULL, NULL, error) &&
         list_drafts (ctl, OUTBOX, NULL, "not_before contact channel state reason attempts id text", error);
}

/* The one that was not named stays. */
static gboolean
change_copies (SoCtl *ctl, const char *id, const char *cc, const char *bcc, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, id, error) : NULL;
  g_autofree char *line = draft ? so_copies_join (cc ? cc : draft->cc, bcc ? bcc : draft->bcc) : NULL;

  g_clear_pointer (&db, so_db_release);
  return draft && so_studio_do (ctl->studio, SO_VERB_COPIES, id, line ? line : "", NULL, error);
}

gboolean
so_ctl_edit (SoCtl *ctl, GError **error)
{
  g_autofree char *text = NULL, *cc = NULL, *bcc = NULL, *via = NULL;
  const char *id;
  const GOptionEntry entries[] = {
    { "text", 0, 0, G_OPTION_ARG_STRING, &text }, { "cc", 0, 0, G_OPTION_ARG_STRING, &cc }, { "bcc", 0, 0, G_OPTION_ARG_STRING, &bcc },
    { "via", 0, 0, G_OPTION_ARG_STRING, &via }, { NULL },
  };

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!text && !cc && !bcc && !via)
    return so_ctl_misused (error, "--text T, --cc A, --bcc A or --via CHANNEL is missing");
  id = so_ctl_arg (ctl, 0);
  /* There is no caret here that could stay in the text. */
  return so_ctl_open (ctl, error) && (!text || so_studio_do (ctl->studio, SO_VERB_EDIT, id, text, NULL, error)) &&
         ((!cc && !bcc) || change_copies (ctl, id, cc, bcc, error)) &&
         (!via || so_studio_do (ctl->studio, SO_VERB_WAY, id, via, NULL, error)) && do_to_draft (ctl, SO_VERB_LEAVE, NULL, error);
}

gboolean
so_ctl_discard (SoCtl *ctl, GError **error)
{
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = { { "reason", 0, 0, G_OPTION_ARG_STRING, &reason }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!reason || reason[0] < '1' || reason[0] > '8' || reason[1])
    return so_ctl_misused (error, "--reason is a number from 1 to 8");
  return do_to_draft (ctl, SO_VERB_DISCARD, reason, error);
}

/* Undo ------------------------------------------------------------------------------------------- */

/* State and text of every draft by id, to see afterwards which one an undo gave back. */
static GHashTable *
dup_marks (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GArray) numbers = db ? so_draft_numbers (db, 0, NULL, error) : NULL;
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_load (db, g_array_index (numbers, gint64, i), error);
      if (!draft)
        return NULL;
      g_hash_table_insert (marks, g_strdup (draft->id),
                           g_strdup_printf ("%s %s", so_draft_state_nick (draft->state), draft->text));
    }
  return numbers ? g_steal_pointer (&marks) : NULL;
}

static const char *
find_difference (GHashTable *before, GHashTable *after)
{
  GHashTableIter iter;
  gpointer id, mark;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &id, &mark))
    if (g_strcmp0 (mark, g_hash_table_lookup (before, id)) != 0)
      return id;
  return NULL;
}

gboolean
so_ctl_undo (SoCtl *ctl, GError **error)
{
  g_autoptr (GHashTable) before = NULL, after = NULL;
  g_autofree char *label = NULL;
  const char *draft;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !(before = dup_marks (ctl, error))
      || !so_studio_do (ctl->studio, SO_VERB_UNDO, NULL, NULL, &label, error) || !(after = dup_marks (ctl, error)))
    return FALSE;
  if (!label)
    return so_fail (error, SO_ERROR_CHANGE, "There is nothing to undo");
  draft = find_difference (before, after);
  if (draft)
    return print_draft (ctl, draft, label, error);
  object = json_object_new ();
  json_object_set_string_member (object, "undone", label);
  return so_ctl_print (ctl, object);
}
