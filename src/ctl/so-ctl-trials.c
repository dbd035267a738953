/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-trials.h"
#include "so-verb.h"

#define MOST 1000

/* Trial classes: who booked, who came, who became a customer. */

static JsonObject *
describe (const SoTrial *trial)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", trial->id);
  so_ctl_json_set (object, "contact_id", trial->contact_id);
  so_ctl_json_set (object, "contact", trial->contact);
  so_ctl_json_set (object, "title", trial->title);
  so_ctl_json_set_time (object, "starts_at", trial->starts_at);
  so_ctl_json_set (object, "state", so_trial_state_nick (trial->state));
  json_object_set_boolean_member (object, "converted", trial->converted_at != 0);
  so_ctl_json_set_time (object, "converted_at", trial->converted_at);
  return object;
}

/* @id NULL: the one that the verb made. */
static gboolean
do_trial (SoCtl *ctl, SoVerb verb, const char *argument, const char *id, GError **error)
{
  g_autofree char *made = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoTrial) trial = NULL;

  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 0), argument, &made, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  trial = so_trial_find (db, id ? id : made, error);
  return trial && so_ctl_print (ctl, describe (trial));
}

gboolean
so_ctl_trial_list (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) contact = NULL;
  g_autoptr (GPtrArray) trials = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error) || !(db = so_ctl_read (ctl, error)) || (ctl->args[0] && !(contact = so_contact_find (db, so_ctl_arg (ctl, 0), error))) ||
      !(trials = so_trial_list (db, contact ? contact->id : NULL, MOST, error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "id contact title starts_at state converted");
  for (guint i = 0; i < trials->len; i++)
    so_ctl_list_add (list, describe (trials->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_trial_book (SoCtl *ctl, GError **error)
{
  g_autofree char *words = NULL;

  if (!so_ctl_parse (ctl, NULL, 3, 3, error))
    return FALSE;
  words = g_strconcat (so_ctl_arg (ctl, 1), "\n", so_ctl_arg (ctl, 2), NULL);
  return do_trial (ctl, SO_VERB_TRIAL_BOOK, words, NULL, error);
}

gboolean
so_ctl_trial_state (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_trial (ctl, SO_VERB_TRIAL_STATE, so_ctl_arg (ctl, 1), so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_trial_convert (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_trial (ctl, SO_VERB_TRIAL_CONVERT, NULL, so_ctl_arg (ctl, 0), error);
}
