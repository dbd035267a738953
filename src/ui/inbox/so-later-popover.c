/* SPDX-License-Identifier: MIT */
#include "so-later-popover.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-keys.h"
#include "so-popover.h"
#include "so-when.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_PRESETS 5

typedef struct {
  SoTimeChosen chosen;
  GObject *owner;
  gint64 presets[MAX_PRESETS];
  guint n_presets;
  GtkWidget *entry;
  GtkWidget *means;        /* what the entry was understood as */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->owner);
  g_free (asking);
}

static void
choose (GtkWidget *widget, gint64 when)
{
  Asking *asking = so_popover_data (widget);
  g_autoptr (GObject) owner = g_object_ref (asking->owner);
  SoTimeChosen chosen = asking->chosen;

  so_popover_close (widget);
  chosen (when, owner);
}

static void
on_preset_clicked (GtkWidget *button, gpointer index)
{
  Asking *asking = so_popover_data (button);

  choose (button, asking->presets[GPOINTER_TO_UINT (index)]);
}

static void
on_entry_changed (GtkEditable *entry, Asking *asking)
{
  const char *text = gtk_editable_get_text (entry);
  gint64 when, now = so_now ();
  g_autofree char *coming = NULL;

  if (so_when_parse (text, now, NULL, &when))
    coming = so_age_dup_coming (when, now);
  gtk_label_set_label (GTK_LABEL (asking->means), coming ? coming : *text ? _("Not understood yet") : _("“tue 9”, “in 2 hours”, “tomorrow 14:30”"));
}

static void
on_entry_activated (GtkEditable *entry)
{
  gint64 when;

  if (so_when_parse (gtk_editable_get_text (entry), so_now (), NULL, &when))
    choose (GTK_WIDGET (entry), when);
  else
    gtk_widget_error_bell (GTK_WIDGET (entry));
}

/* Digits choose a preset while nothing is typed. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *popover)
{
  Asking *asking = so_popover_data (popover);
  int number = so_keys_digit (gtk_widget_get_display (popover), keycode, keyval, modifiers);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (popover));

  if (number < 1 || number > (int) asking->n_presets || (focus && gtk_widget_is_ancestor (focus, asking->entry)))
    return GDK_EVENT_PROPAGATE;
  choose (popover, asking->presets[number - 1]);
  return GDK_EVENT_STOP;
}

static GtkWidget *
preset_button (guint index, const char *label, gint64 when)
{
  g_autofree char *coming = when ? so_age_dup_coming (when, so_now ()) : NULL;
  g_autofree char *text = g_strdup_printf ("%u  %s", index + 1, label);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *name = gtk_label_new (text);
  GtkWidget *time = gtk_label_new (coming ? coming : "");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), time);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_preset_clicked), GUINT_TO_POINTER (index));
  return button;
}

void
so_later_popover_present_times (GtkWidget *parent, const char *name, const SoTimePreset *presets, guint n, SoTimeChosen chosen, gpointer owner)
{
  Asking *asking = g_new0 (Asking, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *popover = so_popover_new (parent, name, box, asking, (GDestroyNotify) asking_free);
  GtkEventController *keys = gtk_event_controller_key_new ();

  asking->chosen = chosen;
  asking->owner = g_object_ref (owner);
  asking->n_presets = MIN (n, MAX_PRESETS);
  gtk_widget_add_css_class (popover, "menu");
  for (guint i = 0; i < asking->n_presets; i++)
    {
      asking->presets[i] = presets[i].when;
      gtk_box_append (GTK_BOX (box), preset_button (i, presets[i].label, presets[i].when));
    }
  asking->entry = gtk_entry_new ();
  asking->means = gtk_label_new (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (asking->entry), _("Another time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another time"), -1);
  gtk_widget_add_css_class (asking->entry, "popover-entry");
  gtk_widget_add_css_class (asking->means, "caption");
  gtk_widget_add_css_class (asking->means, "dim-label");
  gtk_widget_add_css_class (asking->means, "popover-hint");
  gtk_box_append (GTK_BOX (box), asking->entry);
  gtk_box_append (GTK_BOX (box), asking->means);
  on_entry_changed (GTK_EDITABLE (asking->entry), asking);
  g_signal_connect (asking->entry, "changed", G_CALLBACK (on_entry_changed), asking);
  g_signal_connect (asking->entry, "activate", G_CALLBACK (on_entry_activated), NULL);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), popover);
  gtk_widget_add_controller (popover, keys);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
so_later_popover_present (GtkWidget *parent, SoTimeChosen chosen, gpointer owner)
{
  gint64 now = so_now (), evening = so_when_day (now, NULL, 0, 19);
  SoTimePreset presets[] = {
    { _("In 3 hours"), now + 3 * 3600 * 1000 },
    { _("This evening"), evening > now ? evening : so_when_day (now, NULL, 1, 19) },
    { _("Tomorrow"), so_when_day (now, NULL, 1, 8) },
    { _("Saturday"), so_when_weekday (now, NULL, 6, 10) },
    { _("Monday"), so_when_weekday (now, NULL, 1, 8) },
  };

  so_later_popover_present_times (parent, _("Later"), presets, G_N_ELEMENTS (presets), chosen, owner);
}
