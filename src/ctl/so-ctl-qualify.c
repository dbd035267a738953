/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-inquiry.h"
#include "so-json.h"
#include "so-settings.h"
#include "so-verb.h"

#include <string.h>

/* What a studio asks before somebody is a customer. */

static JsonObject *
describe (const SoQualify *question)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "name", question->name);
  so_ctl_json_set (object, "label", so_inquiry_label (question));
  so_ctl_json_set (object, "ask", so_qualify_words (question, NULL));
  json_object_set_boolean_member (object, "own", question->ask != NULL);
  json_object_set_boolean_member (object, "sensitive", question->sensitive);
  return object;
}

static gboolean
print_questions (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name label ask");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) all = db ? so_qualifying_list (db, error) : NULL;

  for (guint i = 0; all && i < all->len; i++)
    so_ctl_list_add (list, describe (all->pdata[i]));
  return all && so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
print_answers (SoCtl *ctl, const char *contact_id, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name label answer ask");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, contact_id, error) : NULL;
  g_autoptr (GPtrArray) all = contact ? so_qualifying_of (db, contact->id, error) : NULL;

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoQualified *one = all->pdata[i];
      JsonObject *object = describe (one->question);

      so_ctl_json_set (object, "answer", one->answer);
      so_ctl_list_add (list, object);
    }
  return all && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_qualify_list (SoCtl *ctl, GError **error)
{
  if (!so_ctl_parse (ctl, NULL, 0, 1, error))
    return FALSE;
  return ctl->args[0] ? print_answers (ctl, so_ctl_arg (ctl, 0), error) : print_questions (ctl, error);
}

static GPtrArray *
load (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);

  return db ? so_qualifying_list (db, error) : NULL;
}

static gboolean
save (SoCtl *ctl, GPtrArray *all, GError **error)
{
  g_autofree char *text = so_qualify_to_json (all);

  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUALIFY, text, NULL, error) && print_questions (ctl, error);
}

static gboolean
find (GPtrArray *all, const char *name, guint *at, GError **error)
{
  for (*at = 0; *at < all->len; (*at)++)
    if (!strcmp (((SoQualify *) all->pdata[*at])->name, name))
      return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, "There is no question “%s”: “qualify list” has them", name);
}

gboolean
so_ctl_qualify_add (SoCtl *ctl, GError **error)
{
  gboolean sensitive = FALSE;
  const GOptionEntry entries[] = { { "sensitive", 0, 0, G_OPTION_ARG_NONE, &sensitive }, { NULL } };
  g_autoptr (GPtrArray) all = so_ctl_parse (ctl, entries, 2, 2, error) ? load (ctl, error) : NULL;

  if (!all)
    return FALSE;
  g_ptr_array_add (all, so_qualify_new (so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), sensitive));
  return save (ctl, all, error);
}

gboolean
so_ctl_qualify_set (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) all = so_ctl_parse (ctl, NULL, 2, 2, error) ? load (ctl, error) : NULL;
  const char *words = all ? so_ctl_arg (ctl, 1) : NULL;
  SoQualify *question;
  guint at;

  if (!all || !find (all, so_ctl_arg (ctl, 0), &at, error))
    return FALSE;
  question = all->pdata[at];
  g_set_str (&question->ask, *words || !question->usual ? words : NULL);
  return save (ctl, all, error);
}

gboolean
so_ctl_qualify_move (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) all = so_ctl_parse (ctl, NULL, 2, 2, error) ? load (ctl, error) : NULL;
  guint64 to;
  guint at;

  if (!all)
    return FALSE;
  if (!g_ascii_string_to_unsigned (so_ctl_arg (ctl, 1), 10, 1, MAX (all->len, 1), &to, NULL))
    return so_ctl_misused (error, "its place is a number from 1 to %u", all->len);
  if (!find (all, so_ctl_arg (ctl, 0), &at, error))
    return FALSE;
  g_ptr_array_insert (all, (int) to - 1, g_ptr_array_steal_index (all, at));
  return save (ctl, all, error);
}

gboolean
so_ctl_qualify_remove (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) all = so_ctl_parse (ctl, NULL, 1, 1, error) ? load (ctl, error) : NULL;
  guint at;

  if (!all || !find (all, so_ctl_arg (ctl, 0), &at, error))
    return FALSE;
  g_ptr_array_remove_index (all, at);
  return save (ctl, all, error);
}

gboolean
so_ctl_qualify_reset (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 0, 0, error) && so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUALIFY, "", NULL, error) &&
         print_questions (ctl, error);
}

gboolean
so_ctl_qualify_answer (SoCtl *ctl, GError **error)
{
  JsonObject *wish;
  g_autofree char *text = NULL;

  if (!so_ctl_parse (ctl, NULL, 2, 3, error))
    return FALSE;
  wish = json_object_new ();
  json_object_set_string_member (wish, "name", so_ctl_arg (ctl, 1));
  if (ctl->args[2])
    json_object_set_string_member (wish, "value", so_ctl_arg (ctl, 2));
  text = so_json_write_object (wish);
  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_FIELD, so_ctl_arg (ctl, 0), text, NULL, error) &&
         print_answers (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_qualify_drafts (SoCtl *ctl, GError **error)
{
  const char *wish = so_ctl_parse (ctl, NULL, 0, 1, error) && so_ctl_open (ctl, error) ? ctl->args[0] : "";
  g_autofree char *value = NULL;
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;

  if (!ctl->studio)
    return FALSE;
  if (wish && strcmp (wish, "on") && strcmp (wish, "off"))
    return so_ctl_misused (error, "say on or off");
  if (wish && !so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUALIFY_DRAFTS, strcmp (wish, "on") ? "0" : "1", NULL, error))
    return FALSE;
  if (!(db = so_ctl_read (ctl, error)))
    return FALSE;
  value = so_setting_get (db, SO_SETTING_QUALIFY_DRAFTS);
  object = json_object_new ();
  json_object_set_boolean_member (object, "drafts", !g_strcmp0 (value, "1"));
  return so_ctl_print (ctl, object);
}
