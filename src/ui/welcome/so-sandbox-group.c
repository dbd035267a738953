/* SPDX-License-Identifier: MIT */
#include "so-sandbox-group.h"

#include "so-answer-dialog.h"
#include "so-facts.h"
#include "so-json.h"
#include "so-sandbox.h"
#include "so-verb.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *row, *good, *bad, *add;     /* borrowed */
  const SoKindSandbox *is;
} Question;

struct _SoSandboxGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  SoKind *kind;
  GArray *questions;
  GtkWidget *ask;            /* borrowed */
  GCancellable *running;     /* NULL: nothing is asked */
  guint at;                  /* the question that is being asked */
  guint last;                /* the one to stop behind */
  guint answered;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoSandboxGroup, so_sandbox_group, ADW_TYPE_PREFERENCES_GROUP)

static Question *
question_at (SoSandboxGroup *self, guint i)
{
  return &g_array_index (self->questions, Question, i);
}

static Question *
question_of (SoSandboxGroup *self, GtkWidget *button)
{
  for (guint i = 0; i < self->questions->len; i++)
    if (question_at (self, i)->good == button || question_at (self, i)->bad == button || question_at (self, i)->add == button)
      return question_at (self, i);
  return NULL;
}

/* Good and bad ------------------------------------------------------------------------------------- */

static void
on_kept (GObject *source, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    g_message ("What was good and bad was not kept: %s", error->message);
}

static void
keep_marks (SoSandboxGroup *self)
{
  JsonObject *marks = json_object_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = question_at (self, i);

      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (question->good)))
        json_object_set_string_member (marks, question->is->question, "good");
      else if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (question->bad)))
        json_object_set_string_member (marks, question->is->question, "bad");
    }
  text = so_json_write_object (marks);
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_SANDBOX, text, NULL, on_kept, NULL);
}

static void
on_marked (SoSandboxGroup *self, GtkToggleButton *button)
{
  Question *question = question_of (self, GTK_WIDGET (button));

  if (self->filling || !question)
    return;
  self->filling = TRUE;
  if (gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (GTK_WIDGET (button) == question->good ? question->bad : question->good), FALSE);
  self->filling = FALSE;
  gtk_widget_set_visible (question->add, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (question->bad)));
  keep_marks (self);
}

static void
fill_marks (SoSandboxGroup *self)
{
  g_autofree char *kept = so_studio_dup_setting (self->studio, SO_SETTING_SANDBOX);
  g_autoptr (JsonNode) node = kept ? so_json_parse (kept, -1, 0, NULL) : NULL;
  JsonObject *marks = node ? so_json_root (node) : NULL;

  self->filling = TRUE;
  for (guint i = 0; marks && i < self->questions->len; i++)
    {
      Question *question = question_at (self, i);
      const char *mark = so_json_string (marks, question->is->question);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (question->good), !g_strcmp0 (mark, "good"));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (question->bad), !g_strcmp0 (mark, "bad"));
      gtk_widget_set_visible (question->add, !g_strcmp0 (mark, "bad"));
    }
  self->filling = FALSE;
}

/* Asking ------------------------------------------------------------------------------------------- */

static char *
dup_words (const Question *question, const SoSandboxAnswer *answer)
{
  g_autoptr (GString) words = g_string_new (answer->text);
  g_autofree char *sources = g_strjoinv (", ", answer->sources);

  if (answer->note)
    g_string_append_printf (words, "%s%s", words->len ? "\n" : "", answer->note);
  if (*sources)
    {
      /* Translators: %s is the titles of the entries that an answer was made from */
      g_autofree char *from = g_strdup_printf (_("From: %s"), sources);

      g_string_append_printf (words, "\n%s", from);
    }
  if (question->is->good && !answer->person)
    {
      /* Translators: %s is what a good answer says: “The price, and what there is for less” */
      g_autofree char *wanted = g_strdup_printf (_("A good answer: %s"), question->is->good);

      g_string_append_printf (words, "\n%s", wanted);
    }
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static void ask_next (SoSandboxGroup *self);

/* Where nothing answers, there is nothing to be marked: the way to an answer is there at once. */
static void
show_answer (Question *question, const SoSandboxAnswer *answer)
{
  g_autofree char *words = dup_words (question, answer);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (question->row), words);
  gtk_widget_set_visible (question->good, answer->text != NULL || answer->person);
  gtk_widget_set_visible (question->bad, answer->text != NULL);
  gtk_widget_set_visible (question->add, !answer->person && (!answer->text || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (question->bad))));
}

static void
end (SoSandboxGroup *self)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u of %u question is answered", "%u of %u questions are answered", self->questions->len), self->answered, self->questions->len);

  g_clear_object (&self->running);
  if (self->last + 1 != self->questions->len || self->at < self->questions->len)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ask), _("Ask A_gain"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), words);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSandboxGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSandboxAnswer) answer = so_sandbox_ask_finish (SO_STUDIO (source), result, &error);
  Question *question;

  if (!self->running || self->running != g_task_get_cancellable (G_TASK (result)))
    return;
  question = question_at (self, self->at);
  if (answer)
    show_answer (question, answer);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (question->row), error->message);
  self->answered += answer && answer->text;
  self->at++;
  ask_next (self);
}

static void
ask_next (SoSandboxGroup *self)
{
  if (self->at > self->last)
    {
      end (self);
      return;
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (question_at (self, self->at)->row), _("Waiting for an answer…"));
  so_sandbox_ask_async (self->studio, question_at (self, self->at)->is->question, self->running, on_answered, g_object_ref (self));
}

static void
ask (SoSandboxGroup *self, guint from, guint to)
{
  if (self->running || !self->questions->len)
    return;
  self->running = g_cancellable_new ();
  self->at = from;
  self->last = to;
  ask_next (self);
}

static void
on_ask (SoSandboxGroup *self)
{
  self->answered = 0;
  ask (self, 0, self->questions->len - 1);
}

/* Another answer ------------------------------------------------------------------------------------ */

/* It counts for all ten. */
static void
on_added (gpointer self)
{
  on_ask (self);
}

static void
on_add (SoSandboxGroup *self, GtkWidget *button)
{
  Question *question = question_of (self, button);

  if (question)
    so_answer_dialog_present (GTK_WIDGET (self), self->studio, question->is->question, question->is->category, on_added, G_OBJECT (self));
}

/* Making ------------------------------------------------------------------------------------------- */

static GtkWidget *
add_button (SoSandboxGroup *self, GtkWidget *row, GtkWidget *button, const char *icon, const char *name, const char *signal, GCallback callback)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button, signal, callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_question (SoSandboxGroup *self, const SoKindSandbox *is)
{
  Question question = { .is = is, .row = adw_action_row_new () };

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (question.row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question.row), is->question);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (question.row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (question.row), 0);
  question.add = add_button (self, question.row, gtk_button_new (), "list-add-symbolic", _("Add an Answer"), "clicked", G_CALLBACK (on_add));
  question.good = add_button (self, question.row, gtk_toggle_button_new (), "object-select-symbolic", _("Good"), "toggled", G_CALLBACK (on_marked));
  question.bad = add_button (self, question.row, gtk_toggle_button_new (), "window-close-symbolic", _("Bad"), "toggled", G_CALLBACK (on_marked));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), question.row);
  g_array_append_val (self->questions, question);
}

static void
so_sandbox_group_dispose (GObject *object)
{
  SoSandboxGroup *self = SO_SANDBOX_GROUP (object);

  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_sandbox_group_parent_class)->dispose (object);
}

static void
so_sandbox_group_finalize (GObject *object)
{
  g_array_unref (SO_SANDBOX_GROUP (object)->questions);
  so_kind_free (SO_SANDBOX_GROUP (object)->kind);
  G_OBJECT_CLASS (so_sandbox_group_parent_class)->finalize (object);
}

static void
so_sandbox_group_class_init (SoSandboxGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_sandbox_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_sandbox_group_finalize;
}

static void
so_sandbox_group_init (SoSandboxGroup *self)
{
  self->questions = g_array_new (FALSE, TRUE, sizeof (Question));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Ten Questions"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("What customers of a studio like yours ask. Nothing is stored, nothing is sent."));
  self->ask = adw_button_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->ask), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ask), _("Ask the _Ten Questions"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->ask), "media-playback-start-symbolic");
  g_signal_connect_object (self->ask, "activated", G_CALLBACK (on_ask), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->ask);
}

GtkWidget *
so_sandbox_group_new (SoStudio *studio, SoKind *kind)
{
  SoSandboxGroup *self = g_object_new (SO_TYPE_SANDBOX_GROUP, NULL);
  guint n;
  const SoKindSandbox *sandbox = so_kind_sandbox (kind, &n);

  self->studio = g_object_ref (studio);
  self->kind = kind;
  for (guint i = 0; i < n; i++)
    add_question (self, &sandbox[i]);
  fill_marks (self);
  return GTK_WIDGET (self);
}
