/* SPDX-License-Identifier: MIT */
#include "so-draft-popovers.h"

#include "so-draft-words.h"
#include "so-keys.h"
#include "so-popover.h"

#include <glib/gi18n.h>

typedef struct {
  SoReasonChosen chosen;
  GObject *owner;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->owner);
  g_free (asking);
}

static void
choose (GtkWidget *widget, guint number)
{
  Asking *asking = so_popover_data (widget);
  char reason[2] = { '0' + number, '\0' };

  so_popover_close (widget);
  asking->chosen (reason, asking->owner);
}

static void
on_reason_clicked (GtkWidget *button, gpointer number)
{
  choose (button, GPOINTER_TO_UINT (number));
}

static gboolean
on_reason_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *popover)
{
  int number = so_keys_digit (gtk_widget_get_display (popover), keycode, keyval, modifiers);

  if (number < 1 || number > SO_N_DISCARD_REASONS)
    return GDK_EVENT_PROPAGATE;
  choose (popover, number);
  return GDK_EVENT_STOP;
}

void
so_draft_popovers_reason (GtkWidget *parent, SoReasonChosen chosen, gpointer owner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (_("Why discard it?"));
  Asking *asking = g_new0 (Asking, 1);
  GtkWidget *popover = so_popover_new (parent, _("Why discard it?"), box, asking, (GDestroyNotify) asking_free);
  GtkEventController *keys = gtk_event_controller_key_new ();

  asking->chosen = chosen;
  asking->owner = g_object_ref (owner);
  gtk_widget_add_css_class (popover, "menu");
  gtk_widget_add_css_class (title, "popover-title");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 1; i <= SO_N_DISCARD_REASONS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u  %s", i, so_draft_words_discard_reason (i));
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect (button, "clicked", G_CALLBACK (on_reason_clicked), GUINT_TO_POINTER (i));
      gtk_box_append (GTK_BOX (box), button);
    }
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_reason_key), popover);
  gtk_widget_add_controller (popover, keys);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static GtkWidget *
line (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

static const char *
origin_words (const SoDraft *draft)
{
  if (!g_strcmp0 (draft->origin, "knowledge"))
    return _("Made from what you entered under Knowledge. Nothing was added.");
  if (!g_strcmp0 (draft->origin, "owner"))
    return _("You wrote it.");
  if (!g_strcmp0 (draft->origin, "rule"))
    return _("Made by a rule.");
  return _("Written by an assistant. Read it before it leaves.");
}

void
so_draft_popovers_why (GtkWidget *parent, const SoDraft *draft)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *popover = so_popover_new (parent, _("Why this draft"), box, NULL, NULL);
  g_auto (GStrv) sources = so_draft_words_sources (draft);

  gtk_widget_add_css_class (box, "why");
  gtk_box_append (GTK_BOX (box), line (_("Why this draft"), "heading"));
  gtk_box_append (GTK_BOX (box), line (origin_words (draft), NULL));
  if (*sources)
    gtk_box_append (GTK_BOX (box), line (_("Sources"), "caption-heading"));
  for (char **source = sources; *source; source++)
    {
      g_autofree char *text = g_strdup_printf ("• %s", *source);
      gtk_box_append (GTK_BOX (box), line (text, NULL));
    }
  /* Something to land on, so that Escape and a screen reader work. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (box), TRUE);
  gtk_popover_popup (GTK_POPOVER (popover));
}
