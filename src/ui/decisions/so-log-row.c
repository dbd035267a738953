/* SPDX-License-Identifier: MIT */
#include "so-log-row.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-dim.h"
#include "so-log-words.h"
#include "so-text.h"

#define PAD 9
#define GAP 3
#define ICON 16
#define DOT 8
#define INDENT (ICON + 9)

enum { NAME, WHEN, TEXT, OUTCOME };

struct _SoLogRow {
  SoDrawnRow parent_instance;

  GdkPaintable *icon;
};

G_DEFINE_FINAL_TYPE (SoLogRow, so_log_row, SO_TYPE_DRAWN_ROW)

/* Seen on light and on dark; the words beside the dot say the same. */
static const char *const tones[] = {
  [SO_LOG_TONE_PLAIN] = "#8a8992", [SO_LOG_TONE_GOOD] = "#2a9d62", [SO_LOG_TONE_WAITS] = "#c98a00", [SO_LOG_TONE_BAD] = "#e0384a",
};

static void
lay_out (SoDrawnRow *row, gpointer value)
{
  const SoLogEntry *entry = value;
  GtkWidget *widget = GTK_WIDGET (row);
  g_autofree char *when = so_age_dup_short (entry->decided_at, so_now ()), *text = so_text_snippet (entry->text, 200);
  g_autofree char *outcome = so_log_words_outcome (entry), *by = so_log_words_by (entry);
  g_autofree char *line = g_strdup_printf ("%s%s%s", outcome, *by ? " · " : "", by);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  so_drawn_row_set_text (row, NAME, entry->contact_name, 1, PANGO_WEIGHT_BOLD, FALSE);
  so_drawn_row_set_text (row, WHEN, when, 0.82, PANGO_WEIGHT_NORMAL, TRUE);
  so_drawn_row_set_text (row, TEXT, text, 0.95, PANGO_WEIGHT_NORMAL, FALSE);
  so_drawn_row_set_text (row, OUTCOME, line, 0.88, PANGO_WEIGHT_NORMAL, FALSE);
  g_clear_object (&SO_LOG_ROW (row)->icon);
  SO_LOG_ROW (row)->icon = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (theme, so_log_words_channel_icon (entry), NULL, ICON,
                                                                      gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0));
}

static void
so_log_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 180, *natural = 320;
  else
    *minimum = *natural = 3 * so_drawn_row_get_line_height (SO_DRAWN_ROW (widget)) + 2 * GAP + 2 * PAD;
}

static void
put_icon (SoDrawnRow *row, GtkSnapshot *snapshot, double x, double y, const GdkRGBA *colour)
{
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (so_drawn_row_from_start (row, x, ICON), y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (SO_LOG_ROW (row)->icon), snapshot, ICON, ICON, colours, G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
}

static void
put_dot (SoDrawnRow *row, GtkSnapshot *snapshot, double x, double y, SoLogTone tone)
{
  GskRoundedRect disc;
  GdkRGBA colour;

  gdk_rgba_parse (&colour, tones[tone]);
  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (so_drawn_row_from_start (row, x, DOT), y, DOT, DOT), DOT / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &colour, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw (SoDrawnRow *row, gpointer value, GtkSnapshot *snapshot)
{
  const SoLogEntry *entry = value;
  double line = so_drawn_row_get_line_height (row), x = PAD + INDENT, end = gtk_widget_get_width (GTK_WIDGET (row)) - PAD, when;
  double second = PAD + line + GAP, third = second + line + GAP;
  GdkRGBA colour, dim;

  gtk_widget_get_color (GTK_WIDGET (row), &colour);
  dim = colour;
  so_dim (&dim);
  when = so_drawn_row_measure_text (row, WHEN) + 1;
  put_icon (row, snapshot, PAD, PAD + (line - ICON) / 2, &dim);
  so_drawn_row_put (row, snapshot, NAME, x, PAD, end - when - 8 - x, &colour);
  so_drawn_row_put (row, snapshot, WHEN, end - when, PAD + line * 0.1, when, &dim);
  so_drawn_row_put (row, snapshot, TEXT, x, second, end - x, &colour);
  put_dot (row, snapshot, PAD + (ICON - DOT) / 2, third + (line - DOT) / 2, so_log_words_tone (entry->state));
  so_drawn_row_put (row, snapshot, OUTCOME, x, third, end - x, &dim);
}

static void
name (SoDrawnRow *row, gpointer value, GtkListItem *list_item)
{
  g_autofree char *words = so_log_words_row (value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (list_item)
    gtk_list_item_set_accessible_label (list_item, words);
}

static void
so_log_row_finalize (GObject *object)
{
  g_clear_object (&SO_LOG_ROW (object)->icon);
  G_OBJECT_CLASS (so_log_row_parent_class)->finalize (object);
}

static void
so_log_row_class_init (SoLogRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SoDrawnRowClass *row_class = SO_DRAWN_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_log_row_finalize;
  widget_class->measure = so_log_row_measure;
  row_class->lay_out = lay_out;
  row_class->draw = draw;
  row_class->name = name;
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
