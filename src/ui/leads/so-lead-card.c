/* SPDX-License-Identifier: MIT */
#include "so-lead-card.h"

#include "so-clock.h"
#include "so-dim.h"
#include "so-lead-words.h"

#include <adwaita.h>

#define PAD 10
#define GAP 2

enum { NAME, SCORE, DAYS, NEXT, BADGES };

struct _SoLeadCard {
  SoDrawnRow parent_instance;

  SoAgeing ageing;
  gboolean late;
};

G_DEFINE_FINAL_TYPE (SoLeadCard, so_lead_card, SO_TYPE_DRAWN_ROW)

static void
lay_out (SoDrawnRow *row, gpointer value)
{
  const SoLead *lead = value;
  SoLeadCard *self = SO_LEAD_CARD (row);
  gint64 now = so_now ();
  g_autofree char *score = lead->score >= 0 ? g_strdup_printf ("%d", lead->score) : NULL;
  g_autofree char *days = so_lead_words_days (lead, now, &self->ageing), *next = so_lead_words_next (lead, now, &self->late), *badges = so_lead_words_badges (lead);

  so_drawn_row_set_text (row, NAME, lead->name, 1, PANGO_WEIGHT_BOLD, FALSE);
  so_drawn_row_set_text (row, SCORE, score ? score : "", 0.9, PANGO_WEIGHT_BOLD, TRUE);
  so_drawn_row_set_text (row, DAYS, days, 0.85, self->ageing == SO_AGEING_FRESH ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD, TRUE);
  so_drawn_row_set_text (row, NEXT, next, 0.9, self->late ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, FALSE);
  so_drawn_row_set_text (row, BADGES, badges, 0.82, PANGO_WEIGHT_NORMAL, FALSE);
}

static void
so_lead_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 120, *natural = 220;
  else
    *minimum = *natural = 4 * so_drawn_row_get_line_height (SO_DRAWN_ROW (widget)) + 3 * GAP + 2 * PAD;
}

/* The theme's own warning and error colours, which are readable on its backgrounds. */
static void
tone (SoDrawnRow *self, gboolean warn, gboolean error, GdkRGBA *colour)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  gboolean dark = adw_style_manager_get_dark (style);

  gtk_widget_get_color (GTK_WIDGET (self), colour);
  if (error)
    gdk_rgba_parse (colour, dark ? "#ff938c" : "#c30000");
  else if (warn)
    gdk_rgba_parse (colour, dark ? "#ffc252" : "#905400");
  else
    so_dim (colour);
}

static void
draw (SoDrawnRow *row, gpointer value, GtkSnapshot *snapshot)
{
  SoLeadCard *self = SO_LEAD_CARD (row);
  double line = so_drawn_row_get_line_height (row) + GAP, width = gtk_widget_get_width (GTK_WIDGET (row)), score;
  GdkRGBA colour, dim, days, next;

  gtk_widget_get_color (GTK_WIDGET (row), &colour);
  tone (row, FALSE, FALSE, &dim);
  tone (row, self->ageing == SO_AGEING_AGEING, self->ageing == SO_AGEING_OLD, &days);
  tone (row, FALSE, self->late, &next);
  score = so_drawn_row_measure_text (row, SCORE) + 1;
  /* The name and how long have a line for themselves: six columns beside each other leave it little room. */
  so_drawn_row_put (row, snapshot, NAME, PAD, PAD, width - 2 * PAD, &colour);
  so_drawn_row_put (row, snapshot, DAYS, PAD, PAD + line, width - 2 * PAD, &days);
  so_drawn_row_put (row, snapshot, NEXT, PAD, PAD + 2 * line, width - 2 * PAD, &next);
  so_drawn_row_put (row, snapshot, BADGES, PAD, PAD + 3 * line, width - 2 * PAD - score - 6, &dim);
  so_drawn_row_put (row, snapshot, SCORE, width - PAD - score, PAD + 3 * line, score, &dim);
}

static void
name (SoDrawnRow *row, gpointer value, GtkListItem *list_item)
{
  const SoLead *lead = value;
  g_autofree char *words = so_lead_words_spoken (lead, so_now ());

  if (!list_item)
    return;
  gtk_list_item_set_accessible_label (list_item, lead->name);
  gtk_list_item_set_accessible_description (list_item, words);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, SoDrawnRow *row)
{
  g_autoptr (GdkPaintable) picture = NULL;

  if (!so_drawn_row_get_item (row))
    return NULL;
  picture = gtk_widget_paintable_new (GTK_WIDGET (row));
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (SO_TYPE_ITEM, so_drawn_row_get_item (row));
}

static void
so_lead_card_class_init (SoLeadCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SoDrawnRowClass *row_class = SO_DRAWN_ROW_CLASS (klass);

  widget_class->measure = so_lead_card_measure;
  row_class->lay_out = lay_out;
  row_class->draw = draw;
  row_class->name = name;
  gtk_widget_class_set_css_name (widget_class, "leadcard");
}

static void
so_lead_card_init (SoLeadCard *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
so_lead_card_new (void)
{
  return g_object_new (SO_TYPE_LEAD_CARD, NULL);
}
