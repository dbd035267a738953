/* SPDX-License-Identifier: MIT */
#include "so-waveform.h"

#include "so-play-clock.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define NATURAL_WIDTH 300
#define MINIMUM_WIDTH 96
#define LANE_HEIGHT 36
#define TWO_LANES_HEIGHT 26
#define STEP 3             /* of the bars, px: 2 drawn, 1 between */
#define BAR 2
#define LANE_GAP 4
/* Somebody who speaks softly is drawn as large as this, at most. */
#define LARGEST_GAIN 8.0
/* s */
#define SHORTEST_HORIZON 15.0

struct _SoWaveform {
  GtkWidget parent_instance;

  SoSound *sound;
  guint64 frame;
  GskPath *bars;           /* for drawn_width and drawn_height; NULL: to be made */
  int drawn_width, drawn_height;
  GtkGesture *drag;
};

static void init_range (GtkAccessibleRangeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoWaveform, so_waveform, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, init_range))

enum { SEEK, N_SIGNALS };
static guint signals[N_SIGNALS];

guint64
so_waveform_frame_at (double x, double width, guint64 frames)
{
  return width > 0 ? (guint64) (CLAMP (x / width, 0, 1) * (double) frames) : 0;
}

double
so_waveform_x_of (guint64 frame, double width, guint64 frames)
{
  return frames ? width * (double) MIN (frame, frames) / (double) frames : 0;
}

double
so_waveform_horizon (double seconds)
{
  double horizon = SHORTEST_HORIZON;

  while (horizon < seconds)
    horizon *= 2;
  return horizon;
}

/* Drawing ---------------------------------------------------------------------------------------------- */

static guint
lanes (SoWaveform *self)
{
  return self->sound ? self->sound->channels : 1;
}

/* The loudest moment fills the lane; silence is not blown up to noise. */
static double
gain_of (SoWaveform *self, guint lane)
{
  gsize n = so_peaks_get_n (self->sound->peaks);
  SoPeak all = so_peaks_get (self->sound->peaks, lane, 0, n);

  return MIN (128.0 / MAX (MAX (all.high, -all.low), 1), LARGEST_GAIN);
}

/* How many peaks wide it is. */
static gsize
extent (SoWaveform *self)
{
  gsize n = so_peaks_get_n (self->sound->peaks);

  return self->sound->pcm ? n : (gsize) (so_waveform_horizon ((double) n / SO_PEAKS_PER_SECOND) * SO_PEAKS_PER_SECOND);
}

static void
add_lane (SoWaveform *self, GskPathBuilder *builder, guint lane, double top, double height)
{
  gsize n = extent (self);
  double gain = gain_of (self, lane), middle = top + height / 2;

  for (int x = 0; x < self->drawn_width; x += STEP)
    {
      gsize from = n * (gsize) x / self->drawn_width, to = MAX (n * (gsize) (x + STEP) / self->drawn_width, from + 1);
      SoPeak peak = so_peaks_get (self->sound->peaks, lane, from, to);
      double reach = MIN (MAX (peak.high, -peak.low) * gain / 128, 1) * (height / 2);

      reach = MAX (reach, 1);
      gsk_path_builder_add_rect (builder, &GRAPHENE_RECT_INIT (x, (float) (middle - reach), BAR, (float) (2 * reach)));
    }
}

static void
make_bars (SoWaveform *self, int width, int height)
{
  GskPathBuilder *builder;
  double each = (height - (lanes (self) - 1) * LANE_GAP) / (double) lanes (self);

  if (self->bars && self->drawn_width == width && self->drawn_height == height)
    return;
  g_clear_pointer (&self->bars, gsk_path_unref);
  self->drawn_width = width;
  self->drawn_height = height;
  builder = gsk_path_builder_new ();
  for (guint lane = 0; lane < lanes (self); lane++)
    add_lane (self, builder, lane, lane * (each + LANE_GAP), each);
  self->bars = gsk_path_builder_free_to_path (builder);
}

static void
fill_part (SoWaveform *self, GtkSnapshot *snapshot, double from, double to, const GdkRGBA *colour)
{
  if (to <= from)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) from, 0, (float) (to - from), self->drawn_height));
  gtk_snapshot_append_fill (snapshot, self->bars, GSK_FILL_RULE_WINDING, colour);
  gtk_snapshot_pop (snapshot);
}

static void
so_waveform_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoWaveform *self = SO_WAVEFORM (widget);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA colour, heard;
  double at;

  if (!self->sound || width <= 0 || height <= 0)
    return;
  make_bars (self, width, height);
  adw_rgba_to_standalone (accent, adw_style_manager_get_dark (style), &heard);
  gtk_widget_get_color (widget, &colour);
  colour.alpha *= 0.35f;
  at = so_waveform_x_of (self->frame, width, self->sound->frames);
  fill_part (self, snapshot, 0, at, &heard);
  fill_part (self, snapshot, at, width, &colour);
  if (self->sound->pcm)
    gtk_snapshot_append_color (snapshot, &heard, &GRAPHENE_RECT_INIT ((float) CLAMP (at - 1, 0, width - 2), 0, 2, height));
}

static void
so_waveform_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MINIMUM_WIDTH, *natural = NATURAL_WIDTH;
  else
    *minimum = *natural = lanes (SO_WAVEFORM (widget)) == 2 ? 2 * TWO_LANES_HEIGHT + LANE_GAP : LANE_HEIGHT;
}

/* Pressing --------------------------------------------------------------------------------------------- */

static void
go_to (SoWaveform *self, double x)
{
  if (self->sound)
    g_signal_emit (self, signals[SEEK], 0, so_waveform_frame_at (x, gtk_widget_get_width (GTK_WIDGET (self)), self->sound->frames));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, SoWaveform *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  go_to (self, x);
}

static void
on_drag_update (GtkGestureDrag *gesture, double x, double y, SoWaveform *self)
{
  double start, unused;

  if (gtk_gesture_drag_get_start_point (gesture, &start, &unused))
    go_to (self, start + x);
}

/* Of a screen reader that moves the slider. */
static gboolean
set_current_value (GtkAccessibleRange *range, double value)
{
  SoWaveform *self = SO_WAVEFORM (range);

  if (!self->sound)
    return FALSE;
  g_signal_emit (self, signals[SEEK], 0, (guint64) (CLAMP (value, 0, so_sound_get_seconds (self->sound)) * self->sound->rate));
  return TRUE;
}

static void
init_range (GtkAccessibleRangeInterface *iface)
{
  iface->set_current_value = set_current_value;
}

static void
say_where (SoWaveform *self)
{
  double all = self->sound ? so_sound_get_seconds (self->sound) : 0;
  double now = self->sound ? (double) self->frame / self->sound->rate : 0;
  g_autofree char *words = so_play_words (now, all);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, all, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, now,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
so_waveform_dispose (GObject *object)
{
  SoWaveform *self = SO_WAVEFORM (object);

  g_clear_pointer (&self->sound, so_sound_unref);
  g_clear_pointer (&self->bars, gsk_path_unref);
  G_OBJECT_CLASS (so_waveform_parent_class)->dispose (object);
}

static void
so_waveform_class_init (SoWaveformClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_waveform_dispose;
  widget_class->snapshot = so_waveform_snapshot;
  widget_class->measure = so_waveform_measure;
  signals[SEEK] = g_signal_new ("seek", SO_TYPE_WAVEFORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  gtk_widget_class_set_css_name (widget_class, "waveform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
so_waveform_init (SoWaveform *self)
{
  self->drag = gtk_gesture_drag_new ();
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Place in the recording"), -1);
}

void
so_waveform_set_sound (SoWaveform *self, SoSound *sound)
{
  g_return_if_fail (SO_IS_WAVEFORM (self));

  if (self->sound == sound)
    return;
  g_clear_pointer (&self->sound, so_sound_unref);
  g_clear_pointer (&self->bars, gsk_path_unref);
  self->sound = sound ? so_sound_ref (sound) : NULL;
  self->frame = 0;
  say_where (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
so_waveform_set_frame (SoWaveform *self, guint64 frame, gboolean say)
{
  double width;
  guint64 before;

  g_return_if_fail (SO_IS_WAVEFORM (self));

  width = gtk_widget_get_width (GTK_WIDGET (self));
  before = self->frame;

  self->frame = frame;
  if (say)
    say_where (self);
  /* Half a pixel of a sharp display. */
  if (self->sound && (int) (2 * so_waveform_x_of (before, width, self->sound->frames)) != (int) (2 * so_waveform_x_of (frame, width, self->sound->frames)))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
