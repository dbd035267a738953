/* SPDX-License-Identifier: MIT */
#include "so-setup-card.h"

#include "so-facts.h"
#include "so-onboarding.h"
#include "so-setup-dialog.h"

#include <glib/gi18n.h>

struct _SoSetupCard {
  AdwBin parent_instance;

  GtkLabel *text;
  GtkProgressBar *bar;

  SoWindow *window;   /* not owned: it owns us */
  SoStudio *studio;
};

G_DEFINE_FINAL_TYPE (SoSetupCard, so_setup_card, ADW_TYPE_BIN)

static void
update (SoSetupCard *self)
{
  g_autofree char *kept = so_studio_dup_setting (self->studio, SO_ONBOARDING_SETTING);
  guint step = kept ? so_onboarding_parse (kept) : 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), step > 0);
  if (step == 0)
    return;
  text = g_strdup_printf (_("Continue set-up: step %u of %u"), step, SO_ONBOARDING_STEPS);
  gtk_label_set_label (self->text, text);
  gtk_progress_bar_set_fraction (self->bar, (step - 1) / (double) SO_ONBOARDING_STEPS);
}

static void
on_store_changed (SoSetupCard *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    update (self);
}

static void
on_continue_clicked (SoSetupCard *self)
{
  adw_dialog_present (so_setup_dialog_new (self->window, self->studio), GTK_WIDGET (self));
}

static void
so_setup_card_dispose (GObject *object)
{
  SoSetupCard *self = SO_SETUP_CARD (object);

  g_clear_object (&self->studio);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_SETUP_CARD);
  G_OBJECT_CLASS (so_setup_card_parent_class)->dispose (object);
}

static void
so_setup_card_class_init (SoSetupCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_setup_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-setup-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SoSetupCard, text);
  gtk_widget_class_bind_template_child (widget_class, SoSetupCard, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_clicked);
}

static void
so_setup_card_init (SoSetupCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
so_setup_card_new (SoWindow *window)
{
  SoSetupCard *self = g_object_new (SO_TYPE_SETUP_CARD, NULL);

  self->window = window;
  self->studio = g_object_ref (so_window_get_studio (window));
  g_signal_connect_object (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
