/* SPDX-License-Identifier: MIT */
#include "so-score-group.h"

#include "so-understand.h"

#include <glib/gi18n.h>

struct _SoScoreGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *score, *opinion;     /* borrowed, as all below */
  GtkWidget *reasons;                /* the row around both */
  GtkGrid *points;
  AdwWrapBox *chips;
};

G_DEFINE_FINAL_TYPE (SoScoreGroup, so_score_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
temperature_words (const char *temperature)
{
  if (!g_strcmp0 (temperature, "HOT"))
    return C_("lead", "hot");
  if (!g_strcmp0 (temperature, "WARM"))
    return C_("lead", "warm");
  return C_("lead", "cold");
}

static GtkWidget *
make_label (const char *text, float x)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), x);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static void
add_point (SoScoreGroup *self, int at, const SoLeadPoint *point)
{
  g_autofree char *value = g_strdup_printf ("%+d", point->points);
  GtkWidget *why = make_label (point->why, 0), *points = make_label (value, 1);

  gtk_widget_set_hexpand (why, TRUE);
  gtk_widget_set_valign (points, GTK_ALIGN_START);
  gtk_widget_add_css_class (points, "numeric");
  gtk_grid_attach (self->points, why, 0, at, 1, 1);
  gtk_grid_attach (self->points, points, 1, at, 1, 1);
}

static void
add_chip (SoScoreGroup *self, const SoLeadPoint *point)
{
  g_autofree char *words = g_strdup_printf ("%s %+d", point->why, point->points);
  GtkWidget *chip = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (chip, "caption");
  gtk_widget_add_css_class (chip, "so-chip");
  adw_wrap_box_append (self->chips, chip);
}

static void
clear (SoScoreGroup *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->points))))
    gtk_grid_remove (self->points, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))))
    adw_wrap_box_remove (self->chips, child);
}

/* "Wrote in the last day" wears off, the score in the lists stands until they write again. */
static void
show_reasons (SoScoreGroup *self, const SoLeadReasons *reasons, int score)
{
  int at = 0;

  for (guint i = 0; i < reasons->points->len; i++)
    {
      const SoLeadPoint *point = &g_array_index (reasons->points, SoLeadPoint, i);

      if (point->buys)
        add_chip (self, point);
      else if (point->points)
        add_point (self, at++, point);
    }
  if (reasons->score != score)
    {
      g_autofree char *now = g_strdup_printf (_("That is %d today; the score is from their last message."), reasons->score);

      gtk_grid_attach (self->points, make_label (now, 0), 0, at, 2, 1);
    }
}

static void
show_opinion (SoScoreGroup *self, const SoContact *contact)
{
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->opinion), contact->opinion >= 0);
  if (contact->opinion < 0)
    return;
  words = contact->opinion_why && *contact->opinion_why ? g_strdup_printf ("%d · %s", contact->opinion, contact->opinion_why) : g_strdup_printf ("%d", contact->opinion);
  adw_action_row_set_subtitle (self->opinion, words);
}

void
so_score_group_show (SoScoreGroup *self, SoStudio *studio, const SoContact *contact)
{
  gboolean customer, scored = contact->score >= 0;
  g_autoptr (SoLeadReasons) reasons = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (SO_IS_SCORE_GROUP (self));

  /* Who has become one is not scored any more: the number stands, its reasons are of then. */
  customer = !g_strcmp0 (contact->stage, "CONVERTED");
  clear (self);
  if (scored && !customer)
    reasons = so_studio_explain_score (studio, contact->id);
  if (reasons && reasons->messages)
    show_reasons (self, reasons, contact->score);
  words = scored ? g_strdup_printf ("%d · %s", contact->score, temperature_words (contact->temperature)) : NULL;
  adw_action_row_set_subtitle (self->score, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->score), scored);
  gtk_widget_set_visible (self->reasons, reasons && reasons->messages);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
  show_opinion (self, contact);
  gtk_widget_set_visible (GTK_WIDGET (self), scored || contact->opinion >= 0);
}

static void
so_score_group_class_init (SoScoreGroupClass *klass)
{
}

static AdwActionRow *
add_row (SoScoreGroup *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

static void
so_score_group_init (SoScoreGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Lead Score"));
  self->score = add_row (self, _("Score"));
  self->points = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->points, 9);
  gtk_grid_set_row_spacing (self->points, 3);
  self->chips = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->chips, 6);
  adw_wrap_box_set_line_spacing (self->chips, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Signs That They Want to Buy"), -1);
  gtk_widget_add_css_class (box, "so-reasons");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chips));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->points));
  self->reasons = adw_preferences_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->reasons), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->reasons), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reasons), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->reasons);
  self->opinion = add_row (self, _("What a Model Thinks"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
