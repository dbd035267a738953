/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-knowledge-base.h"
#include "so-list-verbs.h"
#include "so-money.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"
#include "so-verb.h"
#include "so-writer.h"

#include <string.h>

/* What drafts are filled from: older wordings, prices, templates, unanswered questions. */

gboolean
so_ctl_knowledge_versions (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoKnowledge) entry = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "replaced_at id question answer");

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)) || !(entry = so_knowledge_find (db, so_ctl_arg (ctl, 0), error))
      || !(versions = so_knowledge_versions (db, entry->id, error)))
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const SoKnowledgeVersion *version = g_ptr_array_index (versions, i);
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "id", version->id);
      so_ctl_json_set (object, "question", version->question);
      so_ctl_json_set (object, "answer", version->answer);
      so_ctl_json_set_time (object, "replaced_at", version->created_at);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_knowledge_restore (SoCtl *ctl, GError **error)
{
  g_autoptr (SoKnowledge) entry = NULL;
  g_autoptr (SoDb) db = NULL;

  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error)
         && so_studio_restore_knowledge (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), error)
         && (db = so_ctl_read (ctl, error)) && (entry = so_knowledge_find (db, so_ctl_arg (ctl, 0), error))
         && so_ctl_print (ctl, so_ctl_json_knowledge (entry));
}

/* Prices ------------------------------------------------------------------------------------------- */

gboolean
so_ctl_price_list (SoCtl *ctl, GError **error)
{
  g_autofree char *query = NULL;
  const GOptionEntry entries[] = { { "query", 0, 0, G_OPTION_ARG_STRING, &query }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name text unit id");

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !(numbers = so_price_numbers (db, query, error)))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoPrice) price = so_price_load (db, g_array_index (numbers, gint64, i), error);

      if (!price)
        return FALSE;
      so_ctl_list_add (list, so_ctl_json_price (price));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
print_price (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoPrice) price = db ? so_price_find (db, id, error) : NULL;

  return price && so_ctl_print (ctl, so_ctl_json_price (price));
}

/* Options take the place of what stands in @price; a currency that nobody named is the studio's. */
static gboolean
set_price (SoCtl *ctl, SoPrice *price, const char *amount, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (ctl->studio);

  if (!price->currency)
    price->currency = g_strdup (profile && profile->currency ? profile->currency : "EUR");
  if (!so_money_is_currency (price->currency))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no currency: give its three letters, such as EUR", price->currency);
  return !amount || so_money_parse (amount, price->currency, &price->amount, error);
}

gboolean
so_ctl_price_add (SoCtl *ctl, GError **error)
{
  g_autoptr (SoPrice) price = g_new0 (SoPrice, 1);
  g_autofree char *amount = NULL, *id = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &price->name }, { "amount", 0, 0, G_OPTION_ARG_STRING, &amount },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &price->currency }, { "unit", 0, 0, G_OPTION_ARG_STRING, &price->unit }, { NULL },
  };

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (!price->name || !*price->name || !amount)
    return so_ctl_misused (error, "--name N and --amount A are needed");
  return so_ctl_open (ctl, error) && set_price (ctl, price, amount, error) && (id = so_studio_save_price (ctl->studio, price, error))
         && print_price (ctl, id, error);
}

static void
replace (char **old, char **with)
{
  if (!*with)
    return;
  g_free (*old);
  *old = g_steal_pointer (with);
}

gboolean
so_ctl_price_set (SoCtl *ctl, GError **error)
{
  g_autofree char *name = NULL, *amount = NULL, *currency = NULL, *unit = NULL, *id = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name }, { "amount", 0, 0, G_OPTION_ARG_STRING, &amount },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency }, { "unit", 0, 0, G_OPTION_ARG_STRING, &unit }, { NULL },
  };
  g_autoptr (SoPrice) price = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!name && !amount && !currency && !unit)
    return so_ctl_misused (error, "Say what to change: --name, --amount, --currency or --unit");
  if (!(db = so_ctl_read (ctl, error)) || !(price = so_price_find (db, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  replace (&price->name, &name);
  replace (&price->currency, &currency);
  replace (&price->unit, &unit);
  return set_price (ctl, price, amount, error) && (id = so_studio_save_price (ctl->studio, price, error)) && print_price (ctl, id, error);
}

gboolean
so_ctl_price_remove (SoCtl *ctl, GError **error)
{
  g_autoptr (SoPrice) price = NULL;
  g_autoptr (SoDb) db = NULL;

  return so_ctl_parse (ctl, NULL, 1, 1, error) && (db = so_ctl_read (ctl, error)) && (price = so_price_find (db, so_ctl_arg (ctl, 0), error))
         && so_studio_delete_price (ctl->studio, price->id, error) && so_ctl_print (ctl, so_ctl_json_price (price));
}

/* Templates ---------------------------------------------------------------------------------------- */

gboolean
so_ctl_template_list (SoCtl *ctl, GError **error)
{
  g_autofree char *query = NULL;
  const GOptionEntry entries[] = { { "query", 0, 0, G_OPTION_ARG_STRING, &query }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "category name id text");

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !(numbers = so_reply_template_numbers (db, query, error)))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoReplyTemplate) reply = so_reply_template_load (db, g_array_index (numbers, gint64, i), error);

      if (!reply)
        return FALSE;
      so_ctl_list_add (list, so_ctl_json_template (reply));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
print_template (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoReplyTemplate) reply = db ? so_reply_template_find (db, id, error) : NULL;

  return reply && so_ctl_print (ctl, so_ctl_json_template (reply));
}

gboolean
so_ctl_template_add (SoCtl *ctl, GError **error)
{
  g_autoptr (SoReplyTemplate) reply = g_new0 (SoReplyTemplate, 1);
  g_autofree char *id = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &reply->name }, { "text", 0, 0, G_OPTION_ARG_STRING, &reply->text },
    { "category", 0, 0, G_OPTION_ARG_STRING, &reply->category }, { "language", 0, 0, G_OPTION_ARG_STRING, &reply->language }, { NULL },
  };

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (!reply->name || !*reply->name || !reply->text || !*reply->text)
    return so_ctl_misused (error, "--name N and --text T are needed");
  return so_ctl_open (ctl, error) && (id = so_studio_save_template (ctl->studio, reply, error)) && print_template (ctl, id, error);
}

gboolean
so_ctl_template_set (SoCtl *ctl, GError **error)
{
  g_autofree char *name = NULL, *text = NULL, *category = NULL, *language = NULL, *id = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name }, { "text", 0, 0, G_OPTION_ARG_STRING, &text },
    { "category", 0, 0, G_OPTION_ARG_STRING, &category }, { "language", 0, 0, G_OPTION_ARG_STRING, &language }, { NULL },
  };
  g_autoptr (SoReplyTemplate) reply = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!name && !text && !category && !language)
    return so_ctl_misused (error, "Say what to change: --name, --text, --category or --language");
  if (!(db = so_ctl_read (ctl, error)) || !(reply = so_reply_template_find (db, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  replace (&reply->name, &name);
  replace (&reply->text, &text);
  replace (&reply->category, &category);
  replace (&reply->language, &language);
  return (id = so_studio_save_template (ctl->studio, reply, error)) && print_template (ctl, id, error);
}

gboolean
so_ctl_template_remove (SoCtl *ctl, GError **error)
{
  g_autoptr (SoReplyTemplate) reply = NULL;
  g_autoptr (SoDb) db = NULL;

  return so_ctl_parse (ctl, NULL, 1, 1, error) && (db = so_ctl_read (ctl, error))
         && (reply = so_reply_template_find (db, so_ctl_arg (ctl, 0), error))
         && so_studio_delete_template (ctl->studio, reply->id, error) && so_ctl_print (ctl, so_ctl_json_template (reply));
}

gboolean
so_ctl_template_fill (SoCtl *ctl, GError **error)
{
  g_auto (GStrv) missing = NULL;
  g_autofree char *text = NULL;
  JsonArray *array;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 2, 2, error) || !so_ctl_open (ctl, error)
      || !(text = so_studio_fill_template (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), &missing, error)))
    return FALSE;
  object = json_object_new ();
  array = json_array_new ();
  for (guint i = 0; missing[i]; i++)
    json_array_add_string_element (array, missing[i]);
  json_object_set_string_member (object, "text", text);
  json_object_set_array_member (object, "missing", array);
  return so_ctl_print (ctl, object);
}

/* Questions ---------------------------------------------------------------------------------------- */

gboolean
so_ctl_question_list (SoCtl *ctl, GError **error)
{
  g_autofree char *query = NULL, *state = NULL;
  const GOptionEntry entries[] = { { "state", 0, 0, G_OPTION_ARG_STRING, &state }, { "query", 0, 0, G_OPTION_ARG_STRING, &query }, { NULL } };
  static const char *const states[] = { "open", "answered", "dismissed", "all", NULL };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "asked_at contact state id text");

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (state && !g_strv_contains (states, state))
    return so_ctl_misused (error, "There is no state “%s”: open, answered, dismissed or all", state);
  if (!(db = so_ctl_read (ctl, error)) || !(numbers = so_question_numbers (db, !state ? "open" : strcmp (state, "all") ? state : NULL, query, error)))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoQuestion) question = so_question_load (db, g_array_index (numbers, gint64, i), error);

      if (!question)
        return FALSE;
      so_ctl_list_add (list, so_ctl_json_question (question));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
print_question (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoQuestion) question = db ? so_question_find (db, id, error) : NULL;

  return question && so_ctl_print (ctl, so_ctl_json_question (question));
}

gboolean
so_ctl_question_answer (SoCtl *ctl, GError **error)
{
  g_autoptr (SoKnowledge) entry = g_new0 (SoKnowledge, 1);
  const GOptionEntry entries[] = {
    { "text", 0, 0, G_OPTION_ARG_STRING, &entry->answer }, { "category", 0, 0, G_OPTION_ARG_STRING, &entry->category }, { NULL },
  };
  g_autoptr (SoQuestion) question = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autofree char *id = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (!entry->answer || !*entry->answer)
    return so_ctl_misused (error, "--text T is missing");
  if (!(db = so_ctl_read (ctl, error)) || !(question = so_question_find (db, so_ctl_arg (ctl, 0), error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  entry->question = g_strdup (question->text);
  entry->quotable = TRUE;
  return (id = so_studio_answer_question (ctl->studio, question->id, entry, error)) && print_question (ctl, question->id, error);
}

gboolean
so_ctl_question_dismiss (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error)
         && so_studio_dismiss_question (ctl->studio, so_ctl_arg (ctl, 0), error) && print_question (ctl, so_ctl_arg (ctl, 0), error);
}

/* Another version of a draft ------------------------------------------------------------------------ */

static gboolean
redo (SoCtl *ctl, const char *draft_id, const char *hint, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoDraft) draft = NULL;

  if (!so_writer_has_model (ctl->studio))
    return so_studio_do (ctl->studio, SO_VERB_REDO, draft_id, hint, NULL, error);
  db = so_ctl_read (ctl, error);
  draft = db ? so_draft_find (db, draft_id, error) : NULL;
  g_clear_pointer (&db, so_db_release);
  return draft && so_writer_write (ctl->studio, draft->thread_id, hint ? hint : "", NULL, error);
}

gboolean
so_ctl_redo (SoCtl *ctl, GError **error)
{
  g_autofree char *hint = NULL;
  const GOptionEntry entries[] = { { "hint", 0, 0, G_OPTION_ARG_STRING, &hint }, { NULL } };
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (SoDb) db = NULL;

  return so_ctl_parse (ctl, entries, 1, 1, error) && so_ctl_open (ctl, error)
         && redo (ctl, so_ctl_arg (ctl, 0), hint, error) && (db = so_ctl_read (ctl, error))
         && (draft = so_draft_find (db, so_ctl_arg (ctl, 0), error)) && so_ctl_print (ctl, so_ctl_json_draft (draft));
}
