/* SPDX-License-Identifier: MIT */
#include "so-drawn-row.h"

#include "so-line.h"

typedef struct {
  SoItem *item;
  GtkListItem *list_item;    /* borrowed */
  gulong changed;
  PangoLayout *texts[SO_DRAWN_TEXTS];
  gboolean laid_out;         /* the texts are those of the item */
} SoDrawnRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SoDrawnRow, so_drawn_row, GTK_TYPE_WIDGET)

static SoDrawnRowPrivate *
private_of (SoDrawnRow *self)
{
  return so_drawn_row_get_instance_private (self);
}

static void
forget_texts (SoDrawnRowPrivate *row)
{
  for (int i = 0; i < SO_DRAWN_TEXTS; i++)
    g_clear_object (&row->texts[i]);
  row->laid_out = FALSE;
}

gpointer
so_drawn_row_get_value (SoDrawnRow *self)
{
  SoItem *item = private_of (self)->item;

  return item ? so_item_get_value (item) : NULL;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, GtkWidget *(*make) (void))
{
  gtk_list_item_set_child (item, make ());
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  so_drawn_row_bind (SO_DRAWN_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  so_drawn_row_bind (SO_DRAWN_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

GtkListItemFactory *
so_drawn_row_factory_new (GtkWidget *(*make) (void))
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), make);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  return factory;
}

SoItem *
so_drawn_row_get_item (SoDrawnRow *self)
{
  return private_of (self)->item;
}

guint
so_drawn_row_get_position (SoDrawnRow *self)
{
  GtkListItem *list_item = private_of (self)->list_item;

  return list_item ? gtk_list_item_get_position (list_item) : GTK_INVALID_LIST_POSITION;
}

void
so_drawn_row_redraw (SoDrawnRow *self)
{
  private_of (self)->laid_out = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
so_drawn_row_renew (SoDrawnRow *self)
{
  SoDrawnRowPrivate *row = private_of (self);

  if (row->item)
    SO_DRAWN_ROW_GET_CLASS (self)->name (self, so_item_get_value (row->item), row->list_item);
  so_drawn_row_redraw (self);
}

void
so_drawn_row_bind (SoDrawnRow *self, SoItem *item, GtkListItem *list_item)
{
  SoDrawnRowPrivate *row;

  g_return_if_fail (SO_IS_DRAWN_ROW (self));

  row = private_of (self);
  g_clear_signal_handler (&row->changed, row->item);
  g_set_object (&row->item, item);
  row->list_item = list_item;
  row->laid_out = FALSE;
  if (!item)
    return;
  row->changed = g_signal_connect_swapped (item, "changed", G_CALLBACK (so_drawn_row_renew), self);
  so_drawn_row_renew (self);
}

PangoLayout *
so_drawn_row_get_text (SoDrawnRow *self, guint text)
{
  SoDrawnRowPrivate *row = private_of (self);

  g_assert (text < SO_DRAWN_TEXTS);
  if (!row->texts[text])
    {
      row->texts[text] = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (row->texts[text], PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (row->texts[text], TRUE);
    }
  return row->texts[text];
}

void
so_drawn_row_set_text (SoDrawnRow *self, guint text, const char *words, double scale, PangoWeight weight, gboolean digits)
{
  PangoLayout *layout = so_drawn_row_get_text (self, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (digits)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  so_line_set_text (layout, words);
  pango_attr_list_unref (attributes);
}

int
so_drawn_row_measure_text (SoDrawnRow *self, guint text)
{
  PangoLayout *layout = so_drawn_row_get_text (self, text);
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

void
so_drawn_row_put (SoDrawnRow *self, GtkSnapshot *snapshot, guint text, double x, double y, double width, const GdkRGBA *colour)
{
  so_line_put (snapshot, GTK_WIDGET (self), so_drawn_row_get_text (self, text), x, y, width, colour);
}

double
so_drawn_row_from_start (SoDrawnRow *self, double x, double width)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - x - width : x;
}

int
so_drawn_row_get_line_height (SoDrawnRow *self)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  int height = PANGO_PIXELS (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (height, 14);
}

static void
so_drawn_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoDrawnRow *self = SO_DRAWN_ROW (widget);
  SoDrawnRowClass *class = SO_DRAWN_ROW_GET_CLASS (self);
  SoDrawnRowPrivate *row = private_of (self);
  gpointer value = so_drawn_row_get_value (self);

  if (!value)
    return;
  if (!row->laid_out)
    class->lay_out (self, value);
  row->laid_out = TRUE;
  class->draw (self, value, snapshot);
}

/* Another font or size of text. */
static void
so_drawn_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (so_drawn_row_parent_class)->system_setting_changed (widget, setting);
  forget_texts (private_of (SO_DRAWN_ROW (widget)));
  gtk_widget_queue_resize (widget);
}

static void
so_drawn_row_dispose (GObject *object)
{
  so_drawn_row_bind (SO_DRAWN_ROW (object), NULL, NULL);
  forget_texts (private_of (SO_DRAWN_ROW (object)));
  G_OBJECT_CLASS (so_drawn_row_parent_class)->dispose (object);
}

static void
so_drawn_row_class_init (SoDrawnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_drawn_row_dispose;
  widget_class->snapshot = so_drawn_row_snapshot;
  widget_class->system_setting_changed = so_drawn_row_system_setting_changed;
}

static void
so_drawn_row_init (SoDrawnRow *self)
{
}
