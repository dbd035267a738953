/* SPDX-License-Identifier: MIT */
#include "so-substitute-dialog.h"

#include "so-json.h"
#include "so-substitutes.h"
#include "so-toasts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoSubstituteDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;       /* borrowed, as all widgets */
  GtkStack *states;              /* loading, list, problem */
  AdwStatusPage *problem;
  AdwPreferencesPage *page;

  SoWindow *window;              /* weak: the dialog lives in it */
  SoStudio *studio;
  char *session_id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (SoSubstituteDialog, so_substitute_dialog, ADW_TYPE_DIALOG)

/* Doing -------------------------------------------------------------------------------------------- */

/* What is done with whom, for when it is done. */
typedef struct {
  SoSubstituteDialog *dialog;
  char *name;
} Doing;

static Doing *
doing_new (SoSubstituteDialog *self, const char *name)
{
  Doing *doing = g_new0 (Doing, 1);

  *doing = (Doing) { g_object_ref (self), g_strdup (name) };
  return doing;
}

static void
doing_free (Doing *doing)
{
  g_object_unref (doing->dialog);
  g_free (doing->name);
  g_free (doing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, doing_free)

static void
finish (SoSubstituteDialog *self, const GError *error, const char *words)
{
  if (!self->studio)
    return;
  if (error)
    return so_toasts_error (self->toasts, error->message);
  if (self->window)
    so_window_add_undo_toast (self->window, words);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *words = g_strdup_printf (_("%s teaches it"), doing->name);

  finish (doing->dialog, error, words);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = so_studio_do_finish (SO_STUDIO (source), result, &error), *words = NULL;
  g_autoptr (JsonNode) node = done ? so_json_parse (done, -1, 0, NULL) : NULL;
  gboolean draft = node && so_json_int (so_json_root (node), "drafts") > 0;

  words = g_strdup_printf (draft ? _("The question to %s waits to be approved") : _("To ask %s is a task"), doing->name);
  finish (doing->dialog, error, words);
}

static char *
dup_wish (const char *teacher_id)
{
  JsonObject *wish = json_object_new ();

  json_object_set_string_member (wish, "teacher_id", teacher_id);
  return so_json_write_object (wish);
}

static void
on_take (SoSubstituteDialog *self, GtkWidget *row)
{
  g_autofree char *wish = dup_wish (gtk_widget_get_name (row));

  so_studio_do_async (self->studio, SO_VERB_SESSION_EDIT, self->session_id, wish, NULL, on_taken, doing_new (self, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))));
}

static void
on_ask (SoSubstituteDialog *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  g_autofree char *wish = dup_wish (gtk_widget_get_name (row));

  so_studio_do_async (self->studio, SO_VERB_SUBSTITUTE_ASK, self->session_id, wish, NULL, on_asked, doing_new (self, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))));
}

/* Showing ------------------------------------------------------------------------------------------ */

static char *
dup_words (const SoSubstitute *substitute)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < substitute->reasons->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "", (const char *) substitute->reasons->pdata[i]);
  if (substitute->reasons->len)
    return g_strdup (text->str);
  if (!substitute->minutes)
    return g_strdup (_("Teaches nothing else this week"));
  return g_strdup_printf (_("Teaches %d h %02d min this week"), substitute->minutes / 60, substitute->minutes % 60);
}

static GtkWidget *
make_row (SoSubstituteDialog *self, const SoSubstitute *substitute)
{
  GtkWidget *row = adw_action_row_new (), *ask;
  g_autofree char *words = dup_words (substitute), *spoken = g_strdup_printf (_("Ask %s"), substitute->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), substitute->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_name (row, substitute->teacher_id);
  if (substitute->reasons->len)
    return row;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_take), self, G_CONNECT_SWAPPED);
  if (!substitute->has_contact)
    return row;
  ask = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (ask), gtk_label_new (_("Ask")));
  gtk_widget_set_valign (ask, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (ask), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (ask, "clicked", G_CALLBACK (on_ask), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), ask);
  return row;
}

/* The first row, or NULL where there is none. */
static GtkWidget *
add_group (SoSubstituteDialog *self, GPtrArray *all, gboolean can, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new (), *first = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const SoSubstitute *substitute = all->pdata[i];
      GtkWidget *row = (substitute->reasons->len == 0) == can ? make_row (self, substitute) : NULL;

      if (row)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      first = first ? first : row;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_widget_set_visible (group, first || can);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  return first;
}

static void
show (SoSubstituteDialog *self, GPtrArray *all)
{
  gboolean any = all->len && !((const SoSubstitute *) all->pdata[0])->reasons->len;
  GtkWidget *first = add_group (self, all, TRUE, _("Who Could"), any ? _("The best first. Whom you choose teaches it that day; whom you ask gets a message that you approve.") : _("Nobody could."));

  add_group (self, all, FALSE, _("Who Cannot"), NULL);
  gtk_stack_set_visible_child_name (self->states, "list");
  if (first)
    gtk_widget_grab_focus (first);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSubstituteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = so_studio_find_substitutes_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  if (all)
    return show (self, all);
  adw_status_page_set_description (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

/* Making it ---------------------------------------------------------------------------------------- */

static void
so_substitute_dialog_dispose (GObject *object)
{
  SoSubstituteDialog *self = SO_SUBSTITUTE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_substitute_dialog_parent_class)->dispose (object);
}

static void
so_substitute_dialog_finalize (GObject *object)
{
  SoSubstituteDialog *self = SO_SUBSTITUTE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->session_id);
  G_OBJECT_CLASS (so_substitute_dialog_parent_class)->finalize (object);
}

static void
so_substitute_dialog_class_init (SoSubstituteDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_substitute_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_substitute_dialog_finalize;
}

static void
so_substitute_dialog_init (SoSubstituteDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->cancellable = g_cancellable_new ();
  self->states = GTK_STACK (gtk_stack_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->problem = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->problem, "dialog-warning-symbolic");
  adw_status_page_set_title (self->problem, _("Nobody Can Be Looked For"));
  gtk_stack_add_named (self->states, adw_spinner_new (), "loading");
  gtk_stack_add_named (self->states, GTK_WIDGET (self->page), "list");
  gtk_stack_add_named (self->states, GTK_WIDGET (self->problem), "problem");
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->states));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (ADW_DIALOG (self), _("Find a Substitute"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 520);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

void
so_substitute_dialog_present (SoWindow *window, const char *session_id)
{
  SoSubstituteDialog *self = g_object_new (SO_TYPE_SUBSTITUTE_DIALOG, NULL);

  g_set_weak_pointer (&self->window, window);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->session_id = g_strdup (session_id);
  so_studio_find_substitutes_async (self->studio, session_id, self->cancellable, on_found, g_object_ref (self));
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
}
