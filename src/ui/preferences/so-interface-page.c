/* SPDX-License-Identifier: MIT */
#include "so-interface-page.h"

#include "so-keys-page.h"
#include "so-ui-settings.h"

struct _SoInterfacePage {
  AdwPreferencesPage parent_instance;

  AdwSwitchRow *single_key;
  AdwComboRow *preset;
  AdwComboRow *advance;
  AdwComboRow *scheme;

  GSettings *settings;   /* NULL where the schema is not installed: then nothing can be kept */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoInterfacePage, so_interface_page, ADW_TYPE_PREFERENCES_PAGE)

static void
on_advance_changed (SoInterfacePage *self)
{
  if (!self->filling && self->settings)
    g_settings_set_enum (self->settings, "auto-advance", adw_combo_row_get_selected (self->advance));
}

static void
on_preset_changed (SoInterfacePage *self)
{
  if (!self->filling && self->settings)
    g_settings_set_enum (self->settings, "key-preset", adw_combo_row_get_selected (self->preset));
}

static void
on_scheme_changed (SoInterfacePage *self)
{
  if (!self->filling && self->settings)
    g_settings_set_enum (self->settings, "color-scheme", adw_combo_row_get_selected (self->scheme));
}

static void
on_keys (SoInterfacePage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog && self->settings)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), ADW_NAVIGATION_PAGE (so_keys_page_new (self->settings)));
}

static void
so_interface_page_dispose (GObject *object)
{
  SoInterfacePage *self = SO_INTERFACE_PAGE (object);

  self->filling = TRUE;
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_INTERFACE_PAGE);
  G_OBJECT_CLASS (so_interface_page_parent_class)->dispose (object);
}

static void
so_interface_page_class_init (SoInterfacePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_interface_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-interface-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoInterfacePage, single_key);
  gtk_widget_class_bind_template_child (widget_class, SoInterfacePage, preset);
  gtk_widget_class_bind_template_child (widget_class, SoInterfacePage, advance);
  gtk_widget_class_bind_template_child (widget_class, SoInterfacePage, scheme);
  gtk_widget_class_bind_template_callback (widget_class, on_advance_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_scheme_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_keys);
}

static void
so_interface_page_init (SoInterfacePage *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = so_ui_settings_new ();
  if (self->settings)
    {
      g_settings_bind (self->settings, "single-key-shortcuts", self->single_key, "active", G_SETTINGS_BIND_DEFAULT);
      adw_combo_row_set_selected (self->preset, g_settings_get_enum (self->settings, "key-preset"));
      adw_combo_row_set_selected (self->advance, g_settings_get_enum (self->settings, "auto-advance"));
      adw_combo_row_set_selected (self->scheme, g_settings_get_enum (self->settings, "color-scheme"));
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->single_key), self->settings != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->preset), self->settings != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->advance), self->settings != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scheme), self->settings != NULL);
  self->filling = FALSE;
}

GtkWidget *
so_interface_page_new (void)
{
  return g_object_new (SO_TYPE_INTERFACE_PAGE, NULL);
}
