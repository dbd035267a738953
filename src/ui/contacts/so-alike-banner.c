/* SPDX-License-Identifier: MIT */
#include "so-alike-banner.h"

#include "so-alike-dialog.h"

#include <glib/gi18n.h>

struct _SoAlikeBanner {
  AdwBin parent_instance;

  AdwBanner *banner;     /* borrowed */
  SoWindow *window;      /* weak: it owns us */
  SoAlikes *alikes;
};

G_DEFINE_FINAL_TYPE (SoAlikeBanner, so_alike_banner, ADW_TYPE_BIN)

static void
show (SoAlikeBanner *self)
{
  GPtrArray *pairs = so_alikes_get (self->alikes);
  guint n = pairs ? pairs->len : 0;
  g_autofree char *title = g_strdup_printf (ngettext ("%u pair may be one person", "%u pairs may be one person each", n), n);
  g_autofree char *many = n < SO_MOST_ALIKES ? NULL : g_strdup_printf (_("%u pairs and more may be one person each"), n);

  if (n)
    adw_banner_set_title (self->banner, many ? many : title);
  /* A banner that is rolled up still says its title to screen readers. */
  gtk_widget_set_visible (GTK_WIDGET (self->banner), n > 0);
  adw_banner_set_revealed (self->banner, n > 0);
}

static void
on_look (SoAlikeBanner *self)
{
  if (self->window)
    adw_dialog_present (so_alike_dialog_new (self->window, self->alikes), GTK_WIDGET (self));
}

static void
so_alike_banner_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_alike_banner_parent_class)->map (widget);
  if (SO_ALIKE_BANNER (widget)->alikes)
    so_alikes_set_watched (SO_ALIKE_BANNER (widget)->alikes, TRUE, FALSE);
}

static void
so_alike_banner_unmap (GtkWidget *widget)
{
  if (SO_ALIKE_BANNER (widget)->alikes)
    so_alikes_set_watched (SO_ALIKE_BANNER (widget)->alikes, FALSE, FALSE);
  GTK_WIDGET_CLASS (so_alike_banner_parent_class)->unmap (widget);
}

static void
so_alike_banner_dispose (GObject *object)
{
  SoAlikeBanner *self = SO_ALIKE_BANNER (object);

  g_clear_weak_pointer (&self->window);
  if (self->alikes)
    so_alikes_set_watched (self->alikes, FALSE, FALSE);
  g_clear_object (&self->alikes);
  G_OBJECT_CLASS (so_alike_banner_parent_class)->dispose (object);
}

static void
so_alike_banner_class_init (SoAlikeBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_alike_banner_dispose;
  GTK_WIDGET_CLASS (klass)->map = so_alike_banner_map;
  GTK_WIDGET_CLASS (klass)->unmap = so_alike_banner_unmap;
}

static void
so_alike_banner_init (SoAlikeBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_button_label (self->banner, _("Look…"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (on_look), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->banner), FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

void
so_alike_banner_set_window (SoAlikeBanner *self, SoWindow *window)
{
  g_return_if_fail (SO_IS_ALIKE_BANNER (self) && !self->alikes);

  g_set_weak_pointer (&self->window, window);
  self->alikes = so_alikes_new (so_window_get_studio (window));
  g_signal_connect_object (self->alikes, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  so_alikes_set_watched (self->alikes, gtk_widget_get_mapped (GTK_WIDGET (self)), FALSE);
}
