/* SPDX-License-Identifier: MIT */
#include "so-news-pill.h"

#include "so-actions.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _SoNewsPill {
  GtkWidget parent_instance;

  GtkWidget *button;
  SoStudio *studio;
  SoLiveList *list;
};

G_DEFINE_FINAL_TYPE (SoNewsPill, so_news_pill, GTK_TYPE_WIDGET)

static void
on_news (SoNewsPill *self)
{
  guint news = so_live_list_get_news (self->list);
  g_auto (GStrv) keys = so_action_dup_keys (so_action_find ("list.show-new"));
  /* Translators: how many conversations are new */
  g_autofree char *words = g_strdup_printf (ngettext ("%u new", "%u new", news), news);
  g_autofree char *label = keys[0] ? g_strdup_printf ("%s · %s", words, keys[0]) : g_strdup (words);
  gboolean more = news && gtk_widget_get_mapped (GTK_WIDGET (self));

  gtk_widget_set_visible (self->button, news > 0);
  if (!news)
    return;
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  /* The key is told as such, not as a dot in the name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (more)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Coming back to a page is a new look: what came meanwhile is where it belongs. */
static void
so_news_pill_map (GtkWidget *widget)
{
  SoNewsPill *self = SO_NEWS_PILL (widget);

  GTK_WIDGET_CLASS (so_news_pill_parent_class)->map (widget);
  if (self->list)
    so_live_list_take_in (self->list);
}

static void
so_news_pill_dispose (GObject *object)
{
  SoNewsPill *self = SO_NEWS_PILL (object);

  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->studio)
    g_signal_handlers_disconnect_by_data (self->studio, self->list);
  g_clear_object (&self->list);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (so_news_pill_parent_class)->dispose (object);
}

static void
so_news_pill_class_init (SoNewsPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_news_pill_dispose;
  widget_class->map = so_news_pill_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "newspill");
}

static void
so_news_pill_init (SoNewsPill *self)
{
  self->button = gtk_button_new ();
  gtk_widget_set_visible (self->button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "list.show-new");
  so_action_describe (self->button, "list.show-new");
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
so_news_pill_watch (SoNewsPill *self, SoStudio *studio, SoLiveList *list)
{
  g_return_if_fail (SO_IS_NEWS_PILL (self) && !self->list);

  self->studio = g_object_ref (studio);
  self->list = g_object_ref (list);
  so_live_list_set_steady (list, TRUE);
  g_signal_connect_swapped (list, "notify::news", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (studio, "acted", G_CALLBACK (so_live_list_take_in), list);
}
