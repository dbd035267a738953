/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-welcome-page.h"

#include "so-demo-dialog.h"
#include "so-demo-place.h"
#include "so-demo.h"
#include "so-join-dialog.h"
#include "so-setup-dialog.h"

struct _SoWelcomePage {
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkWidget *create;
  GtkWidget *join;
  GtkWidget *demo;
  GtkWidget *spinner;

  SoWindow *window;   /* not owned: it owns us */
};

G_DEFINE_FINAL_TYPE (SoWelcomePage, so_welcome_page, ADW_TYPE_BIN)

static void
on_create_clicked (SoWelcomePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) studio = so_studio_open (so_window_get_folder (self->window), &error);

  if (studio)
    adw_dialog_present (so_setup_dialog_new (self->window, studio), GTK_WIDGET (self));
  else
    so_window_show_error (self->window, error);
}

static void
on_join_clicked (SoWelcomePage *self)
{
  adw_dialog_present (so_join_dialog_new (self->window), GTK_WIDGET (self));
}

/* The demo is another studio in another folder, so it gets a window of its own in place of this one. */
static void
show_demo (SoWelcomePage *self, SoStudio *studio)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  const char *folder = so_store_get_folder (so_studio_get_store (studio));
  SoWindow *window;

  if (g_str_equal (folder, so_window_get_folder (self->window)))
    {
      so_window_set_studio (self->window, studio);
      return;
    }
  window = so_window_new (application, folder);
  so_window_set_studio (window, studio);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
set_busy (SoWelcomePage *self, gboolean busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_sensitive (self->demo, !busy);
  gtk_widget_set_sensitive (self->create, !busy);
  gtk_widget_set_sensitive (self->join, !busy);
}

static void
on_demo_filled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  set_busy (self, FALSE);
  if (so_demo_fill_finish (SO_STUDIO (source), result, &error))
    show_demo (self, SO_STUDIO (source));
  else
    so_window_show_error (self->window, error);
}

static void
on_demo_chosen (const char *kind, gpointer user_data)
{
  SoWelcomePage *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ready = FALSE;
  g_autoptr (SoStudio) studio = so_demo_open (kind, &ready, &error);

  if (!studio)
    {
      so_window_show_error (self->window, error);
      return;
    }
  if (ready)
    {
      show_demo (self, studio);
      return;
    }
  set_busy (self, TRUE);
  so_demo_fill_async (studio, kind, SO_DEMO_WEEKS, SO_DEMO_SEED, NULL, on_demo_filled, g_object_ref (self));
}

static void
on_demo_clicked (SoWelcomePage *self)
{
  adw_dialog_present (so_demo_dialog_new (on_demo_chosen, G_OBJECT (self)), GTK_WIDGET (self));
}

static gboolean
so_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SO_WELCOME_PAGE (widget)->create);
}

/* The window chooses its first focus after it is mapped; Enter is to start the set-up. */
static gboolean
focus_create (gpointer user_data)
{
  if (gtk_widget_get_mapped (user_data))
    gtk_widget_grab_focus (user_data);
  return G_SOURCE_REMOVE;
}

static void
so_welcome_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_welcome_page_parent_class)->map (widget);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_create, g_object_ref (widget), g_object_unref);
}

static void
so_welcome_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SO_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (so_welcome_page_parent_class)->dispose (object);
}

static void
so_welcome_page_class_init (SoWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_welcome_page_dispose;
  widget_class->grab_focus = so_welcome_page_grab_focus;
  widget_class->map = so_welcome_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoWelcomePage, status);
  gtk_widget_class_bind_template_child (widget_class, SoWelcomePage, create);
  gtk_widget_class_bind_template_child (widget_class, SoWelcomePage, join);
  gtk_widget_class_bind_template_child (widget_class, SoWelcomePage, demo);
  gtk_widget_class_bind_template_child (widget_class, SoWelcomePage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_create_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_join_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_demo_clicked);
}

static void
so_welcome_page_init (SoWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->status, APP_ID);
}

GtkWidget *
so_welcome_page_new (SoWindow *window)
{
  SoWelcomePage *self = g_object_new (SO_TYPE_WELCOME_PAGE, NULL);

  self->window = window;
  return GTK_WIDGET (self);
}
