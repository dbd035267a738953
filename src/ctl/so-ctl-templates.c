/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-json.h"
#include "so-message-template-sync.h"
#include "so-message-template-verbs.h"
#include "so-message-templates.h"
#include "so-senders.h"
#include "so-settings.h"
#include "so-template-form.h"
#include "so-verb.h"

/* Templates that a provider has to approve; the owner's own are "template list". */

static JsonObject *
describe (const SoMessageTemplate *template)
{
  JsonObject *object = json_object_new ();
  g_autoptr (SoTemplateForm) form = so_template_form_new (template->components);
  g_autofree char *why = so_message_template_dup_hindrance (template), **none = form ? g_new0 (char *, so_template_form_get_n_gaps (form) + 1) : NULL;
  g_autofree char *text = form ? so_template_form_preview (form, (const char *const *) none) : NULL;
  JsonArray *gaps = json_array_new ();

  for (guint i = 0; form && i < so_template_form_get_n_gaps (form); i++)
    json_array_add_string_element (gaps, so_template_form_get_gap (form, i)->name);
  so_ctl_json_set (object, "id", template->id);
  so_ctl_json_set (object, "account", template->account_id);
  so_ctl_json_set (object, "name", template->name);
  so_ctl_json_set (object, "language", template->language);
  so_ctl_json_set (object, "category", template->category);
  so_ctl_json_set (object, "status", template->status);
  so_ctl_json_set (object, "reason", template->reason);
  so_ctl_json_set (object, "hindrance", why);
  so_ctl_json_set (object, "text", text);
  json_object_set_array_member (object, "variables", gaps);
  so_ctl_json_set_time (object, "updated_at", template->updated_at);
  return object;
}

/* Those of one account, or of all that have templates; accounts that have none are passed over, but not where one is named. */
static gboolean
ask_anew (SoCtl *ctl, const char *only, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, error) : NULL;

  g_clear_pointer (&db, so_db_release);
  if (only || !accounts)
    return accounts && so_studio_sync_templates (ctl->studio, only, NULL, error);
  for (guint i = 0; i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel == SO_CHANNEL_WHATSAPP && !so_studio_sync_templates (ctl->studio, account->id, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
so_ctl_templates (SoCtl *ctl, GError **error)
{
  gboolean anew = FALSE;
  g_autofree char *query = NULL;
  const GOptionEntry entries[] = {
    { "sync", 0, 0, G_OPTION_ARG_NONE, &anew }, { "query", 0, 0, G_OPTION_ARG_STRING, &query }, { NULL },
  };
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name language status category hindrance text id");
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (SoDb) db = NULL;
  const char *only;

  if (!so_ctl_parse (ctl, entries, 0, 1, error) || !so_ctl_open (ctl, error))
    return FALSE;
  only = ctl->args[0] ? so_ctl_arg (ctl, 0) : NULL;
  if (anew && !ask_anew (ctl, only, error))
    return FALSE;
  db = so_ctl_read (ctl, error);
  templates = db ? so_message_templates_list (db, only, query, error) : NULL;
  if (!templates)
    return FALSE;
  for (guint i = 0; i < templates->len; i++)
    so_ctl_list_add (list, describe (templates->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

static GStrv
dup_values (SoCtl *ctl, const SoMessageTemplate *template)
{
  g_autoptr (GStrvBuilder) values = NULL;

  if (!ctl->args[2])
    return so_studio_suggest_values (ctl->studio, template, so_ctl_arg (ctl, 1), NULL);
  values = g_strv_builder_new ();
  for (guint i = 2; ctl->args[i]; i++)
    g_strv_builder_add (values, so_ctl_arg (ctl, i));
  return g_strv_builder_end (values);
}

gboolean
so_ctl_templates_use (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoMessageTemplate) template = NULL;
  g_autoptr (SoDraft) draft = NULL;
  g_auto (GStrv) values = NULL;
  g_autofree char *argument = NULL, *id = NULL;

  if (!so_ctl_parse (ctl, NULL, 2, 100, error) || !so_ctl_open (ctl, error) || !(db = so_ctl_read (ctl, error)) ||
      !(template = so_message_template_find (db, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  values = dup_values (ctl, template);
  argument = so_message_template_argument (template->id, (const char *const *) values);
  if (!so_studio_do (ctl->studio, SO_VERB_TEMPLATE, so_ctl_arg (ctl, 1), argument, &id, error))
    return FALSE;
  db = so_ctl_read (ctl, error);
  draft = db ? so_draft_find (db, id, error) : NULL;
  return draft && so_ctl_print (ctl, so_ctl_describe_draft (ctl, db, draft));
}

/* The accounts that could answer, "chosen" on the one that does. */
gboolean
so_ctl_senders (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name address chosen id");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autofree char *now = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 2, error) || !so_ctl_open (ctl, error) ||
      (ctl->args[1] && !so_studio_do (ctl->studio, SO_VERB_SENDER, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), NULL, error)) ||
      !(db = so_ctl_read (ctl, error)) || !(accounts = so_sender_list (db, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  now = so_sender_of (db, so_ctl_arg (ctl, 0));
  for (guint i = 0; i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "id", account->id);
      so_ctl_json_set (object, "name", account->name);
      so_ctl_json_set (object, "address", account->address);
      json_object_set_boolean_member (object, "chosen", !g_strcmp0 (account->id, now));
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}
