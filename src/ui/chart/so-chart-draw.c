/* SPDX-License-Identifier: MIT */
#include "so-chart-draw.h"

#include <adwaita.h>

void
so_chart_colours (GtkWidget *widget, GdkRGBA *inks)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  gboolean dark = adw_style_manager_get_dark (style), contrast = adw_style_manager_get_high_contrast (style);

  gtk_widget_get_color (widget, &inks[SO_INK_TEXT]);
  for (SoInk i = SO_INK_DIM; i < SO_N_INKS; i++)
    inks[i] = inks[SO_INK_TEXT];
  inks[SO_INK_DIM].alpha *= contrast ? 0.9f : 0.7f;
  inks[SO_INK_GRID].alpha *= contrast ? 0.5f : 0.15f;
  inks[SO_INK_SECOND].alpha *= contrast ? 1 : 0.8f;
  adw_rgba_to_standalone (accent, dark, &inks[SO_INK_FIRST]);
  /* The colour that reads as text is light on dark, and dark on light: what is written on it is the other one. */
  inks[SO_INK_ON_FIRST] = dark ? (GdkRGBA) { 0, 0, 0, 0.85f } : (GdkRGBA) { 1, 1, 1, 1 };
}

static GskPath *
make_path (const SoShape *shape)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) shape->x, (float) shape->y, (float) shape->width, (float) shape->height);

  if (shape->kind == SO_SHAPE_SEGMENT || shape->kind == SO_SHAPE_DASHED)
    {
      gsk_path_builder_move_to (builder, box.origin.x, box.origin.y);
      gsk_path_builder_line_to (builder, (float) (shape->x + shape->width), (float) (shape->y + shape->height));
    }
  else if (shape->kind == SO_SHAPE_DOT || shape->kind == SO_SHAPE_RING)
    gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT ((float) (shape->x + shape->width / 2), (float) (shape->y + shape->height / 2)), (float) shape->width / 2);
  else
    {
      if (shape->kind == SO_SHAPE_HOLLOW)
        graphene_rect_inset (&box, 0.5f, 0.5f);
      gsk_path_builder_add_rect (builder, &box);
    }
  return gsk_path_builder_free_to_path (builder);
}

static void
draw_stroke (GtkSnapshot *snapshot, const SoShape *shape, const GdkRGBA *colour)
{
  g_autoptr (GskPath) path = make_path (shape);
  gboolean thin = shape->ink == SO_INK_GRID || shape->kind == SO_SHAPE_HOLLOW || shape->kind == SO_SHAPE_RING;
  GskStroke *stroke = gsk_stroke_new (thin ? 1 : 2);

  gsk_stroke_set_line_cap (stroke, thin ? GSK_LINE_CAP_BUTT : GSK_LINE_CAP_ROUND);
  if (shape->kind == SO_SHAPE_DASHED)
    gsk_stroke_set_dash (stroke, (float[]) { 4, 4 }, 2);
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
  gsk_stroke_free (stroke);
}

static void
draw_text (GtkSnapshot *snapshot, const SoShape *shape, PangoLayout *layout, const GdkRGBA *colour)
{
  int width;

  pango_layout_set_text (layout, shape->text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (shape->x - shape->align * width), (float) shape->y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_shape (GtkSnapshot *snapshot, const SoShape *shape, PangoLayout *layout, const GdkRGBA *inks)
{
  GdkRGBA colour = inks[shape->ink];

  colour.alpha *= (float) shape->strength;
  switch (shape->kind)
    {
    case SO_SHAPE_TEXT:
      draw_text (snapshot, shape, layout, &colour);
      break;
    case SO_SHAPE_RECT:
      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT ((float) shape->x, (float) shape->y, (float) shape->width, (float) shape->height));
      break;
    case SO_SHAPE_DOT:
      {
        g_autoptr (GskPath) path = make_path (shape);

        gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &colour);
        break;
      }
    default:
      draw_stroke (snapshot, shape, &colour);
    }
}

void
so_chart_draw (GtkSnapshot *snapshot, const SoPlot *plot, PangoLayout *layout, const GdkRGBA *inks)
{
  for (guint i = 0; i < plot->shapes->len; i++)
    draw_shape (snapshot, &g_array_index (plot->shapes, SoShape, i), layout, inks);
}
