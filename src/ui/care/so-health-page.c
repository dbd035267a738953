/* SPDX-License-Identifier: MIT */
#include "so-health-page.h"

#include "so-account-page.h"
#include "so-health.h"
#include "so-hub-page.h"
#include "so-list-verbs.h"
#include "so-preferences-say.h"
#include "so-show-folder.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoHealthPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  GCancellable *cancellable;
  SoHealthReport *report;             /* NULL until it was read */
  AdwPreferencesGroup *wrong, *fine;  /* borrowed, as the rows */
  AdwPreferencesGroup *groups[2];
  GtkWidget *copy, *again;
  GPtrArray *rows;
  gboolean reading;
};

G_DEFINE_FINAL_TYPE (SoHealthPage, so_health_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct { const char *label, *icon; } grades[] = {
  [SO_HEALTH_FINE] = { N_("Fine"), "object-select-symbolic" },
  [SO_HEALTH_NOTE] = { N_("To Know"), "dialog-information-symbolic" },
  [SO_HEALTH_FAULT] = { N_("Fault"), "dialog-warning-symbolic" },
};

static const char *const remedies[] = {
  [SO_HEALTH_DO_RESTORE] = N_("_Restore…"), [SO_HEALTH_DO_BACK_UP] = N_("_Back Up…"), [SO_HEALTH_DO_FOLDER] = N_("_Show in Files"),
  [SO_HEALTH_DO_UNLOCK] = N_("_Unlock"), [SO_HEALTH_DO_ACCOUNT] = N_("_Open Account"), [SO_HEALTH_DO_HUB] = N_("_Open Hub"),
  [SO_HEALTH_DO_OUTBOX] = N_("_Open Outbox"), [SO_HEALTH_DO_RETRY] = N_("_Try Again"),
};

static void read_again (SoHealthPage *self);

static AdwPreferencesDialog *
dialog_of (SoHealthPage *self)
{
  return ADW_PREFERENCES_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));
}

static void
show_folder (SoHealthPage *self)
{
  so_show_folder (GTK_WIDGET (self), so_store_get_folder (so_studio_get_store (self->studio)));
}

static void
show_outbox (SoHealthPage *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  adw_dialog_close (ADW_DIALOG (dialog_of (self)));
  if (window)
    so_window_show_page (window, "outbox");
}

/* Backups are the business of the page Data. */
static void
show_data (SoHealthPage *self)
{
  AdwPreferencesDialog *dialog = dialog_of (self);

  adw_preferences_dialog_set_visible_page_name (dialog, "data");
  adw_preferences_dialog_pop_subpage (dialog);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHealthPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  read_again (self);
}

static char *
unlock_job (SoStudio *studio, gpointer data, GError **error)
{
  so_health_unlock (studio, error);
  return NULL;
}

static char *
retry_job (SoStudio *studio, gpointer data, GError **error)
{
  so_health_retry (studio, error);
  return NULL;
}

static void
push (SoHealthPage *self, GtkWidget *page)
{
  if (page)
    adw_preferences_dialog_push_subpage (dialog_of (self), ADW_NAVIGATION_PAGE (page));
}

static void
on_remedy (GtkButton *button, SoHealthPage *self)
{
  const SoHealthItem *item = g_object_get_data (G_OBJECT (button), "so-item");

  switch (item->remedy)
    {
    case SO_HEALTH_DO_RESTORE:
    case SO_HEALTH_DO_BACK_UP: return show_data (self);
    case SO_HEALTH_DO_FOLDER: return show_folder (self);
    case SO_HEALTH_DO_UNLOCK: return so_studio_job_async (self->studio, unlock_job, NULL, NULL, NULL, on_done, g_object_ref (self));
    case SO_HEALTH_DO_RETRY: return so_studio_job_async (self->studio, retry_job, NULL, NULL, NULL, on_done, g_object_ref (self));
    case SO_HEALTH_DO_ACCOUNT: return push (self, so_account_page_new (self->studio, item->id));
    case SO_HEALTH_DO_HUB: return push (self, GTK_WIDGET (so_hub_page_new (self->studio)));
    case SO_HEALTH_DO_OUTBOX: return show_outbox (self);
    case SO_HEALTH_DO_NOTHING:
    default: return;
    }
}

static GtkWidget *
make_button (SoHealthPage *self, SoHealthItem *item)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_(remedies[item->remedy]));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "so-item", item);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remedy), self, 0);
  return button;
}

static GtkWidget *
make_row (SoHealthPage *self, SoHealthItem *item)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name (grades[item->grade].icon);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->words);
  if (item->grade != SO_HEALTH_FINE)
    gtk_widget_add_css_class (icon, item->grade == SO_HEALTH_FAULT ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _(grades[item->grade].label), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (item->remedy != SO_HEALTH_DO_NOTHING)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, item));
  return row;
}

static void
clear_rows (SoHealthPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (self->groups); j++)
      if (gtk_widget_is_ancestor (self->rows->pdata[i], GTK_WIDGET (self->groups[j])))
        {
          adw_preferences_group_remove (self->groups[j], self->rows->pdata[i]);
          break;
        }
  g_ptr_array_set_size (self->rows, 0);
}

static void
say_how (SoHealthPage *self, guint wrong)
{
  g_autofree char *text = wrong ? g_strdup_printf (ngettext ("%u thing needs you, or is good to know", "%u things need you, or are good to know", wrong), wrong)
                                : g_strdup (_("All is well"));

  adw_preferences_group_set_title (self->wrong, text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static guint
show_grade (SoHealthPage *self, SoHealthGrade grade)
{
  guint n = 0;

  for (guint i = 0; i < self->report->items->len; i++)
    {
      SoHealthItem *item = self->report->items->pdata[i];
      GtkWidget *row;

      if (item->grade != grade)
        continue;
      row = make_row (self, item);
      adw_preferences_group_add (grade == SO_HEALTH_FINE ? self->fine : self->wrong, row);
      g_ptr_array_add (self->rows, row);
      n++;
    }
  return n;
}

/* The worst first. */
static void
show (SoHealthPage *self)
{
  guint wrong = show_grade (self, SO_HEALTH_FAULT) + show_grade (self, SO_HEALTH_NOTE);

  show_grade (self, SO_HEALTH_FINE);
  say_how (self, wrong);
}

/* The row that has it goes: what helped has been pressed, and the next thing is to look. */
static void
keep_focus (SoHealthPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < self->rows->len; i++)
    if (focus == self->rows->pdata[i] || gtk_widget_is_ancestor (focus, self->rows->pdata[i]))
      {
        gtk_widget_grab_focus (self->again);
        return;
      }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHealthPage) self = user_data;
  g_autoptr (GError) error = NULL;
  SoHealthReport *report = so_health_read_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return so_health_report_free (report);
  self->reading = FALSE;
  if (!report)
    return adw_preferences_group_set_title (self->wrong, error->message);
  keep_focus (self);
  clear_rows (self);
  so_health_report_free (self->report);
  self->report = report;
  gtk_widget_set_sensitive (self->copy, TRUE);
  show (self);
}

static void
read_again (SoHealthPage *self)
{
  /* A button that cannot be pressed for a moment would lose the focus, and with it every key. */
  if (self->reading)
    return;
  self->reading = TRUE;
  so_health_read_async (self->studio, self->cancellable, on_read, g_object_ref (self));
}

static void
on_copy (SoHealthPage *self)
{
  g_autofree char *versions = g_strdup_printf ("GTK: %u.%u.%u\nlibadwaita: %u.%u.%u\nGLib: %u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (),
                                               gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                                               glib_major_version, glib_minor_version, glib_micro_version);
  g_autofree char *text = so_health_report_dup_text (self->report, versions);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  so_preferences_say (GTK_WIDGET (self), _("Copied, without names, addresses or keys"));
}

static void
so_health_page_dispose (GObject *object)
{
  SoHealthPage *self = SO_HEALTH_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (so_health_page_parent_class)->dispose (object);
  /* after the rows, which point into it */
  g_clear_pointer (&self->report, so_health_report_free);
}

static void
so_health_page_class_init (SoHealthPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_health_page_dispose;
}

static void
so_health_page_init (SoHealthPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

/* What is done with all of it, below the header. */
static GtkWidget *
make_bar (SoHealthPage *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->again = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_widget_set_tooltip_text (self->again, _("Look Again"));
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->again);
  self->copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_set_tooltip_text (self->copy, _("Copy Report"));
  gtk_widget_set_sensitive (self->copy, FALSE);
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (on_copy), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->copy);
  return bar;
}

AdwNavigationPage *
so_health_page_new (SoStudio *studio)
{
  SoHealthPage *self = g_object_new (SO_TYPE_HEALTH_PAGE, "title", _("Health"), NULL);
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();

  self->studio = g_object_ref (studio);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    {
      self->groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->groups[i]);
    }
  self->wrong = self->groups[0];
  self->fine = self->groups[1];
  adw_preferences_group_set_title (self->wrong, _("Looking…"));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_bar (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  /* each time that it is shown: what was mended meanwhile is fine */
  g_signal_connect (self, "showing", G_CALLBACK (read_again), NULL);
  return ADW_NAVIGATION_PAGE (self);
}
