/* SPDX-License-Identifier: MIT */
#include "so-changes-row.h"

#include "so-age.h"
#include "so-clock.h"

#include <glib/gi18n.h>

/* A note may be long: the rest of it stands where it belongs. */
#define MOST_LINES 6

struct _SoChangesRow {
  GtkListBoxRow parent_instance;

  GtkLabel *sentence, *mine, *theirs, *when;   /* borrowed, as the buttons */
  GtkWidget *put_back, *keep;
  SoShareStory *story;
};

G_DEFINE_FINAL_TYPE (SoChangesRow, so_changes_row, GTK_TYPE_LIST_BOX_ROW)

enum { PUT_BACK, KEEP, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A button with what it is about in its name: "Put Back: …" among twenty of them. */
static void
offer (GtkWidget *button, const char *label, const char *sentence)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", label, sentence);

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_value (GtkLabel *label, const char *format, const char *value)
{
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);
  g_autofree char *text = value ? g_strconcat (around[0], value, around[1], NULL) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  gtk_label_set_label (label, text ? text : "");
}

static void
show (SoChangesRow *self)
{
  const SoShareStory *story = self->story;
  g_autofree char *when = so_age_dup_short (story->at, so_now ()), *spoken = NULL;

  gtk_label_set_label (self->sentence, story->sentence);
  /* Translators: %s is what was changed here, before somebody else changed it: "You had: Contacted" */
  show_value (self->mine, _("You had: %s"), story->mine);
  /* Translators: %s is what somebody else has made of it */
  show_value (self->theirs, _("Now: %s"), story->theirs);
  gtk_label_set_label (self->when, when);
  offer (self->put_back, _("Put Back"), story->sentence);
  offer (self->keep, story->refused ? _("Dismiss") : _("Keep Theirs"), story->sentence);
  gtk_widget_set_visible (self->put_back, story->can_put_back);
  gtk_widget_set_visible (self->keep, !story->seen_at);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), so_changes_row_get_page (self) != NULL);
  spoken = g_strconcat (gtk_label_get_label (self->mine), story->mine ? ". " : "", gtk_label_get_label (self->theirs), story->theirs ? ". " : "", when, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, story->sentence, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

static void
on_put_back (SoChangesRow *self)
{
  g_signal_emit (self, signals[PUT_BACK], 0);
}

static void
on_keep (SoChangesRow *self)
{
  g_signal_emit (self, signals[KEEP], 0);
}

static void
so_changes_row_finalize (GObject *object)
{
  so_share_story_free (SO_CHANGES_ROW (object)->story);
  G_OBJECT_CLASS (so_changes_row_parent_class)->finalize (object);
}

static void
so_changes_row_class_init (SoChangesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_changes_row_finalize;
  signals[PUT_BACK] = g_signal_new ("put-back", SO_TYPE_CHANGES_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP] = g_signal_new ("keep", SO_TYPE_CHANGES_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
add_button (SoChangesRow *self, GtkWidget *box, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
so_changes_row_init (SoChangesRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  self->sentence = add_label (box, NULL);
  self->mine = add_label (box, "dim-label");
  self->theirs = add_label (box, "dim-label");
  self->when = add_label (buttons, "caption");
  gtk_widget_set_hexpand (GTK_WIDGET (self->when), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->when), "dim-label");
  self->put_back = add_button (self, buttons, G_CALLBACK (on_put_back));
  self->keep = add_button (self, buttons, G_CALLBACK (on_keep));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
so_changes_row_new (SoShareStory *story)
{
  SoChangesRow *self = g_object_new (SO_TYPE_CHANGES_ROW, NULL);

  so_changes_row_set_story (self, story);
  return GTK_WIDGET (self);
}

void
so_changes_row_set_story (SoChangesRow *self, SoShareStory *story)
{
  so_share_story_free (self->story);
  self->story = story;
  show (self);
}

const SoShareStory *
so_changes_row_get_story (SoChangesRow *self)
{
  return self->story;
}

const char *
so_changes_row_get_page (SoChangesRow *self)
{
  static const char *const known[] = { "knowledge", "price", "template", "question", NULL };

  if (self->story->thread_id)
    return "inbox";
  if (self->story->contact_id)
    return "contacts";
  return g_strv_contains (known, self->story->table) ? "knowledge" : NULL;
}
