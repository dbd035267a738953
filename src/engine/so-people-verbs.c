/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-people-verbs.h"

#include "so-consents.h"
#include "so-contacts.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-field-kinds.h"
#include "so-households.h"
#include "so-inquiry.h"
#include "so-json.h"
#include "so-merges.h"
#include "so-notes.h"
#include "so-referrals.h"
#include "so-people-filter.h"
#include "so-settings.h"
#include "so-split.h"

#include <glib/gi18n-lib.h>

gboolean
so_people_verb_merge (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *other = wish ? so_json_string (wish, "other") : NULL;
  SoMergeChoice proposed = { 0 }, choice;
  gboolean done;

  if (!wish)
    return FALSE;
  if (!other)
    return so_fail (error, SO_ERROR_CHANGE, _("Nothing is chosen: choose what this is about"));
  if (!so_merge_propose (call->db, call->id, other, &proposed, error))
    return FALSE;
  /* What somebody has chosen counts; "" is the survivor's own, whatever is proposed. */
  choice = proposed;
#define CHOSEN(field) if (so_json_string (wish, #field)) choice.field = *so_json_string (wish, #field) ? so_json_string (wish, #field) : NULL
  CHOSEN (name);
  CHOSEN (birthday);
  CHOSEN (notes);
  CHOSEN (stage);
#undef CHOSEN
  done = so_contact_merge (call->db, call->id, other, &choice, error);
  so_merge_choice_clear (&proposed);
  return done;
}

gboolean
so_people_verb_unmerge (SoVerbCall *call, GError **error)
{
  return so_contact_unmerge (call->db, call->id, call->result, error);
}

gboolean
so_people_verb_apart (SoVerbCall *call, GError **error)
{
  return so_contact_set_apart (call->db, call->id, call->argument, TRUE, error);
}

gboolean
so_people_verb_split (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *address = wish ? so_json_string (wish, "address") : NULL;
  g_autoptr (SoProfile) profile = so_profile_load (call->db, NULL);
  g_autofree char *identity = address ? so_consent_identity (call->db, call->id, address, profile ? profile->country : NULL) : NULL;

  if (!wish)
    return FALSE;
  if (!identity)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no number or address of this person"), address ? address : "");
  *call->result = so_contact_split (call->db, identity, so_json_string (wish, "to"), error);
  return *call->result != NULL;
}

gboolean
so_people_verb_move_message (SoVerbCall *call, GError **error)
{
  return so_message_move (call->db, call->id, call->argument, error);
}

gboolean
so_people_verb_move_message_to_new (SoVerbCall *call, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (call->argument));

  *call->result = so_message_move_to_new (call->db, call->id, name, error);
  return *call->result != NULL;
}

/* What is kept of them ------------------------------------------------------------------------------------ */

gboolean
so_people_verb_note_add (SoVerbCall *call, GError **error)
{
  *call->result = so_note_add (call->db, call->id, call->argument, NULL, error);
  return *call->result != NULL;
}

gboolean
so_people_verb_note_set (SoVerbCall *call, GError **error)
{
  return so_note_set (call->db, call->id, call->argument, error);
}

gboolean
so_people_verb_note_delete (SoVerbCall *call, GError **error)
{
  return so_note_delete (call->db, call->id, error);
}

/* Somebody who is in no household yet (@with) and the person get one together: the one that the person has, as what they are there, or a new one. */
static char *
join_both (SoVerbCall *call, const char *with, const char *role, gboolean receives, GError **error)
{
  g_autoptr (SoContact) other = so_contact_find (call->db, with, error);
  g_autoptr (GPtrArray) theirs = other ? so_household_of (call->db, call->id, error) : NULL;
  g_autofree char *house = NULL;

  if (!theirs)
    return NULL;
  if (theirs->len)
    return so_household_join (call->db, ((SoMember *) theirs->pdata[0])->household_id, NULL, with, "other", FALSE, error);
  house = so_household_join (call->db, NULL, NULL, with, "other", FALSE, error);
  return house ? so_household_join (call->db, house, NULL, call->id, role, receives, error) : NULL;
}

gboolean
so_people_verb_join (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *said = wish ? so_json_string (wish, "role") : NULL, *role = said ? said : "other", *with = wish ? so_json_string (wish, "with") : NULL;
  gboolean receives = wish && so_json_int (wish, "receives") != 0;

  if (!wish)
    return FALSE;
  *call->result = with ? join_both (call, with, role, receives, error)
                       : so_household_join (call->db, so_json_string (wish, "household"), so_json_string (wish, "name"), call->id, role, receives, error);
  return *call->result != NULL;
}

gboolean
so_people_verb_leave (SoVerbCall *call, GError **error)
{
  return so_household_leave (call->db, call->argument, call->id, error);
}

gboolean
so_people_verb_referral (SoVerbCall *call, GError **error)
{
  return so_referral_set (call->db, call->id, call->argument, error);
}

gboolean
so_people_verb_rename_household (SoVerbCall *call, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (call->argument));

  return so_household_rename (call->db, call->id, name, error);
}

gboolean
so_people_verb_field (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *name = wish ? so_json_string (wish, "name") : NULL;

  /* The answer to a question of the studio's list may be the first that is kept of anybody. */
  return wish && so_inquiry_make_field (call->db, name ? name : "", error) && so_field_set (call->db, call->id, name ? name : "", so_json_string (wish, "value"), error);
}

/* @call->id: the field's name, or "new". */
gboolean
so_people_verb_field_kind (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  SoFieldKind kind = { 0 };

  if (!wish)
    return FALSE;
  kind.label = (char *) so_json_string (wish, "label");
  kind.kind = (char *) so_json_string (wish, "kind");
  kind.choices = (char *) so_json_string (wish, "choices");
  kind.sensitive = so_json_int (wish, "sensitive") != 0;
  *call->result = so_field_kind_save (call->db, g_strcmp0 (call->id, "new") ? call->id : NULL, &kind, error);
  return *call->result != NULL;
}

gboolean
so_people_verb_field_kind_delete (SoVerbCall *call, GError **error)
{
  return so_field_kind_delete (call->db, call->id, error);
}

gboolean
so_people_verb_attach (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraftFile) kept = g_new0 (SoDraftFile, 1);
  SoContactFile file = { 0 };

  if (!so_draft_verb_keep_file (call, call->argument, kept, error))
    return FALSE;
  file = (SoContactFile) { .contact_id = (char *) call->id, .sha256 = kept->sha256, .name = kept->name, .mime = kept->mime, .size = kept->size };
  *call->result = so_contact_file_add (call->db, &file, error);
  return *call->result != NULL;
}

gboolean
so_people_verb_detach (SoVerbCall *call, GError **error)
{
  return so_contact_file_delete (call->db, call->id, error);
}

gboolean
so_people_verb_filter_save (SoVerbCall *call, GError **error)
{
  *call->result = so_saved_filter_save (call->db, call->id, call->argument, error);
  return *call->result != NULL;
}

gboolean
so_people_verb_filter_delete (SoVerbCall *call, GError **error)
{
  return so_saved_filter_delete (call->db, call->id, error);
}
