/* SPDX-License-Identifier: MIT */
#include "so-call-row.h"

#include "so-age.h"
#include "so-call-words.h"
#include "so-clock.h"
#include "so-dim.h"

#define PAD 9
#define GAP 3
#define ICON 16
#define DOT 8
#define INDENT (ICON + 9)

/* Seen on light and on dark; the words beside the icon say the same. */
#define MISSED "#e0384a"
#define UNHEARD "#3584e4"

enum { NAME, WHEN, LINE };

struct _SoCallRow {
  SoDrawnRow parent_instance;

  GdkPaintable *icon;
};

G_DEFINE_FINAL_TYPE (SoCallRow, so_call_row, SO_TYPE_DRAWN_ROW)

static void
lay_out (SoDrawnRow *row, gpointer value)
{
  const SoCallEntry *entry = value;
  GtkWidget *widget = GTK_WIDGET (row);
  g_autofree char *when = so_age_dup_time (entry->call->started_at), *line = so_call_words_line (entry->call);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  so_drawn_row_set_text (row, NAME, so_call_words_who (entry->call), 1, entry->unheard ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_SEMIBOLD, FALSE);
  so_drawn_row_set_text (row, WHEN, when, 0.82, PANGO_WEIGHT_NORMAL, TRUE);
  so_drawn_row_set_text (row, LINE, line, 0.92, PANGO_WEIGHT_NORMAL, FALSE);
  g_clear_object (&SO_CALL_ROW (row)->icon);
  SO_CALL_ROW (row)->icon = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (theme, so_call_words_icon (entry->call), NULL, ICON, gtk_widget_get_scale_factor (widget),
                                                                       gtk_widget_get_direction (widget), 0));
}

static void
so_call_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 180, *natural = 320;
  else
    *minimum = *natural = 2 * so_drawn_row_get_line_height (SO_DRAWN_ROW (widget)) + GAP + 2 * PAD;
}

static void
put_icon (SoDrawnRow *row, GtkSnapshot *snapshot, double y, const GdkRGBA *colour)
{
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (so_drawn_row_from_start (row, PAD, ICON), y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (SO_CALL_ROW (row)->icon), snapshot, ICON, ICON, colours, G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
}

static void
put_dot (SoDrawnRow *row, GtkSnapshot *snapshot, double x, double y)
{
  GskRoundedRect disc;
  GdkRGBA colour;

  gdk_rgba_parse (&colour, UNHEARD);
  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (so_drawn_row_from_start (row, x, DOT), y, DOT, DOT), DOT / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &colour, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw (SoDrawnRow *row, gpointer value, GtkSnapshot *snapshot)
{
  const SoCallEntry *entry = value;
  double line = so_drawn_row_get_line_height (row), x = PAD + INDENT, end = gtk_widget_get_width (GTK_WIDGET (row)) - PAD, second = PAD + line + GAP;
  double when = so_drawn_row_measure_text (row, WHEN) + 1;
  gboolean missed = entry->call->state == SO_CALL_MISSED;
  GdkRGBA colour, dim, mark;

  gtk_widget_get_color (GTK_WIDGET (row), &colour);
  dim = colour;
  so_dim (&dim);
  gdk_rgba_parse (&mark, MISSED);
  put_icon (row, snapshot, PAD + (line - ICON) / 2, missed ? &mark : &dim);
  so_drawn_row_put (row, snapshot, NAME, x, PAD, end - when - 8 - x, &colour);
  so_drawn_row_put (row, snapshot, WHEN, end - when, PAD + line * 0.1, when, &dim);
  so_drawn_row_put (row, snapshot, LINE, x, second, end - x - (entry->unheard ? DOT + 8 : 0), &dim);
  if (entry->unheard)
    put_dot (row, snapshot, end - DOT, second + (line - DOT) / 2);
}

static void
name (SoDrawnRow *row, gpointer value, GtkListItem *list_item)
{
  g_autofree char *words = so_call_words_row (value, so_now ());

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (list_item)
    gtk_list_item_set_accessible_label (list_item, words);
}

static void
so_call_row_finalize (GObject *object)
{
  g_clear_object (&SO_CALL_ROW (object)->icon);
  G_OBJECT_CLASS (so_call_row_parent_class)->finalize (object);
}

static void
so_call_row_class_init (SoCallRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SoDrawnRowClass *row_class = SO_DRAWN_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_call_row_finalize;
  widget_class->measure = so_call_row_measure;
  row_class->lay_out = lay_out;
  row_class->draw = draw;
  row_class->name = name;
  gtk_widget_class_set_css_name (widget_class, "callrow");
}

static void
so_call_row_init (SoCallRow *self)
{
}

GtkWidget *
so_call_row_new (void)
{
  return g_object_new (SO_TYPE_CALL_ROW, NULL);
}
