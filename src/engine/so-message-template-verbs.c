/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-message-template-verbs.h"

#include "so-drafter.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-fill.h"
#include "so-json.h"
#include "so-message-templates.h"
#include "so-senders.h"
#include "so-template-form.h"
#include "so-text.h"
#include "so-threads.h"
#include "so-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who makes a template names its gaps as she likes. */
static const struct {
  const char *gap, *variable;
} names[] = {
  { "name", "first name" }, { "first name", "first name" }, { "firstname", "first name" }, { "customer", "first name" },
  { "customer name", "first name" }, { "client name", "first name" }, { "contact name", "first name" }, { "vorname", "first name" },
  { "kunde", "first name" }, { "nombre", "first name" }, { "prenom", "first name" },
  { "studio", "studio" }, { "studio name", "studio" }, { "business", "studio" }, { "business name", "studio" }, { "company", "studio" },
  { "class", "class" }, { "class name", "class" }, { "next class", "class" }, { "course", "class" }, { "lesson", "class" }, { "kurs", "class" },
  { "clase", "class" }, { "cours", "class" },
  { "hours", "open" }, { "opening hours", "open" }, { "open", "open" },
};

/* The word in front of a gap that has only a number. */
static const struct {
  const char *word, *variable;
} leads[] = {
  { "hi", "first name" }, { "hello", "first name" }, { "hey", "first name" }, { "dear", "first name" }, { "hallo", "first name" },
  { "liebe", "first name" }, { "lieber", "first name" }, { "liebe/r", "first name" }, { "hola", "first name" }, { "querida", "first name" },
  { "querido", "first name" }, { "bonjour", "first name" }, { "salut", "first name" }, { "ciao", "first name" }, { "ola", "first name" },
  { "class", "class" }, { "course", "class" }, { "kurs", "class" }, { "clase", "class" },
};

static const char *
variable_after (const char *before)
{
  g_autofree char *folded = so_text_fold (before);
  const char *word;

  g_strchomp (folded);
  g_strdelimit (folded, ",:;!*_\n", ' ');
  g_strchomp (folded);
  word = strrchr (folded, ' ');
  word = word ? word + 1 : folded;
  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    if (!strcmp (word, leads[i].word))
      return leads[i].variable;
  return NULL;
}

const char *
so_message_template_variable (const char *gap, const char *before)
{
  g_autofree char *folded = so_text_fold (gap);

  if (g_ascii_isdigit (*gap))
    return variable_after (before);
  g_strdelimit (folded, "_-", ' ');
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!strcmp (folded, names[i].gap))
      return names[i].variable;
  return NULL;
}

static char *
value_of (SoFill *fill, const SoTemplateGap *gap)
{
  const char *variable = so_message_template_variable (gap->name, gap->before);
  g_autofree char *own = variable || g_ascii_isdigit (*gap->name) ? g_strdup (variable) : g_strdelimit (g_strdup (gap->name), "_", ' ');
  g_autofree char *text = own && gap->place != SO_TEMPLATE_LINK ? g_strdup_printf ("{%s}", own) : NULL;
  g_auto (GStrv) missing = NULL;
  g_autofree char *value = text ? so_fill_text (fill, text, &missing) : NULL;

  return value && !(missing && *missing) && !so_template_form_check_value (value) ? g_steal_pointer (&value) : g_strdup ("");
}

/* The values that the draft has, where it is a message of the same template. */
static GStrv
values_of_draft (SoTemplateForm *form, const SoMessageTemplate *template, const char *draft_template)
{
  g_autoptr (JsonNode) node = draft_template ? so_json_parse (draft_template, -1, 0, NULL) : NULL;
  JsonObject *object = so_json_root (node);

  if (!object || g_strcmp0 (so_json_string (object, "name"), template->name) || g_strcmp0 (so_json_string (object, "language"), template->language))
    return NULL;
  return so_template_form_read (form, draft_template);
}

static SoFill *
fill_for (SoDb *db, const char *thread_id)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, NULL);
  g_autoptr (SoMessage) asked = thread ? so_drafter_find_question (db, thread_id, NULL) : NULL;

  return thread ? so_fill_new (db, thread->contact_name, asked ? asked->text : NULL, asked ? so_words_language (asked->text) : NULL, NULL) : NULL;
}

GStrv
so_studio_suggest_values (SoStudio *studio, const SoMessageTemplate *template, const char *thread_id, const char *draft_template)
{
  g_autoptr (SoTemplateForm) form = so_template_form_new (template->components);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoFill) fill = db ? fill_for (db, thread_id) : NULL;
  GStrv values = form ? values_of_draft (form, template, draft_template) : NULL;
  guint n = form ? so_template_form_get_n_gaps (form) : 0;

  if (values)
    return values;
  values = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    values[i] = fill ? value_of (fill, so_template_form_get_gap (form, i)) : g_strdup ("");
  return values;
}

GPtrArray *
so_studio_list_message_templates (SoStudio *studio, const char *thread_id, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoThread) thread = db ? so_thread_find (db, thread_id, NULL) : NULL;
  g_autofree char *account = thread ? so_sender_of (db, thread_id) : NULL;

  if (!thread)
    return NULL;
  return account ? so_message_templates_list (db, account, query, NULL) : g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_template_free);
}

char *
so_studio_dup_templates_error (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autofree char *account = db ? so_sender_of (db, thread_id) : NULL;
  char *words = NULL;

  if (account)
    so_message_templates_asked_at (db, account, &words);
  return words;
}

char *
so_message_template_argument (const char *template_id, const char *const *values)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; values[i]; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_string_member (object, "template", template_id);
  json_object_set_array_member (object, "values", array);
  return so_json_write_object (object);
}

gboolean
so_message_template_is_usable (SoDb *db, const char *account_id, const char *draft_template)
{
  g_autoptr (JsonNode) node = so_json_parse (draft_template, -1, 0, NULL);
  JsonObject *object = so_json_root (node);
  const char *name = object ? so_json_string (object, "name") : NULL, *language = object ? so_json_string (object, "language") : NULL;
  g_autoptr (SoMessageTemplate) template = account_id && name && language ? so_message_template_named (db, account_id, name, language) : NULL;
  g_autofree char *why = template ? so_message_template_dup_hindrance (template) : NULL;

  return template && !why;
}

/* The verb ----------------------------------------------------------------------------------------- */

/* What the owner chose: the template, and as many values as it has gaps. */
typedef struct {
  SoMessageTemplate *template;
  SoTemplateForm *form;
  GStrv values;
} Choice;

static void
choice_clear (Choice *choice)
{
  so_message_template_free (choice->template);
  so_template_form_free (choice->form);
  g_strfreev (choice->values);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choice, choice_clear)

static GStrv
read_values (JsonArray *array, guint n)
{
  GStrv values = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = array && i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;
      gboolean text = node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

      values[i] = g_strdup (text ? json_node_get_string (node) : "");
    }
  return values;
}

static gboolean
read_choice (SoDb *db, const char *argument, Choice *choice, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (argument, -1, 0, NULL);
  JsonObject *object = so_json_root (node);
  const char *id = object ? so_json_string (object, "template") : NULL;
  JsonArray *values = object ? so_json_array (object, "values") : NULL;
  g_autofree char *why = NULL;
  guint n;

  if (!id)
    return so_fail (error, SO_ERROR_CHANGE, _("No template is chosen: choose one"));
  choice->template = so_message_template_find (db, id, error);
  if (!choice->template)
    return FALSE;
  if ((why = so_message_template_dup_hindrance (choice->template)))
    return so_fail (error, SO_ERROR_CHANGE, _("The template “%s” cannot be sent. %s"), choice->template->name, why);
  choice->form = so_template_form_new (choice->template->components);
  n = so_template_form_get_n_gaps (choice->form);
  if ((values ? json_array_get_length (values) : 0) > n)
    return so_fail (error, SO_ERROR_CHANGE, _("The template “%s” has %u gaps: there are too many values for them"), choice->template->name, n);
  choice->values = read_values (values, n);
  return TRUE;
}

static char *
put_text (SoVerbCall *call, const char *text, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) open = so_draft_of_thread (call->db, call->id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  if (!open)
    return so_draft_add (call->db, &(SoDraftNew) { .thread_id = call->id, .text = text, .origin = "owner" }, error);
  if (!so_draft_step (call->db, open->id, SO_DRAFT_EVENT_EDIT, NULL, NULL, error) || !so_draft_set_text (call->db, open->id, text, error) ||
      !so_draft_step (call->db, open->id, SO_DRAFT_EVENT_LEAVE, NULL, NULL, error))
    return NULL;
  return g_strdup (open->id);
}

gboolean
so_draft_verb_template (SoVerbCall *call, GError **error)
{
  g_auto (Choice) choice = { 0 };
  g_autofree char *message = NULL, *preview = NULL, *account = so_sender_of (call->db, call->id);

  if (!read_choice (call->db, call->argument, &choice, error))
    return FALSE;
  if (g_strcmp0 (choice.template->account_id, account))
    return so_fail (error, SO_ERROR_CHANGE, _("The template “%s” is of another account than this conversation: choose one of its own"), choice.template->name);
  message = so_template_form_write (choice.form, choice.template->name, choice.template->language, (const char *const *) choice.values, error);
  preview = message ? so_template_form_preview (choice.form, (const char *const *) choice.values) : NULL;
  *call->result = preview ? put_text (call, preview, error) : NULL;
  return *call->result && so_draft_set_template (call->db, *call->result, message, error);
}
