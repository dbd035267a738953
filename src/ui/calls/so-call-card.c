/* SPDX-License-Identifier: MIT */
#include "so-call-card.h"

#include "so-call-booked.h"
#include "so-call-words.h"
#include "so-facts.h"
#include "so-lookup.h"
#include "so-window.h"

#include <glib/gi18n.h>

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_widget_set_visible (label, *text != '\0');
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* "Hot · Contacted" and "Next: Salsa, tomorrow 19:00", for whom the conversation is with. */
static char *
dup_person (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoContact) contact = contact_id ? so_studio_find_contact (studio, contact_id) : NULL;
  g_autofree char *known = contact ? so_call_words_person (contact) : g_strdup (""), *next = contact ? so_call_booked_dup_next (studio, contact->id) : NULL;

  return g_strconcat (known, *known && next ? "\n" : "", next, NULL);
}

/* Only what stands in a window has a studio to ask. */
static void
on_realize (GtkWidget *card, GtkWidget *label)
{
  const SoCallEntry *entry = g_object_get_data (G_OBJECT (card), "so-call");
  SoWindow *window = so_window_of (card);
  SoStudio *studio = window ? so_window_get_studio (window) : NULL;
  g_autofree char *words = studio ? dup_person (studio, entry->call->contact_id) : NULL;

  if (!words || !*words)
    return;
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_set_visible (label, TRUE);
}

static void
on_clicked (GtkWidget *card, SoCallEntry *entry)
{
  SoWindow *window = so_window_of (card);

  if (window)
    so_window_open_call (window, entry->call->id);
}

GtkWidget *
so_call_card_new (SoStore *store, const char *message_id)
{
  SoCallEntry *entry = so_lookup_call_of (store, message_id);
  GtkWidget *card, *box, *words, *person;
  g_autofree char *line = NULL, *name = NULL;

  if (!entry)
    return NULL;
  line = so_call_words_line (entry->call);
  /* Translators: %s is what became of a call, as "Missed" */
  name = g_strdup_printf (_("Show the call: %s"), line);
  card = gtk_button_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (so_call_words_icon (entry->call)));
  gtk_box_append (GTK_BOX (box), words);
  add_label (words, line, NULL);
  gtk_widget_add_css_class (add_label (words, entry->call->summary ? entry->call->summary : "", "caption"), "dim-label");
  gtk_widget_add_css_class (person = add_label (words, "", "caption"), "dim-label");
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_set_halign (card, GTK_ALIGN_START);
  gtk_widget_add_css_class (card, "file");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (card, "realize", G_CALLBACK (on_realize), person, 0);
  g_signal_connect (card, "clicked", G_CALLBACK (on_clicked), entry);
  g_object_set_data_full (G_OBJECT (card), "so-call", entry, (GDestroyNotify) so_call_entry_free);
  return card;
}
