/* SPDX-License-Identifier: MIT */
#include "so-day-tabs.h"

#include "so-week-words.h"

struct _SoDayTabs {
  GtkBox parent_instance;

  GtkWidget *tabs[SO_WEEK_DAYS];
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoDayTabs, so_day_tabs, GTK_TYPE_BOX)

static guint day_signal;

static void
on_toggled (GtkWidget *tab, SoDayTabs *self)
{
  for (guint i = 0; !self->filling && i < SO_WEEK_DAYS; i++)
    if (self->tabs[i] == tab && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)))
      g_signal_emit (self, day_signal, 0, i);
}

static void
so_day_tabs_class_init (SoDayTabsClass *klass)
{
  day_signal = g_signal_new ("day", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "daytabs");
}

static void
so_day_tabs_init (SoDayTabs *self)
{
  for (guint i = 0; i < SO_WEEK_DAYS; i++)
    {
      self->tabs[i] = gtk_toggle_button_new ();
      if (i)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->tabs[i]), GTK_TOGGLE_BUTTON (self->tabs[0]));
      gtk_widget_add_css_class (self->tabs[i], "flat");
      g_signal_connect (self->tabs[i], "toggled", G_CALLBACK (on_toggled), self);
      gtk_box_append (GTK_BOX (self), self->tabs[i]);
    }
}

void
so_day_tabs_set_week (SoDayTabs *self, const char *monday, gboolean brief)
{
  g_return_if_fail (SO_IS_DAY_TABS (self));

  for (guint i = 0; i < SO_WEEK_DAYS; i++)
    {
      g_autofree char *date = so_week_words_date (monday, i);
      g_autofree char *label = brief || !*date ? g_strdup (so_week_words_short_day (i)) : g_strdup_printf ("%s %s", so_week_words_short_day (i), date);
      g_autofree char *spoken = *date ? g_strdup_printf ("%s %s", so_week_words_day (i), date) : g_strdup (so_week_words_day (i));

      gtk_button_set_label (GTK_BUTTON (self->tabs[i]), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->tabs[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
}

void
so_day_tabs_set_day (SoDayTabs *self, guint day)
{
  g_return_if_fail (SO_IS_DAY_TABS (self) && day < SO_WEEK_DAYS);

  self->filling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tabs[day]), TRUE);
  self->filling = FALSE;
}
