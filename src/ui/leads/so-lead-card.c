/* SPDX-License-Identifier: MIT */
#include "so-lead-card.h"

#include "so-clock.h"
#include "so-dim.h"
#include "so-lead-words.h"

#include <adwaita.h>

#define PAD 9
#define GAP 2
/* px: a card that is less wide, as six columns beside each other are in a small window, has two lines of badges. */
#define NARROW 180

enum { NAME, SCORE, DAYS, NEXT, BADGES, MORE };

struct _SoLeadCard {
  SoDrawnRow parent_instance;

  SoAgeing ageing;
  gboolean late;
  char **badges;
  double fitted;       /* px: so wide was the line in which as many badges as now had room; -1: not known yet */
};

G_DEFINE_FINAL_TYPE (SoLeadCard, so_lead_card, SO_TYPE_DRAWN_ROW)

static void
lay_out (SoDrawnRow *row, gpointer value)
{
  const SoLead *lead = value;
  SoLeadCard *self = SO_LEAD_CARD (row);
  gint64 now = so_now ();
  g_autofree char *score = lead->score >= 0 ? g_strdup_printf ("%d", lead->score) : NULL;
  g_autofree char *days = so_lead_words_days (lead, now, &self->ageing), *next = so_lead_words_next (lead, now, &self->late);

  so_drawn_row_set_text (row, NAME, lead->name, 1, PANGO_WEIGHT_BOLD, FALSE);
  so_drawn_row_set_text (row, SCORE, score ? score : "", 0.9, PANGO_WEIGHT_BOLD, TRUE);
  so_drawn_row_set_text (row, DAYS, days, 0.82, self->ageing == SO_AGEING_FRESH ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD, TRUE);
  so_drawn_row_set_text (row, NEXT, next, 0.9, self->late ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, FALSE);
  g_strfreev (self->badges);
  self->badges = so_lead_words_badges (lead);
  self->fitted = -1;
}

/* As many of @badges as have room in the line @text; how many. @last: those that have none are counted at its end. */
static guint
fit (SoDrawnRow *row, guint text, char **badges, double width, gboolean last)
{
  for (guint n = g_strv_length (badges);; n--)
    {
      g_autofree char *words = so_lead_words_some_badges (badges, n, last);

      so_drawn_row_set_text (row, text, words, 0.82, PANGO_WEIGHT_NORMAL, FALSE);
      if (n <= 1 || so_drawn_row_measure_text (row, text) <= width)
        return n;
    }
}

/* A badge is shown whole or counted: half a word in a narrow column would say nothing. */
static void
fit_badges (SoDrawnRow *row, double width, gboolean narrow)
{
  SoLeadCard *self = SO_LEAD_CARD (row);
  guint n = 0;

  if (self->fitted == width)
    return;
  self->fitted = width;
  if (narrow)
    n = fit (row, BADGES, self->badges, width, FALSE);
  fit (row, narrow ? MORE : BADGES, self->badges + n, width, TRUE);
}

static void
so_lead_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 120, *natural = 220;
  else
    *minimum = *natural = (for_size >= 0 && for_size < NARROW ? 5 : 4) * (so_drawn_row_get_line_height (SO_DRAWN_ROW (widget)) + GAP) - GAP + 2 * PAD;
}

static GtkSizeRequestMode
so_lead_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
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
  gboolean narrow = gtk_widget_get_width (GTK_WIDGET (row)) < NARROW;
  double line = so_drawn_row_get_line_height (row) + GAP, width = gtk_widget_get_width (GTK_WIDGET (row)) - 2 * PAD, score;
  GdkRGBA colour, dim, days, next;

  gtk_widget_get_color (GTK_WIDGET (row), &colour);
  tone (row, FALSE, FALSE, &dim);
  tone (row, self->ageing == SO_AGEING_AGEING, self->ageing == SO_AGEING_OLD, &days);
  tone (row, FALSE, self->late, &next);
  score = so_drawn_row_measure_text (row, SCORE) + 1;
  fit_badges (row, width, narrow);
  /* The name and the badges have a line for themselves: six columns beside each other leave them little room. */
  so_drawn_row_put (row, snapshot, NAME, PAD, PAD, width, &colour);
  so_drawn_row_put (row, snapshot, DAYS, PAD, PAD + line, width - score - GAP, &days);
  so_drawn_row_put (row, snapshot, SCORE, PAD + width - score, PAD + line, score, &dim);
  so_drawn_row_put (row, snapshot, NEXT, PAD, PAD + 2 * line, width, &next);
  so_drawn_row_put (row, snapshot, BADGES, PAD, PAD + 3 * line, width, &dim);
  if (narrow)
    so_drawn_row_put (row, snapshot, MORE, PAD, PAD + 4 * line, width, &dim);
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
so_lead_card_finalize (GObject *object)
{
  g_strfreev (SO_LEAD_CARD (object)->badges);
  G_OBJECT_CLASS (so_lead_card_parent_class)->finalize (object);
}

static void
so_lead_card_class_init (SoLeadCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SoDrawnRowClass *row_class = SO_DRAWN_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_lead_card_finalize;
  widget_class->measure = so_lead_card_measure;
  widget_class->get_request_mode = so_lead_card_get_request_mode;
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
