/* SPDX-License-Identifier: MIT */
#include "so-lead-card.h"

#include "so-clock.h"
#include "so-lead-words.h"
#include "so-line.h"

#include <adwaita.h>

#define PAD 10
#define GAP 2

enum { NAME, SCORE, DAYS, NEXT, BADGES, N_LAYOUTS };

struct _SoLeadCard {
  GtkWidget parent_instance;

  SoItem *item;
  GtkListItem *list_item;    /* borrowed: it outlives its card */
  gulong changed;
  PangoLayout *layouts[N_LAYOUTS];
  gboolean laid_out;         /* the texts of the layouts are those of the item */
  SoAgeing ageing;
  gboolean late;
};

G_DEFINE_FINAL_TYPE (SoLeadCard, so_lead_card, GTK_TYPE_WIDGET)

static const SoLead *
lead_of (SoLeadCard *self)
{
  return self->item ? so_item_get_value (self->item) : NULL;
}

static void
set_layout (SoLeadCard *self, int which, const char *text, double scale, PangoWeight weight)
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
  if (which == SCORE || which == DAYS)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layouts[which], attributes);
  so_line_set_text (self->layouts[which], text);
  pango_attr_list_unref (attributes);
}

static void
lay_out (SoLeadCard *self, const SoLead *lead)
{
  gint64 now = so_now ();
  g_autofree char *score = lead->score >= 0 ? g_strdup_printf ("%d", lead->score) : NULL;
  g_autofree char *days = so_lead_words_days (lead, now, &self->ageing), *next = so_lead_words_next (lead, now, &self->late), *badges = so_lead_words_badges (lead);

  set_layout (self, NAME, lead->name, 1, PANGO_WEIGHT_BOLD);
  set_layout (self, SCORE, score ? score : "", 0.9, PANGO_WEIGHT_BOLD);
  set_layout (self, DAYS, days, 0.85, self->ageing == SO_AGEING_FRESH ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD);
  set_layout (self, NEXT, next, 0.9, self->late ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  set_layout (self, BADGES, badges, 0.82, PANGO_WEIGHT_NORMAL);
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
so_lead_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 120, *natural = 220;
  else
    *minimum = *natural = 4 * line_height (widget) + 3 * GAP + 2 * PAD;
}

/* Everything is placed from the start; in a right-to-left language the start is right. */
static void
put (GtkSnapshot *snapshot, SoLeadCard *self, int which, double x, double y, double width, const GdkRGBA *colour)
{
  so_line_put (snapshot, GTK_WIDGET (self), self->layouts[which], x, y, width, colour);
}

/* The theme's own warning and error colours, which are readable on its backgrounds. */
static void
tone (SoLeadCard *self, gboolean warn, gboolean error, GdkRGBA *colour)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  gboolean dark = adw_style_manager_get_dark (style);

  gtk_widget_get_color (GTK_WIDGET (self), colour);
  if (error)
    gdk_rgba_parse (colour, dark ? "#ff938c" : "#c30000");
  else if (warn)
    gdk_rgba_parse (colour, dark ? "#ffc252" : "#905400");
  else
    colour->alpha *= 0.66;
}

static int
width_of (SoLeadCard *self, int which)
{
  int width;

  pango_layout_set_width (self->layouts[which], -1);
  pango_layout_get_pixel_size (self->layouts[which], &width, NULL);
  return width;
}

static void
so_lead_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoLeadCard *self = SO_LEAD_CARD (widget);
  const SoLead *lead = lead_of (self);
  double line = line_height (widget) + GAP, width = gtk_widget_get_width (widget), score;
  GdkRGBA colour, dim, days, next;

  if (!lead)
    return;
  if (!self->laid_out)
    lay_out (self, lead);
  gtk_widget_get_color (widget, &colour);
  tone (self, FALSE, FALSE, &dim);
  tone (self, self->ageing == SO_AGEING_AGEING, self->ageing == SO_AGEING_OLD, &days);
  tone (self, FALSE, self->late, &next);
  score = width_of (self, SCORE) + 1;
  put (snapshot, self, SCORE, width - PAD - score, PAD, score, &dim);
  put (snapshot, self, NAME, PAD, PAD, width - 2 * PAD - score - 6, &colour);
  put (snapshot, self, DAYS, PAD, PAD + line, width - 2 * PAD, &days);
  put (snapshot, self, NEXT, PAD, PAD + 2 * line, width - 2 * PAD, &next);
  put (snapshot, self, BADGES, PAD, PAD + 3 * line, width - 2 * PAD, &dim);
}

static void
forget_layouts (SoLeadCard *self)
{
  for (int i = 0; i < N_LAYOUTS; i++)
    g_clear_object (&self->layouts[i]);
  self->laid_out = FALSE;
}

/* Another font or size of text. */
static void
so_lead_card_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (so_lead_card_parent_class)->system_setting_changed (widget, setting);
  forget_layouts (SO_LEAD_CARD (widget));
  gtk_widget_queue_resize (widget);
}

static void
name_card (SoLeadCard *self)
{
  const SoLead *lead = lead_of (self);
  g_autofree char *words = so_lead_words_spoken (lead, so_now ());

  gtk_list_item_set_accessible_label (self->list_item, lead->name);
  gtk_list_item_set_accessible_description (self->list_item, words);
}

static void
on_changed (SoLeadCard *self)
{
  self->laid_out = FALSE;
  if (self->list_item)
    name_card (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, SoLeadCard *self)
{
  g_autoptr (GdkPaintable) picture = NULL;

  if (!self->item)
    return NULL;
  picture = gtk_widget_paintable_new (GTK_WIDGET (self));
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (SO_TYPE_ITEM, self->item);
}

static void
so_lead_card_dispose (GObject *object)
{
  SoLeadCard *self = SO_LEAD_CARD (object);

  g_clear_signal_handler (&self->changed, self->item);
  g_clear_object (&self->item);
  forget_layouts (self);
  G_OBJECT_CLASS (so_lead_card_parent_class)->dispose (object);
}

static void
so_lead_card_class_init (SoLeadCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_lead_card_dispose;
  widget_class->measure = so_lead_card_measure;
  widget_class->snapshot = so_lead_card_snapshot;
  widget_class->system_setting_changed = so_lead_card_system_setting_changed;
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

void
so_lead_card_bind (SoLeadCard *self, SoItem *item, GtkListItem *list_item)
{
  g_return_if_fail (SO_IS_LEAD_CARD (self));

  g_clear_signal_handler (&self->changed, self->item);
  g_set_object (&self->item, item);
  self->list_item = list_item;
  self->laid_out = FALSE;
  if (!item)
    return;
  self->changed = g_signal_connect_swapped (item, "changed", G_CALLBACK (on_changed), self);
  name_card (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
so_lead_card_get_position (SoLeadCard *self)
{
  return self->list_item ? gtk_list_item_get_position (self->list_item) : GTK_INVALID_LIST_POSITION;
}

SoItem *
so_lead_card_get_item (SoLeadCard *self)
{
  return self->item;
}
