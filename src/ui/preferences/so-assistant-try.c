/* SPDX-License-Identifier: MIT */
#include "so-assistant-try.h"

#include "so-assistant.h"
#include "so-error.h"

#include <glib/gi18n.h>

struct _SoAssistantTry {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  AdwComboRow *agent;            /* borrowed, as all widgets */
  AdwEntryRow *question;
  GtkWidget *ask;
  GtkLabel *answer, *note;
  GCancellable *running;         /* NULL: nothing is asked */
};

G_DEFINE_FINAL_TYPE (SoAssistantTry, so_assistant_try, ADW_TYPE_NAVIGATION_PAGE)

typedef struct {
  GWeakRef page;
  SoAgent agent;
  char *question;
  GString *text;                 /* so far; the thread's */
  char *note;                    /* how it ended */
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_weak_ref_clear (&trial->page);
  g_free (trial->question);
  g_free (trial->note);
  g_string_free (trial->text, TRUE);
  g_free (trial);
}

typedef struct {
  SoAssistantTry *self;
  char *text;
} Piece;

static gboolean
on_text (gpointer data)
{
  Piece *piece = data;

  if (piece->self->running)
    gtk_label_set_label (piece->self->answer, piece->text);
  return G_SOURCE_REMOVE;
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_object_unref (piece->self);
  g_free (piece->text);
  g_free (piece);
}

/* On the thread that waits for the model. */
static void
on_piece (const char *text, gpointer data)
{
  Trial *trial = data;
  SoAssistantTry *self = g_weak_ref_get (&trial->page);
  Piece *piece;

  g_string_append (trial->text, text);
  if (!self)
    return;
  piece = g_new0 (Piece, 1);
  piece->self = self;
  piece->text = g_strdup (trial->text->str);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_text, piece, piece_free);
}

static void
run (GTask *task, gpointer studio, gpointer data, GCancellable *cancellable)
{
  Trial *trial = data;
  const char *turns[] = { trial->question, NULL };
  SoModelAsk ask = { .turns = turns };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoModelUse) use = so_assistant_open (studio, so_agent_nick (trial->agent), &error);
  g_autoptr (SoModelAnswer) answer = use ? so_assistant_ask (use, &ask, on_piece, trial, cancellable, &error) : NULL;

  if (!answer)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (answer->outcome != SO_MODEL_DONE)
    trial->note = g_strdup (so_model_outcome_sentence (answer->outcome));
  else
    trial->note = g_strdup_printf (_("%s · %u tokens read, %u written"), so_model_use_get_model (use), (guint) MIN (answer->tokens_in, G_MAXUINT),
                                   (guint) MIN (answer->tokens_out, G_MAXUINT));
  g_task_return_pointer (task, g_strdup (answer->text), g_free);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAssistantTry) self = user_data;
  const Trial *trial = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);
  const char *note = error ? error->message : trial->note;

  if (self->running != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->running);
  gtk_widget_set_sensitive (self->ask, TRUE);
  if (text)
    gtk_label_set_label (self->answer, text);
  gtk_label_set_label (self->note, note);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text && *text ? text : note, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_ask (SoAssistantTry *self)
{
  g_autofree char *question = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->question))));
  g_autoptr (GTask) task = NULL;
  Trial *trial;

  if (self->running)
    return;
  gtk_label_set_label (self->answer, "");
  if (!*question)
    {
      gtk_label_set_label (self->note, _("Type what to ask first"));
      return;
    }
  gtk_label_set_label (self->note, _("Waiting for an answer…"));
  gtk_widget_set_sensitive (self->ask, FALSE);
  trial = g_new0 (Trial, 1);
  g_weak_ref_init (&trial->page, self);
  trial->agent = (SoAgent) adw_combo_row_get_selected (self->agent);
  trial->question = g_steal_pointer (&question);
  trial->text = g_string_new (NULL);
  self->running = g_cancellable_new ();
  task = g_task_new (self->studio, self->running, on_answered, g_object_ref (self));
  g_task_set_source_tag (task, on_ask);
  g_task_set_task_data (task, trial, trial_free);
  so_studio_run_aside (self->studio, task, run);
}

/* Who leaves does not wait for an answer. */
static void
so_assistant_try_hidden (AdwNavigationPage *page)
{
  SoAssistantTry *self = SO_ASSISTANT_TRY (page);

  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

static void
so_assistant_try_dispose (GObject *object)
{
  SoAssistantTry *self = SO_ASSISTANT_TRY (object);

  so_assistant_try_hidden (ADW_NAVIGATION_PAGE (self));
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_assistant_try_parent_class)->dispose (object);
}

static void
so_assistant_try_class_init (SoAssistantTryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_assistant_try_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hidden = so_assistant_try_hidden;
}

static GtkLabel *
make_label (AdwPreferencesGroup *group, const char *class, const char *name)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_add_css_class (label, class);
  gtk_widget_set_tooltip_text (label, name);
  adw_preferences_group_add (group, label);
  return GTK_LABEL (label);
}

static void
so_assistant_try_init (SoAssistantTry *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new (), *group = adw_preferences_group_new (), *answers = adw_preferences_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (SoAgent agent = 0; agent < SO_N_AGENTS; agent++)
    gtk_string_list_append (names, so_agent_label (agent));
  self->agent = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->agent), _("Agent"));
  adw_combo_row_set_model (self->agent, G_LIST_MODEL (names));
  self->question = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->question), _("What to Ask"));
  self->ask = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ask), _("Ask"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Only what you type here is sent. It is counted, like everything that is asked."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->agent));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->question));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->ask);
  self->answer = make_label (ADW_PREFERENCES_GROUP (answers), "body", _("What the model answers"));
  self->note = make_label (ADW_PREFERENCES_GROUP (answers), "dim-label", _("How it ended"));
  g_signal_connect_object (self->question, "entry-activated", G_CALLBACK (on_ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ask, "activated", G_CALLBACK (on_ask), self, G_CONNECT_SWAPPED);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (answers));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Try It"));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

AdwNavigationPage *
so_assistant_try_new (SoStudio *studio)
{
  SoAssistantTry *self = g_object_new (SO_TYPE_ASSISTANT_TRY, NULL);

  self->studio = g_object_ref (studio);
  return ADW_NAVIGATION_PAGE (self);
}
