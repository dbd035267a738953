/* SPDX-License-Identifier: MIT */
#include "so-call-numbers.h"

#include "so-call-facts.h"
#include "so-call-words.h"
#include "so-clock.h"
#include "so-tile.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* How wide a tile wants to be. */
#define TILE_CHARS 26

struct _SoCallNumbers {
  AdwBin parent_instance;

  GtkDropDown *period;
  GtkFlowBox *tiles;

  SoTile shown[SO_N_CALL_METRICS];
  SoStudio *studio;
  GCancellable *cancellable;                 /* of the question that is asked; NULL: none */
  gboolean stale;                            /* something changed since it was asked, or while nobody looked */
};

G_DEFINE_FINAL_TYPE (SoCallNumbers, so_call_numbers, ADW_TYPE_BIN)

static void ask (SoCallNumbers *self);

static void
show (SoCallNumbers *self, const SoCallMetrics *metrics)
{
  for (SoCallMetric i = 0; i < SO_N_CALL_METRICS; i++)
    {
      g_autofree char *value = so_call_words_metric (metrics, i);
      g_autofree char *name = g_strdup_printf ("%s: %s", _(so_call_metric_label (i)), value);
      double unused;

      gtk_label_set_label (self->shown[i].value, value);
      if (so_call_metric_value (metrics, i, &unused))
        gtk_widget_remove_css_class (GTK_WIDGET (self->shown[i].value), "dim-label");
      else
        gtk_widget_add_css_class (GTK_WIDGET (self->shown[i].value), "dim-label");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->shown[i].child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(so_call_metric_definition (i)), -1);
    }
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoCallNumbers) self = user_data;
  g_autoptr (GError) error = NULL;
  SoCallMetrics metrics;
  SoWindow *window;

  if (!so_studio_count_calls_finish (SO_STUDIO (source), result, &metrics, &error))
    {
      /* Cancelled: another question was asked since, or nobody is here any more. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      if ((window = so_window_of (GTK_WIDGET (self))))
        so_window_show_error (window, error);
    }
  else
    show (self, &metrics);
  g_clear_object (&self->cancellable);
  if (self->stale)
    ask (self);
}

/* One question at a time: a sync of a thousand calls changes the store a hundred times. */
static void
ask (SoCallNumbers *self)
{
  SoCallPeriod period = gtk_drop_down_get_selected (self->period);

  self->stale = self->cancellable || !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale || !self->studio)
    return;
  self->cancellable = g_cancellable_new ();
  so_studio_count_calls_async (self->studio, so_call_period_start (period, so_studio_get_zone (self->studio), so_now ()), self->cancellable, on_counted, g_object_ref (self));
}

static void
on_period_changed (SoCallNumbers *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ask (self);
}

static void
on_store_changed (SoCallNumbers *self, guint changes)
{
  if (changes & SO_CHANGED_CALLS)
    ask (self);
}

void
so_call_numbers_set_studio (SoCallNumbers *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_CALL_NUMBERS (self) && !self->studio);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  ask (self);
}

static void
so_call_numbers_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_call_numbers_parent_class)->map (widget);
  /* Days pass while nobody looks. */
  ask (SO_CALL_NUMBERS (widget));
}

static gboolean
so_call_numbers_grab_focus (GtkWidget *widget)
{
  /* So that the box knows where its arrow keys go on from. */
  return gtk_widget_child_focus (GTK_WIDGET (SO_CALL_NUMBERS (widget)->tiles), GTK_DIR_TAB_FORWARD);
}

static void
so_call_numbers_dispose (GObject *object)
{
  SoCallNumbers *self = SO_CALL_NUMBERS (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_call_numbers_parent_class)->dispose (object);
}

static void
so_call_numbers_class_init (SoCallNumbersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_call_numbers_dispose;
  GTK_WIDGET_CLASS (klass)->map = so_call_numbers_map;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_call_numbers_grab_focus;
}

static GtkWidget *
make_period (SoCallNumbers *self)
{
  const char *labels[SO_N_CALL_PERIODS + 1] = { NULL };

  for (SoCallPeriod i = 0; i < SO_N_CALL_PERIODS; i++)
    labels[i] = _(so_call_period_label (i));
  self->period = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (labels));
  gtk_drop_down_set_selected (self->period, SO_CALL_PERIOD_30_DAYS);
  gtk_widget_set_halign (GTK_WIDGET (self->period), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->period), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Period"), -1);
  g_signal_connect_object (self->period, "notify::selected", G_CALLBACK (on_period_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->period);
}

static GtkWidget *
make_tiles (SoCallNumbers *self)
{
  self->tiles = so_tile_box_new (1, 5, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tiles), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Numbers"), -1);
  for (SoCallMetric i = 0; i < SO_N_CALL_METRICS; i++)
    /* What it counts stands below the number: nothing has to be found, by whatever means one reads. */
    self->shown[i] = so_tile_add (self->tiles, so_call_metric_nick (i), _(so_call_metric_label (i)), "title-1", _(so_call_metric_definition (i)), TILE_CHARS);
  return GTK_WIDGET (self->tiles);
}

static void
so_call_numbers_init (SoCallNumbers *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), make_period (self));
  gtk_box_append (GTK_BOX (box), make_tiles (self));
  so_tile_add_label (box, _("A call counts in the period in which it began, once it is over. Calls and numbers are of this studio alone, and are counted anew from its rows."), "caption", TILE_CHARS);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1400);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1400);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_widget_set_margin_top (clamp, 12);
  gtk_widget_set_margin_bottom (clamp, 12);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
