/* SPDX-License-Identifier: MIT */
#include "so-redo-popover.h"

#include "so-popover.h"

#include <glib/gi18n.h>

typedef struct {
  GtkEditable *entry;    /* lives in the popover */
  GStrv hints;
  int recalled;          /* position in hints; -1: what is typed */
  SoHintChosen chosen;
  GObject *owner;
} Asking;

static void
asking_free (Asking *asking)
{
  g_strfreev (asking->hints);
  g_object_unref (asking->owner);
  g_free (asking);
}

static void
choose (GtkWidget *widget, const char *hint)
{
  Asking *asking = so_popover_data (widget);
  g_autofree char *own = g_strdup (hint);

  so_popover_close (widget);
  asking->chosen (own, asking->owner);
}

static void
on_activate (GtkWidget *entry)
{
  choose (entry, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
on_clicked (GtkWidget *button, const char *hint)
{
  choose (button, hint);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *entry)
{
  Asking *asking = so_popover_data (entry);
  int n = (int) g_strv_length (asking->hints);
  int step = keyval == GDK_KEY_Up ? 1 : keyval == GDK_KEY_Down ? -1 : 0;

  if (!step)
    return GDK_EVENT_PROPAGATE;
  asking->recalled = CLAMP (asking->recalled + step, -1, n - 1);
  gtk_editable_set_text (asking->entry, asking->recalled < 0 ? "" : asking->hints[asking->recalled]);
  gtk_editable_set_position (asking->entry, -1);
  return GDK_EVENT_STOP;
}

static GtkWidget *
variants (void)
{
  /* What the rules understand in any language of the program. */
  static const struct { const char *label, *hint; } rows[] = {
    { N_("1  Shorter"), "shorter" }, { N_("2  Warmer"), "warmer" }, { N_("3  With an offer"), "with offer" },
    { N_("4  With a question"), "with question" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_(rows[i].label));

      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), (gpointer) rows[i].hint);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

void
so_redo_popover_show (GtkWidget *parent, GStrv hints, SoHintChosen chosen, gpointer owner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *title = gtk_label_new (_("What should change?"));
  GtkWidget *entry = gtk_entry_new (), *popover;
  GtkEventController *keys = gtk_event_controller_key_new ();
  Asking *asking = g_new0 (Asking, 1);

  *asking = (Asking) { GTK_EDITABLE (entry), g_strdupv (hints), -1, chosen, g_object_ref (owner) };
  popover = so_popover_new (parent, _("What should change?"), box, asking, (GDestroyNotify) asking_free);
  gtk_widget_add_css_class (popover, "menu");
  gtk_widget_add_css_class (title, "popover-title");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("in German, parking… or nothing"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 26);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What should change?"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Enter with nothing makes another version, Up recalls"), -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), variants ());
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), entry);
  gtk_widget_add_controller (entry, keys);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}
