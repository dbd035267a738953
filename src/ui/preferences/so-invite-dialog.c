/* SPDX-License-Identifier: MIT */
#include "so-invite-dialog.h"

#include "so-age.h"
#include "so-computer-words.h"
#include "so-hub-verbs.h"
#include "so-list-verbs.h"
#include "so-member-verbs.h"

#include <glib/gi18n.h>

struct _SoInviteDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *choice;
  AdwComboRow *roles;
  GtkWidget *make;
  AdwPreferencesGroup *result;
  GtkLabel *code, *until;
  GtkWidget *copy;
  GtkLabel *failure;

  SoStudio *studio;
  SoRole role;             /* of this computer */
  GCancellable *making;    /* NULL: not under way */
};

G_DEFINE_FINAL_TYPE (SoInviteDialog, so_invite_dialog, ADW_TYPE_DIALOG)

/* Roles ------------------------------------------------------------------------------------------ */

SoRole
so_invite_role_at (SoRole role, guint i)
{
  for (SoRole of = 0; of < SO_N_ROLES; of++)
    if (so_role_may_manage (role, of) && i-- == 0)
      return of;
  return SO_ROLE_TEACHER;
}

guint
so_invite_role_index (SoRole role, SoRole of)
{
  guint n = 0;

  for (SoRole before = 0; before < of; before++)
    n += so_role_may_manage (role, before);
  return n;
}

GtkWidget *
so_invite_role_row_new (SoRole role)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (SoRole of = 0; of < SO_N_ROLES; of++)
    if (so_role_may_manage (role, of))
      gtk_string_list_append (labels, _(so_role_label (of)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Role"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  return row;
}

/* Making a code ---------------------------------------------------------------------------------- */

typedef struct {
  SoRole role;
  gint64 until;
  GCancellable *cancellable;
} Wish;

static void
wish_free (gpointer data)
{
  g_object_unref (((Wish *) data)->cancellable);
  g_free (data);
}

/* "7KXQ-M2PD 1763796000000" */
static char *
invite_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;
  g_autofree char *code = so_studio_invite_computer (studio, wish->role, &wish->until, wish->cancellable, error);

  return code ? g_strdup_printf ("%s %" G_GINT64_FORMAT, code, wish->until) : NULL;
}

static void
show_code (SoInviteDialog *self, const char *code, gint64 until)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (self->studio);
  g_autofree char *time = so_age_dup_time (until), *words = NULL, *spoken = NULL;

  /* Translators: the first %s is a time, such as "12:40", the second the hub's address */
  words = g_strdup_printf (_("Good for one computer until %s. Enter it there under Preferences → Hub, or when Studio OS starts there for the first time, with the address %s"), time,
                           link ? link->url : "");
  gtk_label_set_label (self->code, code);
  gtk_label_set_label (self->until, words);
  gtk_widget_set_visible (GTK_WIDGET (self->result), TRUE);
  gtk_widget_grab_focus (self->copy);
  spoken = g_strdup_printf (_("The code is %s"), code);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_invited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoInviteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = so_studio_job_finish (SO_STUDIO (source), result, &error);
  g_auto (GStrv) parts = answer ? g_strsplit (answer, " ", 2) : NULL;

  g_clear_object (&self->making);
  if (!self->studio)
    return;
  gtk_widget_set_sensitive (self->make, TRUE);
  gtk_label_set_label (self->failure, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), error != NULL);
  if (error)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  else if (parts && parts[0] && parts[1])
    show_code (self, parts[0], g_ascii_strtoll (parts[1], NULL, 10));
}

static void
on_make (SoInviteDialog *self)
{
  Wish *wish;

  if (self->making)
    return;
  self->making = g_cancellable_new ();
  wish = g_new0 (Wish, 1);
  wish->role = so_invite_role_at (self->role, adw_combo_row_get_selected (self->roles));
  wish->cancellable = g_object_ref (self->making);
  so_studio_aside_async (self->studio, invite_job, wish, wish_free, on_invited, g_object_ref (self));
}

/* A code is of the role for which it was made. */
static void
on_role_changed (SoInviteDialog *self)
{
  SoRole role = so_invite_role_at (self->role, adw_combo_row_get_selected (self->roles));
  /* Translators: %s is what a role may, such as "May do everything" */
  g_autofree char *words = g_strdup_printf (_("%s. The other computer reads all conversations of this studio."), so_computer_words_role (role));

  adw_preferences_group_set_description (self->choice, words);
  gtk_widget_set_visible (GTK_WIDGET (self->result), FALSE);
}

static void
on_copy (SoInviteDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->code));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _("The code was copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Making it -------------------------------------------------------------------------------------- */

static GtkLabel *
make_label (const char *css)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css);
  return GTK_LABEL (label);
}

static GtkWidget *
make_result (SoInviteDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->code = make_label ("invite-code");
  gtk_label_set_selectable (self->code, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Code"), -1);
  self->until = make_label ("dim-label");
  self->copy = gtk_button_new_with_mnemonic (_("_Copy Code"));
  gtk_widget_set_halign (self->copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->copy, "pill");
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (on_copy), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->code));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->until));
  gtk_box_append (GTK_BOX (box), self->copy);
  return box;
}

static void
fill (SoInviteDialog *self, AdwPreferencesPage *page)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->choice = ADW_PREFERENCES_GROUP (group);
  self->roles = ADW_COMBO_ROW (so_invite_role_row_new (self->role));
  adw_combo_row_set_selected (self->roles, so_invite_role_index (self->role, SO_ROLE_FRONT_DESK));
  g_signal_connect_object (self->roles, "notify::selected", G_CALLBACK (on_role_changed), self, G_CONNECT_SWAPPED);
  self->make = adw_button_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->make), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->make), _("_Make a Code"));
  gtk_widget_add_css_class (self->make, "suggested-action");
  g_signal_connect_object (self->make, "activated", G_CALLBACK (on_make), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->roles));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->make);
  self->failure = make_label ("error");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->failure));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  self->result = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (self->result, make_result (self));
  adw_preferences_page_add (page, self->result);
  on_role_changed (self);
}

static void
so_invite_dialog_dispose (GObject *object)
{
  SoInviteDialog *self = SO_INVITE_DIALOG (object);

  if (self->making)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_invite_dialog_parent_class)->dispose (object);
}

static void
so_invite_dialog_closed (AdwDialog *dialog)
{
  SoInviteDialog *self = SO_INVITE_DIALOG (dialog);

  if (self->making)
    g_cancellable_cancel (self->making);
}

static void
so_invite_dialog_class_init (SoInviteDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_invite_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = so_invite_dialog_closed;
}

static void
so_invite_dialog_init (SoInviteDialog *self)
{
}

AdwDialog *
so_invite_dialog_new (SoStudio *studio, SoRole role)
{
  SoInviteDialog *self = g_object_new (SO_TYPE_INVITE_DIALOG, NULL);
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();

  self->studio = g_object_ref (studio);
  self->role = role;
  fill (self, ADW_PREFERENCES_PAGE (page));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (ADW_DIALOG (self), _("Add a Computer"));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), 460);
  adw_dialog_set_content_height (ADW_DIALOG (self), 520);
  return ADW_DIALOG (self);
}
