/* SPDX-License-Identifier: MIT */
#include "so-weights-page.h"

#include "so-contact.h"
#include "so-preferences-say.h"
#include "so-rescore.h"

#include <glib/gi18n.h>

/* A number is typed, or an arrow held: once that is over it is worth scoring everybody anew. */
#define PAUSE_MS 700

struct _SoWeightsPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  AdwSpinRow *rows[SO_N_LEAD_SIGNALS];     /* borrowed */
  gboolean filling, again;
  gboolean saving;
  guint pause;
};

G_DEFINE_FINAL_TYPE (SoWeightsPage, so_weights_page, ADW_TYPE_NAVIGATION_PAGE)

static void save (SoWeightsPage *self);

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWeightsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint changed;

  self->saving = FALSE;
  if (so_studio_set_weights_finish (SO_STUDIO (source), result, &changed, &error))
    words = g_strdup_printf (ngettext ("%u person has another score now", "%u people have another score now", changed), changed);
  if (self->again)
    save (self);
  else
    so_preferences_say (GTK_WIDGET (self), words ? words : error->message);
}

static void
save (SoWeightsPage *self)
{
  int weights[SO_N_LEAD_SIGNALS];

  g_clear_handle_id (&self->pause, g_source_remove);
  self->again = self->saving;
  if (self->saving)
    return;
  for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
    weights[i] = (int) adw_spin_row_get_value (self->rows[i]);
  self->saving = TRUE;
  so_studio_set_weights_async (self->studio, weights, NULL, on_saved, g_object_ref (self));
}

static gboolean
on_pause_over (gpointer user_data)
{
  SoWeightsPage *self = user_data;

  self->pause = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (SoWeightsPage *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_over, self);
}

static void
fill (SoWeightsPage *self, const int weights[SO_N_LEAD_SIGNALS])
{
  self->filling = TRUE;
  for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
    adw_spin_row_set_value (self->rows[i], weights[i]);
  self->filling = FALSE;
}

static void
on_reset (SoWeightsPage *self)
{
  int weights[SO_N_LEAD_SIGNALS];

  for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
    weights[i] = so_lead_signal_points (i);
  fill (self, weights);
  save (self);
}

/* Left before the moment was over: nothing that was typed is lost. */
static void
so_weights_page_unmap (GtkWidget *widget)
{
  SoWeightsPage *self = SO_WEIGHTS_PAGE (widget);

  if (self->pause)
    save (self);
  GTK_WIDGET_CLASS (so_weights_page_parent_class)->unmap (widget);
}

static void
so_weights_page_dispose (GObject *object)
{
  SoWeightsPage *self = SO_WEIGHTS_PAGE (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_weights_page_parent_class)->dispose (object);
}

static void
so_weights_page_class_init (SoWeightsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_weights_page_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = so_weights_page_unmap;
}

static void
so_weights_page_init (SoWeightsPage *self)
{
}

static void
add_row (SoWeightsPage *self, AdwPreferencesGroup *group, SoLeadSignal signal)
{
  AdwSpinRow *row = ADW_SPIN_ROW (adw_spin_row_new_with_range (-SO_LEAD_WEIGHT_MOST, SO_LEAD_WEIGHT_MOST, 5));
  g_autofree char *usual = g_strdup_printf (_("Usually %d"), so_lead_signal_points (signal));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), so_lead_signal_label (signal));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), usual);
  adw_spin_row_set_numeric (row, TRUE);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_signal_connect_object (row, "notify::value", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  self->rows[signal] = row;
}

static AdwPreferencesGroup *
add_group (GtkWidget *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
make_page (SoWeightsPage *self)
{
  GtkWidget *page = adw_preferences_page_new (), *reset = adw_button_row_new ();
  g_autofree char *effect = g_strdup_printf (_("Every sign counts once, and the points add up to a score from 0 to 100: %d and more is hot, %d and more is warm. "
                                               "0 switches a sign off. The score never moves a lead to another stage."), SO_LEAD_HOT, SO_LEAD_WARM);
  AdwPreferencesGroup *buys = add_group (page, _("Signs That They Want to Buy"), effect), *others = add_group (page, _("How and When They Write"), NULL), *last;

  self->filling = TRUE;
  for (SoLeadSignal i = 0; i < SO_N_LEAD_SIGNALS; i++)
    add_row (self, so_lead_signal_buys (i) ? buys : others, i);
  self->filling = FALSE;
  last = add_group (page, NULL, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reset), _("Reset to the Usual Points"));
  g_signal_connect_swapped (reset, "activated", G_CALLBACK (on_reset), self);
  adw_preferences_group_add (last, reset);
  return page;
}

AdwNavigationPage *
so_weights_page_new (SoStudio *studio)
{
  SoWeightsPage *self = g_object_new (SO_TYPE_WEIGHTS_PAGE, "title", _("Points of the Lead Score"), NULL);
  GtkWidget *view = adw_toolbar_view_new ();
  int weights[SO_N_LEAD_SIGNALS];

  self->studio = g_object_ref (studio);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_page (self));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  if (so_studio_get_weights (studio, weights))
    fill (self, weights);
  return ADW_NAVIGATION_PAGE (self);
}

static void
on_open (GtkWidget *row, SoStudio *studio)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), so_weights_page_new (studio));
}

GtkWidget *
so_weights_page_group (SoStudio *studio)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Points of the Lead Score"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("What makes somebody a hot lead"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (on_open), g_object_ref (studio), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}
