/* SPDX-License-Identifier: MIT */
#include "so-draft-popovers.h"

#include "so-draft-words.h"
#include "so-json.h"
#include "so-popover.h"

#include <glib/gi18n.h>

void
so_draft_popovers_reason (GtkWidget *parent, SoChosen chosen, gpointer owner)
{
  const char *labels[SO_N_DISCARD_REASONS + 1] = { NULL };

  for (guint i = 1; i <= SO_N_DISCARD_REASONS; i++)
    labels[i - 1] = so_draft_words_discard_reason (i);
  so_choice_popover_present (parent, _("Why discard it?"), labels, 0, chosen, owner);
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
  if (!g_strcmp0 (draft->origin, "template"))
    return _("Your template, filled with what you entered under Knowledge.");
  if (!g_strcmp0 (draft->origin, "knowledge"))
    return _("Made from what you entered under Knowledge. Nothing was added.");
  if (!g_strcmp0 (draft->origin, "owner"))
    return _("You wrote it.");
  if (!g_strcmp0 (draft->origin, "rule"))
    return _("Made by a rule.");
  if (!g_strcmp0 (draft->origin, "own-rule"))
    return _("Your template, proposed by a rule of yours.");
  if (!g_strcmp0 (draft->origin, "sequence"))
    return _("A follow-up that you planned. Nobody has written since.");
  if (!g_strcmp0 (draft->origin, "call"))
    return _("Fixed words for a call that nobody took. It can leave by another way than the telephone.");
  return _("Written by an assistant. Read it before it leaves.");
}

/* The sources that can be opened. */
typedef struct {
  SoSourceChosen chosen;
  GObject *owner;
  JsonNode *sources;
} Why;

static void
why_free (Why *why)
{
  g_object_unref (why->owner);
  g_clear_pointer (&why->sources, json_node_unref);
  g_free (why);
}

static void
on_source_clicked (GtkWidget *button, gpointer position)
{
  Why *why = so_popover_data (button);
  JsonObject *source = so_json_element (json_node_get_array (why->sources), GPOINTER_TO_UINT (position));
  g_autofree char *kind = g_strdup (so_json_string (source, "kind")), *id = g_strdup (so_json_string (source, "id"));
  g_autoptr (GObject) owner = g_object_ref (why->owner);
  SoSourceChosen chosen = why->chosen;

  so_popover_close (button);
  chosen (kind, id, owner);
}

static const char *
kind_words (const char *kind)
{
  if (!g_strcmp0 (kind, "price"))
    return _("Price");
  return !g_strcmp0 (kind, "template") ? _("Template") : _("Answer");
}

static GtkWidget *
source_button (JsonObject *source, guint position)
{
  const char *title = so_json_string (source, "title");
  g_autofree char *text = g_strdup_printf ("%s: %s", kind_words (so_json_string (source, "kind")), title ? title : "?");
  GtkWidget *button = gtk_button_new_with_label (text), *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Enter changes it and makes the draft anew"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_source_clicked), GUINT_TO_POINTER (position));
  return button;
}

void
so_draft_popovers_why (GtkWidget *parent, const SoDraft *draft, SoSourceChosen chosen, gpointer owner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *first = NULL;
  Why *why = g_new0 (Why, 1);
  GtkWidget *popover = so_popover_new (parent, _("Why this draft"), box, why, (GDestroyNotify) why_free);
  JsonArray *sources;

  *why = (Why) { chosen, g_object_ref (owner), draft->sources ? so_json_parse (draft->sources, -1, 0, NULL) : NULL };
  sources = why->sources && JSON_NODE_HOLDS_ARRAY (why->sources) ? json_node_get_array (why->sources) : NULL;
  gtk_widget_add_css_class (box, "why");
  gtk_box_append (GTK_BOX (box), line (_("Why this draft"), "heading"));
  gtk_box_append (GTK_BOX (box), line (origin_words (draft), NULL));
  if (sources && json_array_get_length (sources))
    gtk_box_append (GTK_BOX (box), line (_("Sources – Enter changes one"), "caption-heading"));
  for (guint i = 0; sources && i < json_array_get_length (sources); i++)
    {
      JsonObject *source = so_json_element (sources, i);
      const char *id = source ? so_json_string (source, "id") : NULL;
      GtkWidget *button = id && *id ? source_button (source, i) : NULL;

      /* Opening hours are no row of a list. */
      if (source && !button && so_json_string (source, "title"))
        gtk_box_append (GTK_BOX (box), line (so_json_string (source, "title"), NULL));
      if (button)
        gtk_box_append (GTK_BOX (box), button);
      first = first ? first : button;
    }
  /* Something to land on, so that Escape and a screen reader work. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (box), TRUE);
  gtk_popover_popup (GTK_POPOVER (popover));
  if (first)
    gtk_widget_grab_focus (first);
}
