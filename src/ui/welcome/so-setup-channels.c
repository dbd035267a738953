/* SPDX-License-Identifier: MIT */
#include "so-setup-channels.h"

struct _SoSetupChannels {
  AdwPreferencesPage parent_instance;

  GtkWidget *import_row;
};

G_DEFINE_FINAL_TYPE (SoSetupChannels, so_setup_channels, ADW_TYPE_PREFERENCES_PAGE)

enum { IMPORT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_import_activated (SoSetupChannels *self)
{
  g_signal_emit (self, signals[IMPORT], 0);
}

static gboolean
so_setup_channels_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SO_SETUP_CHANNELS (widget)->import_row);
}

static void
so_setup_channels_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SO_TYPE_SETUP_CHANNELS);
  G_OBJECT_CLASS (so_setup_channels_parent_class)->dispose (object);
}

static void
so_setup_channels_class_init (SoSetupChannelsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_setup_channels_dispose;
  widget_class->grab_focus = so_setup_channels_grab_focus;
  signals[IMPORT] = g_signal_new ("import", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-setup-channels.ui");
  gtk_widget_class_bind_template_child (widget_class, SoSetupChannels, import_row);
  gtk_widget_class_bind_template_callback (widget_class, on_import_activated);
}

static void
so_setup_channels_init (SoSetupChannels *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
so_setup_channels_new (void)
{
  return g_object_new (SO_TYPE_SETUP_CHANNELS, NULL);
}
