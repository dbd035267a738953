/* SPDX-License-Identifier: MIT */
#include "so-computers-group.h"

#include "so-clock.h"
#include "so-computer-words.h"
#include "so-facts.h"
#include "so-hub-verbs.h"
#include "so-invite-dialog.h"
#include "so-list-verbs.h"
#include "so-member-verbs.h"
#include "so-minute.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>

struct _SoComputersGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GPtrArray *members;      /* SoComputer, as they were heard of last */
  GPtrArray *rows;         /* one of each; borrowed */
  GtkWidget *add;          /* owned */
  char *shown;             /* of which computers the rows are, and what each is */
  SoRole role;             /* of this computer */
  gboolean asking;
};

G_DEFINE_FINAL_TYPE (SoComputersGroup, so_computers_group, ADW_TYPE_PREFERENCES_GROUP)

static void ask (SoComputersGroup *self);

/* Doing ------------------------------------------------------------------------------------------ */

typedef struct {
  char *device;
  char *done;              /* what is said then */
  SoRole role;
  gboolean revoke;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->device);
  g_free (wish->done);
  g_free (wish);
}

static char *
do_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;
  gboolean good = wish->revoke ? so_studio_revoke_computer (studio, wish->device, NULL, error) : so_studio_set_computer_role (studio, wish->device, wish->role, NULL, error);

  return good ? g_strdup (wish->done) : NULL;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoComputersGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  /* What was chosen in the row is not so. */
  if (error)
    g_clear_pointer (&self->shown, g_free);
  so_preferences_say (GTK_WIDGET (self), error ? error->message : note);
  ask (self);
}

static const SoComputer *
member_of (SoComputersGroup *self, GtkWidget *row)
{
  const char *device = g_object_get_data (G_OBJECT (row), "so-device");

  for (guint i = 0; i < self->members->len; i++)
    if (!g_strcmp0 (((SoComputer *) self->members->pdata[i])->device, device))
      return self->members->pdata[i];
  return NULL;
}

static void
set_role (SoComputersGroup *self, const SoComputer *member, SoRole role)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->device = g_strdup (member->device);
  wish->role = role;
  /* Translators: the name of a computer, and its role from now on */
  wish->done = g_strdup_printf (_("%s is now: %s"), member->name, _(so_role_label (role)));
  so_studio_aside_async (self->studio, do_job, wish, wish_free, on_done, g_object_ref (self));
}

static void
on_made_owner (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) combo = user_data;
  SoComputersGroup *self = SO_COMPUTERS_GROUP (gtk_widget_get_ancestor (combo, SO_TYPE_COMPUTERS_GROUP));
  const SoComputer *member = self ? member_of (self, combo) : NULL;

  if (!member)
    return;
  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "make"))
    set_role (self, member, SO_ROLE_OWNER);
  else
    adw_combo_row_set_selected (ADW_COMBO_ROW (combo), so_invite_role_index (self->role, member->role));
}

/* An owner may take everything away from this one. */
static void
ask_for_owner (SoComputersGroup *self, GtkWidget *combo, const SoComputer *member)
{
  AdwDialog *alert = adw_alert_dialog_new (NULL, _("It may do everything then: also let others in, and shut this computer out."));

  /* Translators: %s is the name of a computer */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (alert), _("Make “%s” an Owner’s?"), member->name);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "make", _("_Make Owner"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "make", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_made_owner, g_object_ref (combo));
}

static void
on_role_chosen (GtkWidget *combo)
{
  SoComputersGroup *self = SO_COMPUTERS_GROUP (gtk_widget_get_ancestor (combo, SO_TYPE_COMPUTERS_GROUP));
  const SoComputer *member = self ? member_of (self, combo) : NULL;
  SoRole role = self ? so_invite_role_at (self->role, adw_combo_row_get_selected (ADW_COMBO_ROW (combo))) : SO_ROLE_TEACHER;

  if (member && role != member->role && role == SO_ROLE_OWNER)
    ask_for_owner (self, combo, member);
  else if (member && role != member->role)
    set_role (self, member, role);
}

static void
remove_member (GtkWidget *row)
{
  SoComputersGroup *self = SO_COMPUTERS_GROUP (gtk_widget_get_ancestor (row, SO_TYPE_COMPUTERS_GROUP));
  const SoComputer *member = self ? member_of (self, row) : NULL;
  Wish *wish;

  if (!member)
    return;
  wish = g_new0 (Wish, 1);
  wish->device = g_strdup (member->device);
  wish->revoke = TRUE;
  wish->done = g_strdup_printf (_("%s was removed"), member->name);
  so_studio_aside_async (self->studio, do_job, wish, wish_free, on_done, g_object_ref (self));
}

static void
on_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "remove"))
    remove_member (row);
  else
    gtk_widget_grab_focus (row);
}

static void
on_remove (GtkWidget *row)
{
  SoComputersGroup *self = SO_COMPUTERS_GROUP (gtk_widget_get_ancestor (row, SO_TYPE_COMPUTERS_GROUP));
  const SoComputer *member = member_of (self, row);
  AdwDialog *alert;

  if (!member)
    return;
  alert = adw_alert_dialog_new (NULL, _("It is shut out at once: it hears of nothing new, and what is changed there is told to nobody. What it has read so far stays on it."));
  /* Translators: %s is the name of a computer */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (alert), _("Remove “%s”?"), member->name);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  /* It gives the focus back to what had it: that has to be there then. */
  gtk_widget_grab_focus (self->add);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_agreed, g_object_ref (row));
}

static void
on_closed (AdwDialog *dialog, SoComputersGroup *self)
{
  ask (self);
}

static void
on_add (SoComputersGroup *self)
{
  AdwDialog *dialog = so_invite_dialog_new (self->studio, self->role);

  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_closed), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Showing ---------------------------------------------------------------------------------------- */

static void
name_row (GtkWidget *row, const SoComputer *member)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), member->name);
}

static void
keep_device (GtkWidget *row, const SoComputer *member)
{
  g_object_set_data_full (G_OBJECT (row), "so-device", g_strdup (member->device), g_free);
}

/* Opened, it can be given another role, and be removed. */
static GtkWidget *
make_open_row (SoComputersGroup *self, const SoComputer *member)
{
  GtkWidget *row = adw_expander_row_new (), *roles = so_invite_role_row_new (self->role), *away = adw_button_row_new ();

  adw_combo_row_set_selected (ADW_COMBO_ROW (roles), so_invite_role_index (self->role, member->role));
  keep_device (roles, member);
  g_signal_connect (roles, "notify::selected", G_CALLBACK (on_role_chosen), NULL);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (away), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (away), _("_Remove…"));
  gtk_widget_add_css_class (away, "destructive-action");
  keep_device (away, member);
  g_signal_connect (away, "activated", G_CALLBACK (on_remove), NULL);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), roles);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), away);
  return row;
}

static GtkWidget *
make_row (SoComputersGroup *self, const SoComputer *member)
{
  gboolean open = !member->self && so_role_may_manage (self->role, member->role);
  GtkWidget *row = open ? make_open_row (self, member) : adw_action_row_new ();

  name_row (row, member);
  return row;
}

static void
set_subtitle (GtkWidget *row, const char *subtitle)
{
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

static void
make_rows (SoComputersGroup *self)
{
  gboolean inside = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->add);
  for (guint i = 0; i < self->members->len; i++)
    {
      GtkWidget *row = make_row (self, self->members->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add);
  if (inside)
    gtk_widget_grab_focus (self->add);
}

/* Rows stay, and with them the focus and what is open, as long as the same computers have the same roles. */
static char *
describe (const GPtrArray *members)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < members->len; i++)
    {
      const SoComputer *member = members->pdata[i];

      g_string_append_printf (text, "%s %d %s\n", member->device, member->role, member->name);
    }
  return g_string_free_and_steal (text);
}

static void
show_seen (GtkWidget *widget)
{
  SoComputersGroup *self = SO_COMPUTERS_GROUP (widget);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *words = so_computer_words (self->members->pdata[i], so_now ());

      set_subtitle (self->rows->pdata[i], words);
    }
}

static void
show (SoComputersGroup *self)
{
  g_autofree char *shown = describe (self->members);

  for (guint i = 0; i < self->members->len; i++)
    if (((SoComputer *) self->members->pdata[i])->self)
      self->role = ((SoComputer *) self->members->pdata[i])->role;
  if (g_set_str (&self->shown, shown))
    make_rows (self);
  show_seen (GTK_WIDGET (self));
  gtk_widget_set_visible (self->add, so_role_may (self->role, SO_RIGHT_COMPUTERS));
  gtk_widget_set_visible (GTK_WIDGET (self), self->members->len > 0);
}

/* Asking ----------------------------------------------------------------------------------------- */

static char *
list_job (SoStudio *studio, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) members = so_studio_list_computers (studio, NULL, error);

  for (guint i = 0; members && i < members->len; i++)
    g_ptr_array_add (data, g_steal_pointer (&members->pdata[i]));
  return NULL;
}

typedef struct {
  SoComputersGroup *self;
  GPtrArray *members;
} Asked;

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (SoComputersGroup) self = asked->self;
  g_autoptr (GPtrArray) members = asked->members;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  self->asking = FALSE;
  if (!self->studio)
    return;
  /* While the hub cannot be reached, what was heard last stands. */
  if (error && !g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE) && !g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN))
    return show_seen (GTK_WIDGET (self));
  g_ptr_array_unref (self->members);
  self->members = g_steal_pointer (&members);
  show (self);
}

static void
ask (SoComputersGroup *self)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (self->studio);
  Asked *asked;

  if (self->asking)
    return;
  if (!link)
    {
      g_ptr_array_set_size (self->members, 0);
      return show (self);
    }
  self->asking = TRUE;
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->members = g_ptr_array_new_with_free_func (so_computer_free);
  so_studio_aside_async (self->studio, list_job, g_ptr_array_ref (asked->members), (GDestroyNotify) g_ptr_array_unref, on_listed, asked);
}

static void
on_minute (GtkWidget *self)
{
  ask (SO_COMPUTERS_GROUP (self));
}

static void
on_store_changed (SoComputersGroup *self, guint changes)
{
  g_autoptr (SoHubLink) link = changes & SO_CHANGED_ACCOUNTS ? so_studio_find_hub (self->studio) : NULL;

  /* Joined just now, or left. */
  if (changes & SO_CHANGED_ACCOUNTS && (link != NULL) != (self->members->len > 0))
    ask (self);
}

/* Making it -------------------------------------------------------------------------------------- */

static void
so_computers_group_dispose (GObject *object)
{
  g_clear_object (&SO_COMPUTERS_GROUP (object)->studio);
  g_clear_object (&SO_COMPUTERS_GROUP (object)->add);
  G_OBJECT_CLASS (so_computers_group_parent_class)->dispose (object);
}

static void
so_computers_group_finalize (GObject *object)
{
  SoComputersGroup *self = SO_COMPUTERS_GROUP (object);

  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->rows);
  g_free (self->shown);
  G_OBJECT_CLASS (so_computers_group_parent_class)->finalize (object);
}

static void
so_computers_group_class_init (SoComputersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_computers_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_computers_group_finalize;
}

static void
so_computers_group_init (SoComputersGroup *self)
{
  self->members = g_ptr_array_new_with_free_func (so_computer_free);
  self->rows = g_ptr_array_new ();
  self->role = SO_ROLE_TEACHER;
  /* It goes to the end whenever rows are made anew. */
  self->add = g_object_ref_sink (adw_button_row_new ());
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->add), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), _("_Add a Computer…"));
  g_signal_connect_object (self->add, "activated", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Computers"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
so_computers_group_set_studio (SoComputersGroup *self, SoStudio *studio)
{
  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  ask (self);
}
