/* SPDX-License-Identifier: MIT */
#include "so-proposal-view.h"

#include "so-preference-group.h"

#include "so-proposal-words.h"

#include <glib/gi18n.h>

/* Names are the owner's: no markup. */
static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle && *subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/* What changes ------------------------------------------------------------------------------------- */

static guint
add_lines (AdwPreferencesGroup *group, const SoProposal *proposal, gboolean placed)
{
  guint n = 0;

  for (guint i = 0; i < proposal->lines->len; i++)
    {
      const SoProposalLine *line = proposal->lines->pdata[i];
      g_autofree char *title = so_proposal_words_line (line), *was = so_proposal_words_was (line);

      if ((line->kind != SO_PROPOSAL_NO_PLACE) != placed)
        continue;
      adw_preferences_group_add (group, make_row (title, was));
      n++;
    }
  return n;
}

static void
add_changes (GtkWidget *page, const SoProposal *proposal)
{
  AdwPreferencesGroup *group = so_preference_group_add (page, _("What Changes"), NULL);

  if (!add_lines (group, proposal, TRUE))
    adw_preferences_group_set_description (group, _("Nothing: the week stays as it is."));
}

static void
add_without_place (GtkWidget *page, const SoProposal *proposal)
{
  AdwPreferencesGroup *group;

  if (!proposal->unplaced)
    return;
  group = so_preference_group_add (page, _("Without a Place"), _("Nothing happens to these: what there is of them stays as it is."));
  add_lines (group, proposal, FALSE);
  if (!proposal->reasons->len)
    return;
  group = so_preference_group_add (page, _("Why Not"), proposal->reasons_are_least ? _("These cannot all hold together. If one of them were otherwise, there would be a place.")
                                                                     : _("These are in the way."));
  for (guint i = 0; i < proposal->reasons->len; i++)
    {
      const SoProposalReason *reason = proposal->reasons->pdata[i];

      adw_preferences_group_add (group, make_row (reason->words, reason->advice));
    }
}

/* What it is worth --------------------------------------------------------------------------------- */

static GtkWidget *
make_point (const SoProposalPoint *point)
{
  g_autofree char *points = so_proposal_words_points (point->change < 0 ? -(gint64) point->points : point->points);
  GtkWidget *row = make_row (point->words, point->change < 0 ? _("No more") : point->change > 0 ? _("New") : NULL);
  GtkWidget *label = gtk_label_new (points);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, point->change < 0 ? "warning" : point->change > 0 ? "success" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
add_part (AdwPreferencesGroup *group, const SoProposalPart *part, SoPointsKind kind)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *sums = g_strdup_printf (_("%d, before %d"), (int) part->after, (int) part->before);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), so_proposal_words_kind (kind));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), sums);
  for (guint i = 0; i < part->points->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_point (part->points->pdata[i]));
  adw_preferences_group_add (group, row);
}

static void
add_head (GtkWidget *page, const SoProposal *proposal)
{
  g_autofree char *title = g_strdup_printf (_("Score %d, Before %d"), (int) proposal->after, (int) proposal->before), *status = so_proposal_words_status (proposal);

  so_preference_group_add (page, title, status);
}

static void
add_score (GtkWidget *page, const SoProposal *proposal)
{
  AdwPreferencesGroup *group = so_preference_group_add (page, _("Every Point"), _("How the score is made up."));

  for (SoPointsKind kind = 0; kind < SO_N_POINTS; kind++)
    if (proposal->parts[kind].points->len)
      add_part (group, &proposal->parts[kind], kind);
}

static void
add_mended (GtkWidget *page, const SoProposal *proposal)
{
  AdwPreferencesGroup *group;

  if (!proposal->mended->len)
    return;
  group = so_preference_group_add (page, _("What Is Wrong Now"), _("The plan breaks none of these rules."));
  for (guint i = 0; i < proposal->mended->len; i++)
    adw_preferences_group_add (group, make_row (proposal->mended->pdata[i], NULL));
}

GtkWidget *
so_proposal_view_new (const SoProposal *proposal, AdwPreferencesGroup *how)
{
  GtkWidget *page = adw_preferences_page_new ();

  add_head (page, proposal);
  add_changes (page, proposal);
  add_without_place (page, proposal);
  add_mended (page, proposal);
  if (how)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), how);
  add_score (page, proposal);
  return page;
}
