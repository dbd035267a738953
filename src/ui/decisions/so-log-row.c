/* SPDX-License-Identifier: MIT */
#include "so-log-row.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-line.h"
#include "so-log-words.h"
#include "so-text.h"

/* GtkListView keeps about 205 rows whatever is seen of them, so a row is one widget: no labels, no boxes. */

#define PAD 9
#define GAP 3
#define ICON 16
#define DOT 8
#define INDENT (ICON + 9)

enum { NAME, WHEN, TEXT, OUTCOME, N_LAYOUTS };

struct _SoLogRow {
  GtkWidget parent_instance;

  SoItem *item;
  GtkListItem *list_item;      /* borrowed: it outlives its row */
  gulong changed;
  PangoLayout *layouts[N_LAYOUTS];
  GdkPaintable *icon;
  gboolean laid_out;           /* layouts and icon are those of the item */
};

G_DEFINE_FINAL_TYPE (SoLogRow, so_log_row, GTK_TYPE_WIDGET)

/* Seen on light and on dark; the words beside the dot say the same. */
static const char *const tones[] = {
  [SO_LOG_TONE_PLAIN] = "#8a8992", [SO_LOG_TONE_GOOD] = "#2a9d62", [SO_LOG_TONE_WAITS] = "#c98a00", [SO_LOG_TONE_BAD] = "#e0384a",
};

static const SoLogEntry *
entry_of (SoLogRow *self)
{
  return self->item ? so_item_get_value (self->item) : NULL;
}

static void
forget_layouts (SoLogRow *self)
{
  for (int i = 0; i < N_LAYOUTS; i++)
    g_clear_object (&self->layouts[i]);
  g_clear_object (&self->icon);
  self->laid_out = FALSE;
}

static void
set_layout (SoLogRow *self, int which, const char *text, double scale, PangoWeight weight)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (!self->layouts[which])
    {
      self->layouts[which] = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (self->layouts[which], PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->layouts[which], TRUE);
    }
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (which == WHEN)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layouts[which], attributes);
  so_line_set_text (self->layouts[which], text);
  pango_attr_list_unref (attributes);
}

static void
lay_out (SoLogRow *self, const SoLogEntry *entry)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *when = so_age_dup_short (entry->decided_at, so_now ()), *text = so_text_snippet (entry->text, 200);
  g_autofree char *outcome = so_log_words_outcome (entry), *by = so_log_words_by (entry);
  g_autofree char *line = g_strdup_printf ("%s%s%s", outcome, *by ? " · " : "", by);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  set_layout (self, NAME, entry->contact_name, 1, PANGO_WEIGHT_BOLD);
  set_layout (self, WHEN, when, 0.82, PANGO_WEIGHT_NORMAL);
  set_layout (self, TEXT, text, 0.95, PANGO_WEIGHT_NORMAL);
  set_layout (self, OUTCOME, line, 0.88, PANGO_WEIGHT_NORMAL);
  g_clear_object (&self->icon);
  self->icon = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (theme, so_log_words_channel_icon (entry), NULL, ICON,
                                                          gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0));
  self->laid_out = TRUE;
}

static int
line_height (GtkWidget *widget)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int height = PANGO_PIXELS (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (height, 14);
}

static void
so_log_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 180, *natural = 320;
  else
    *minimum = *natural = 3 * line_height (widget) + 2 * GAP + 2 * PAD;
}

/* Everything is placed from the start; in a right-to-left language the start is right. */
static double
from_start (SoLogRow *self, double x, double width)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x;
}

static void
put (GtkSnapshot *snapshot, SoLogRow *self, int which, double x, double y, double width, const GdkRGBA *colour)
{
  so_line_put (snapshot, GTK_WIDGET (self), self->layouts[which], x, y, width, colour);
}

static void
put_icon (GtkSnapshot *snapshot, SoLogRow *self, double x, double y, const GdkRGBA *colour)
{
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (from_start (self, x, ICON), y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot, ICON, ICON, colours, G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
}

static void
put_dot (GtkSnapshot *snapshot, SoLogRow *self, double x, double y, SoLogTone tone)
{
  GskRoundedRect disc;
  GdkRGBA colour;

  gdk_rgba_parse (&colour, tones[tone]);
  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (from_start (self, x, DOT), y, DOT, DOT), DOT / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &colour, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static int
layout_width (SoLogRow *self, int which)
{
  int width;

  pango_layout_set_width (self->layouts[which], -1);
  pango_layout_get_pixel_size (self->layouts[which], &width, NULL);
  return width;
}

static void
so_log_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoLogRow *self = SO_LOG_ROW (widget);
  const SoLogEntry *entry = entry_of (self);
  double width = gtk_widget_get_width (widget), line = line_height (widget), x = PAD + INDENT, end = width - PAD, when;
  double second = PAD + line + GAP, third = second + line + GAP;
  GdkRGBA colour, dim;

  if (!entry)
    return;
  if (!self->laid_out)
    lay_out (self, entry);
  gtk_widget_get_color (widget, &colour);
  dim = colour;
  dim.alpha *= 0.66;
  when = layout_width (self, WHEN) + 1;
  put_icon (snapshot, self, PAD, PAD + (line - ICON) / 2, &dim);
  put (snapshot, self, NAME, x, PAD, end - when - 8 - x, &colour);
  put (snapshot, self, WHEN, end - when, PAD + line * 0.1, when, &dim);
  put (snapshot, self, TEXT, x, second, end - x, &colour);
  put_dot (snapshot, self, PAD + (ICON - DOT) / 2, third + (line - DOT) / 2, so_log_words_tone (entry->state));
  put (snapshot, self, OUTCOME, x, third, end - x, &dim);
}

static void
name_row (SoLogRow *self)
{
  const SoLogEntry *entry = entry_of (self);
  g_autofree char *name = entry ? so_log_words_row (entry) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name ? name : "", -1);
  if (self->list_item)
    gtk_list_item_set_accessible_label (self->list_item, name ? name : "");
}

static void
on_changed (SoLogRow *self)
{
  self->laid_out = FALSE;
  name_row (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
so_log_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (so_log_row_parent_class)->system_setting_changed (widget, setting);
  forget_layouts (SO_LOG_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static void
so_log_row_dispose (GObject *object)
{
  SoLogRow *self = SO_LOG_ROW (object);

  so_log_row_bind (self, NULL, NULL);
  forget_layouts (self);
  G_OBJECT_CLASS (so_log_row_parent_class)->dispose (object);
}

static void
so_log_row_class_init (SoLogRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_log_row_dispose;
  widget_class->measure = so_log_row_measure;
  widget_class->snapshot = so_log_row_snapshot;
  widget_class->system_setting_changed = so_log_row_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "logrow");
}

static void
so_log_row_init (SoLogRow *self)
{
}

GtkWidget *
so_log_row_new (void)
{
  return g_object_new (SO_TYPE_LOG_ROW, NULL);
}

void
so_log_row_bind (SoLogRow *self, SoItem *item, GtkListItem *list_item)
{
  g_return_if_fail (SO_IS_LOG_ROW (self));

  g_clear_signal_handler (&self->changed, self->item);
  g_set_object (&self->item, item);
  self->list_item = list_item;
  self->laid_out = FALSE;
  if (!item)
    return;
  self->changed = g_signal_connect_swapped (item, "changed", G_CALLBACK (on_changed), self);
  name_row (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
