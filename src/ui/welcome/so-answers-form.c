/* SPDX-License-Identifier: MIT */
#include "so-answers-form.h"

#include "so-answer-shown.h"
#include "so-knowledge-verbs.h"
#include "so-window.h"

#include <glib/gi18n.h>

typedef struct {
  const SoKindQuestion *question;
  SoKnowledge *entry;    /* as it is stored, or NULL */
  char *shown;           /* what the row was given: the answer, or what a client reads of it */
  GtkEditable *row;      /* borrowed, as the next */
  GtkWidget *follows;    /* in its place while the answer is made of what was entered elsewhere */
} Answer;

struct _SoAnswersForm {
  AdwPreferencesPage parent_instance;

  SoStudio *studio;
  SoKind *kind;
  GArray *answers;
};

G_DEFINE_FINAL_TYPE (SoAnswersForm, so_answers_form, ADW_TYPE_PREFERENCES_PAGE)

static void
clear_answer (Answer *answer)
{
  g_clear_pointer (&answer->entry, so_knowledge_free);
  g_clear_pointer (&answer->shown, g_free);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_save_knowledge_finish (SO_STUDIO (source), result, &error);

  if (!id && SO_IS_WINDOW (window))
    so_window_show_error (SO_WINDOW (window), error);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!so_studio_delete_knowledge_finish (SO_STUDIO (source), result, &error) && SO_IS_WINDOW (window))
    so_window_show_error (SO_WINDOW (window), error);
}

static void
save_answer (SoAnswersForm *self, Answer *answer, GtkWidget *window)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (answer->row)));
  g_autoptr (SoKnowledge) entry = NULL;

  if (!answer->shown || g_str_equal (text, answer->shown))
    return;
  if (!*text)
    {
      so_studio_delete_knowledge_async (self->studio, answer->entry->id, NULL, on_deleted, g_object_ref (window));
      return;
    }
  entry = answer->entry ? so_knowledge_copy (answer->entry) : g_new0 (SoKnowledge, 1);
  if (!answer->entry)
    {
      entry->question = g_strdup (answer->question->question);
      entry->category = g_strdup (answer->question->category);
      entry->quotable = TRUE;
    }
  g_set_str (&entry->answer, text);
  so_studio_save_knowledge_async (self->studio, entry, NULL, on_saved, g_object_ref (window));
}

/* An entry has one line; what was filled in may have more. */
static char *
dup_one_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strstrip (g_strjoinv (g_strv_length (lines) > 1 ? "; " : "", lines));
}

static void
show_answer (SoAnswersForm *self, Answer *answer)
{
  gboolean follows = answer->entry && so_answer_follows (answer->entry->answer);
  g_autofree char *text = follows ? so_studio_dup_answer_shown (self->studio, answer->entry->answer) : g_strdup (answer->entry ? answer->entry->answer : "");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (answer->follows), text);
  answer->shown = follows ? dup_one_line (text) : g_strstrip (g_strdup (text));
  gtk_editable_set_text (answer->row, follows ? answer->shown : text);
  gtk_widget_set_visible (answer->follows, follows);
  gtk_widget_set_visible (GTK_WIDGET (answer->row), !follows);
}

/* Also after coming back to the page: what was stored meanwhile is not stored twice. */
static void
reload (SoAnswersForm *self)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      Answer *answer = &g_array_index (self->answers, Answer, i);

      clear_answer (answer);
      answer->entry = so_studio_find_answer (self->studio, answer->question->question);
      show_answer (self, answer);
    }
}

void
so_answers_form_save (SoAnswersForm *self)
{
  GtkWidget *window;

  g_return_if_fail (SO_IS_ANSWERS_FORM (self));

  window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  for (guint i = 0; i < self->answers->len; i++)
    save_answer (self, &g_array_index (self->answers, Answer, i), window);
}

/* What she reads is what is stored only once she changes it: until then the answer goes on following the prices and hours. */
static void
on_own_words (GtkWidget *button, GtkWidget *row)
{
  gtk_widget_set_visible (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW), FALSE);
  gtk_widget_set_visible (row, TRUE);
  gtk_widget_grab_focus (row);
}

static GtkWidget *
make_follows (const char *question, GtkWidget *row)
{
  GtkWidget *follows = adw_action_row_new (), *mark = gtk_image_new_from_icon_name ("emblem-synchronizing-symbolic"), *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (follows), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (follows), question);
  gtk_widget_add_css_class (follows, "property");
  gtk_widget_set_tooltip_text (mark, _("Follows your prices and opening hours"));
  gtk_widget_set_tooltip_text (edit, _("Write it in your own words: it then no longer follows your prices and opening hours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Write It in Your Own Words"), -1);
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  g_signal_connect_object (edit, "clicked", G_CALLBACK (on_own_words), row, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (follows), mark);
  adw_action_row_add_suffix (ADW_ACTION_ROW (follows), edit);
  return follows;
}

static void
add_question (SoAnswersForm *self, AdwPreferencesGroup *group, const SoKindQuestion *question)
{
  GtkWidget *row = adw_entry_row_new ();
  Answer answer = { .question = question, .row = GTK_EDITABLE (row), .follows = make_follows (question->question, row) };
  g_autofree char *hint = g_strdup_printf (_("For example: %s"), question->answer);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), question->question);
  gtk_widget_set_tooltip_text (row, hint);
  adw_preferences_group_add (group, answer.follows);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (answer.follows, FALSE);
  g_array_append_val (self->answers, answer);
}

static gboolean
so_answers_form_grab_focus (GtkWidget *widget)
{
  SoAnswersForm *self = SO_ANSWERS_FORM (widget);

  const Answer *first = self->answers->len ? &g_array_index (self->answers, Answer, 0) : NULL;

  return first && (gtk_widget_get_visible (first->follows) ? gtk_widget_child_focus (first->follows, GTK_DIR_TAB_FORWARD) : gtk_widget_grab_focus (GTK_WIDGET (first->row)));
}

static void
so_answers_form_map (GtkWidget *widget)
{
  reload (SO_ANSWERS_FORM (widget));
  GTK_WIDGET_CLASS (so_answers_form_parent_class)->map (widget);
}

static void
so_answers_form_finalize (GObject *object)
{
  SoAnswersForm *self = SO_ANSWERS_FORM (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->answers, g_array_unref);
  g_clear_pointer (&self->kind, so_kind_free);
  G_OBJECT_CLASS (so_answers_form_parent_class)->finalize (object);
}

static void
so_answers_form_class_init (SoAnswersFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_answers_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_answers_form_grab_focus;
  GTK_WIDGET_CLASS (klass)->map = so_answers_form_map;
}

static void
so_answers_form_init (SoAnswersForm *self)
{
  self->answers = g_array_new (FALSE, TRUE, sizeof (Answer));
  g_array_set_clear_func (self->answers, (GDestroyNotify) clear_answer);
}

GtkWidget *
so_answers_form_new (SoStudio *studio, SoKind *kind, const char *title, const char *description)
{
  SoAnswersForm *self = g_object_new (SO_TYPE_ANSWERS_FORM, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;
  const SoKindQuestion *questions = kind ? so_kind_questions (kind, &n) : NULL;

  self->kind = kind;
  self->studio = g_object_ref (studio);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
  for (guint i = 0; i < n; i++)
    add_question (self, ADW_PREFERENCES_GROUP (group), &questions[i]);
  return GTK_WIDGET (self);
}
