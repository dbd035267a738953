/* SPDX-License-Identifier: MIT */
#include "so-join-dialog.h"

#include "so-joining.h"
#include "so-sharing-words.h"

#include <glib/gi18n.h>

#define LOOK_MS 250

struct _SoJoinDialog {
  AdwDialog parent_instance;

  GtkStack *pages;             /* borrowed, as all widgets */
  GtkWidget *url, *code, *name, *join, *again, *cancel;
  GtkLabel *fault;
  AdwStatusPage *status;
  GtkProgressBar *bar;

  SoWindow *window;            /* weak: the dialog lives in it */
  SoJoining *joining;
  GCancellable *running;       /* NULL: not under way */
  gboolean leaving;            /* cancelled: it is undone as soon as what runs has ended */
  guint look;
};

G_DEFINE_FINAL_TYPE (SoJoinDialog, so_join_dialog, ADW_TYPE_DIALOG)

/* Showing ---------------------------------------------------------------------------------------- */

static void
say_fault (SoJoinDialog *self, const char *sentence, GtkWidget *where)
{
  gtk_label_set_label (self->fault, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), sentence != NULL);
  if (sentence)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (where)
    gtk_widget_grab_focus (where);
}

static gboolean
on_look (gpointer data)
{
  SoJoinDialog *self = data;
  gint64 done, whole;
  double fraction;
  SoShareState state = so_joining_get_progress (self->joining, &done, &whole);
  g_autofree char *words = so_sharing_words_progress (state, done, whole, &fraction);

  adw_status_page_set_description (self->status, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  else
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static void
show_working (SoJoinDialog *self, const char *title)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_visible (self->again, FALSE);
  gtk_stack_set_visible_child_name (self->pages, "progress");
  gtk_widget_grab_focus (self->cancel);
}

static void
show_broken (SoJoinDialog *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->status, _("Not All Is Here Yet"));
  adw_status_page_set_description (self->status, text);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_set_visible (self->again, TRUE);
  gtk_widget_grab_focus (self->again);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Leaving ---------------------------------------------------------------------------------------- */

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoJoinDialog) self = user_data;
  g_autofree char *note = so_joining_undo_finish (SO_JOINING (source), result, NULL);

  if (note && self->window)
    so_window_add_toast (self->window, note);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
undo (SoJoinDialog *self)
{
  so_joining_undo_async (self->joining, on_undone, g_object_ref (self));
}

static void
on_cancel (SoJoinDialog *self)
{
  if (self->leaving)
    return;
  self->leaving = TRUE;
  show_working (self, _("Leaving…"));
  if (self->running)
    g_cancellable_cancel (self->running);
  else
    undo (self);
}

/* Joining ---------------------------------------------------------------------------------------- */

static void
show_studio (SoJoinDialog *self, SoStudio *studio)
{
  SoWindow *window = self->window;

  adw_dialog_force_close (ADW_DIALOG (self));
  if (!window)
    return;
  so_window_set_studio (window, studio);
  so_window_add_toast (window, _("This computer has the studio now"));
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoJoinDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) studio = so_joining_run_finish (SO_JOINING (source), result, &error);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->running);
  if (studio)
    show_studio (self, studio);
  else if (self->leaving)
    undo (self);
  else if (so_joining_is_paired (self->joining))
    show_broken (self, error);
  else
    {
      gtk_stack_set_visible_child_name (self->pages, "form");
      say_fault (self, error->message, self->code);
    }
}

static void
begin (SoJoinDialog *self)
{
  self->running = g_cancellable_new ();
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  show_working (self, _("Joining the Studio"));
  self->look = g_timeout_add (LOOK_MS, on_look, self);
  so_joining_run_async (self->joining, gtk_editable_get_text (GTK_EDITABLE (self->url)), gtk_editable_get_text (GTK_EDITABLE (self->code)),
                        gtk_editable_get_text (GTK_EDITABLE (self->name)), self->running, on_joined, g_object_ref (self));
}

static gboolean
is_empty (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return !*text;
}

static void
on_join (SoJoinDialog *self)
{
  if (self->running)
    return;
  if (is_empty (self->url))
    return say_fault (self, _("Enter the address of the hub: who runs it knows it, and it stands in Preferences → Hub of the other computer"), self->url);
  if (is_empty (self->code))
    return say_fault (self, _("Enter the code that the hub showed: it is good for one computer, and not for long"), self->code);
  if (is_empty (self->name))
    return say_fault (self, _("Give this computer a name by which the others know it, such as Front Desk"), self->name);
  say_fault (self, NULL, NULL);
  begin (self);
}

/* Making it -------------------------------------------------------------------------------------- */

static gboolean
so_join_dialog_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SO_JOIN_DIALOG (widget)->url);
}

static void
so_join_dialog_dispose (GObject *object)
{
  SoJoinDialog *self = SO_JOIN_DIALOG (object);

  g_clear_handle_id (&self->look, g_source_remove);
  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->joining);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (so_join_dialog_parent_class)->dispose (object);
}

static void
so_join_dialog_class_init (SoJoinDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_join_dialog_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_join_dialog_grab_focus;
}

static GtkWidget *
add_entry (SoJoinDialog *self, GtkWidget *group, const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (on_join), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  return entry;
}

static GtkWidget *
make_form (SoJoinDialog *self)
{
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new (), *end = adw_preferences_group_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Another computer has your studio already, and shares it by a hub. Then this one gets all of it: "
                                                                          "conversations, people, knowledge and settings. Both go on without a network, too."));
  self->url = add_entry (self, group, _("Address of the Hub"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->url), GTK_INPUT_PURPOSE_URL);
  self->code = add_entry (self, group, _("Code"));
  self->name = add_entry (self, group, _("Name of This Computer"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), g_get_host_name ());
  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_set_margin_top (GTK_WIDGET (self->fault), 12);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  self->join = adw_button_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->join), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->join), _("_Join"));
  gtk_widget_add_css_class (self->join, "suggested-action");
  g_signal_connect_object (self->join, "activated", G_CALLBACK (on_join), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (end), GTK_WIDGET (self->fault));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (end), self->join);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (end));
  return page;
}

static GtkWidget *
make_pill (const char *label, GCallback clicked, SoJoinDialog *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_progress (SoJoinDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *clamp = adw_clamp_new ();

  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->again = make_pill (_("_Try Again"), G_CALLBACK (begin), self);
  self->cancel = make_pill (_("_Cancel"), G_CALLBACK (on_cancel), self);
  gtk_widget_add_css_class (self->again, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How much of the studio is here"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), self->again);
  gtk_box_append (GTK_BOX (box), self->cancel);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 320);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_status_page_set_child (self->status, clamp);
  return GTK_WIDGET (self->status);
}

static void
so_join_dialog_init (SoJoinDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->pages, make_form (self), "form");
  gtk_stack_add_named (self->pages, make_progress (self), "progress");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->pages));
  adw_dialog_set_title (ADW_DIALOG (self), _("Join a Studio"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 520);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  /* Escape, or the window that is closed: as the button. */
  g_signal_connect (self, "close-attempt", G_CALLBACK (on_cancel), NULL);
}

AdwDialog *
so_join_dialog_new (SoWindow *window)
{
  SoJoinDialog *self = g_object_new (SO_TYPE_JOIN_DIALOG, NULL);

  g_set_weak_pointer (&self->window, window);
  self->joining = so_joining_new (so_window_get_folder (window));
  return ADW_DIALOG (self);
}
