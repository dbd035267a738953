/* SPDX-License-Identifier: MIT */
#include "so-thread-row.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-due-words.h"
#include "so-face.h"
#include "so-line.h"
#include "so-thread.h"
#include "so-thread-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define DISC 38
#define GAP 12
#define PAD 8
/* Narrower than this the words of the customer are worth more than by which way they came, which the conversation says, too. */
#define WIDE 400

enum { NAME, AGE, SNIPPET, MARK, DUE, INITIALS, N_LAYOUTS };

struct _SoThreadRow {
  GtkWidget parent_instance;
  SoItem *item;
  GtkListItem *list_item;    /* borrowed: it outlives its row */
  gulong changed;
  PangoLayout *layouts[N_LAYOUTS];
  gboolean ticked;
  gboolean wide;             /* for which the layouts were made */
  gboolean laid_out;         /* the texts of the layouts are those of the item */
  char *due;                 /* what the row says of the time that is left; or NULL */
  SoDueTone tone;
};

G_DEFINE_FINAL_TYPE (SoThreadRow, so_thread_row, GTK_TYPE_WIDGET)

static const SoThread *
thread_of (SoThreadRow *self)
{
  return self->item ? so_item_get_value (self->item) : NULL;
}

static void
forget_layouts (SoThreadRow *self)
{
  for (int i = 0; i < N_LAYOUTS; i++)
    g_clear_object (&self->layouts[i]);
  self->laid_out = FALSE;
}

static void
set_layout (SoThreadRow *self, int which, const char *text, double scale, PangoWeight weight)
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
  if (which == AGE || which == DUE)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layouts[which], attributes);
  so_line_set_text (self->layouts[which], text);
  pango_attr_list_unref (attributes);
}

static void
lay_out (SoThreadRow *self, const SoThread *thread)
{
  g_autofree char *age = so_age_dup_short (thread->last_at, so_now ());
  g_autofree char *initials = so_thread_words_initials (so_thread_words_person (thread));
  g_autofree char *snippet = so_thread_words_snippet (thread, self->wide);
  const char *mark = so_thread_words_mark (thread);
  PangoWeight weight = thread->unread ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL;

  set_layout (self, NAME, so_thread_words_person (thread), 1, weight);
  set_layout (self, AGE, age, 0.82, PANGO_WEIGHT_NORMAL);
  set_layout (self, SNIPPET, snippet, 0.92, PANGO_WEIGHT_NORMAL);
  set_layout (self, MARK, mark ? mark : "", 0.72, PANGO_WEIGHT_BOLD);
  set_layout (self, INITIALS, initials, 0.95, PANGO_WEIGHT_BOLD);
  set_layout (self, DUE, self->due ? self->due : "", 0.82, self->tone == SO_DUE_CALM ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD);
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
so_thread_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 180, *natural = 320;
  else
    *minimum = *natural = MAX (DISC, 2 * line_height (widget) + 4) + 2 * PAD;
}

/* Everything is placed from the start; in a right-to-left language the start is right. */
static void
put (GtkSnapshot *snapshot, SoThreadRow *self, int which, double x, double y, double width, const GdkRGBA *colour)
{
  so_line_put (snapshot, GTK_WIDGET (self), self->layouts[which], x, y, width, colour);
}

static void
put_disc (GtkSnapshot *snapshot, SoThreadRow *self, double x, double y, double size, const GdkRGBA *colour, GdkTexture *photo)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double all = gtk_widget_get_width (GTK_WIDGET (self));

  so_face_draw (snapshot, rtl ? all - x - size : x, y, size, colour, photo);
}

static int
layout_width (SoThreadRow *self, int which)
{
  int width;

  pango_layout_set_width (self->layouts[which], -1);
  pango_layout_get_pixel_size (self->layouts[which], &width, NULL);
  return width;
}

static void
draw_face (GtkSnapshot *snapshot, SoThreadRow *self, const SoThread *thread, int height)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  GdkTexture *photo = self->ticked || thread->group ? NULL : so_face_get (GTK_WIDGET (self), thread->contact_photo);
  GdkRGBA colour;
  double y = (height - DISC) / 2.0;
  int w, h;

  so_face_get_colour (thread->contact_name, &colour);
  if (self->ticked)
    {
      AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
      g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
      colour = *accent;
      set_layout (self, INITIALS, "✓", 1.3, PANGO_WEIGHT_BOLD);
    }
  put_disc (snapshot, self, GAP, y, DISC, &colour, photo);
  if (photo)
    return;
  pango_layout_set_width (self->layouts[INITIALS], -1);
  pango_layout_get_pixel_size (self->layouts[INITIALS], &w, &h);
  put (snapshot, self, INITIALS, GAP + (DISC - w) / 2.0, y + (DISC - h) / 2.0, w + 1, &white);
}

static double
draw_mark (GtkSnapshot *snapshot, SoThreadRow *self, const SoThread *thread, double end, double y, double line)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double all = gtk_widget_get_width (GTK_WIDGET (self));
  const GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA colour;
  GskRoundedRect pill;
  int w = layout_width (self, MARK), h;
  double width = w + 12;

  if (!*pango_layout_get_text (self->layouts[MARK]))
    return end;
  pango_layout_get_pixel_size (self->layouts[MARK], NULL, &h);
  gdk_rgba_parse (&colour, so_thread_words_mark_colour (thread));
  gsk_rounded_rect_init_from_rect (&pill, &GRAPHENE_RECT_INIT (rtl ? all - end : end - width, y + (line - h - 2) / 2, width, h + 2), (h + 2) / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &colour, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  put (snapshot, self, MARK, end - width + 6, y + (line - h) / 2, w + 1, &white);
  return end - width - 8;
}

/* The theme's own warning and error colours, which are readable on its backgrounds. */
static void
due_colour (SoThreadRow *self, GdkRGBA *colour)
{
  static const char *const tones[][2] = { [SO_DUE_SOON] = { "#905400", "#ffc252" }, [SO_DUE_LATE] = { "#c30000", "#ff938c" } };
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_widget_get_color (GTK_WIDGET (self), colour);
  if (self->tone == SO_DUE_CALM)
    colour->alpha *= 0.62;
  else
    gdk_rgba_parse (colour, tones[self->tone][adw_style_manager_get_dark (style)]);
}

static double
draw_due (GtkSnapshot *snapshot, SoThreadRow *self, double end, double y, double line)
{
  GdkRGBA colour;
  int w;

  if (!self->due)
    return end;
  w = layout_width (self, DUE);
  due_colour (self, &colour);
  put (snapshot, self, DUE, end - w - 1, y + line * 0.1, w + 1, &colour);
  return end - w - 9;
}

static void
so_thread_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoThreadRow *self = SO_THREAD_ROW (widget);
  const SoThread *thread = thread_of (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double x = GAP + DISC + GAP, end = width - GAP, line = line_height (widget), top, age, stop;
  GdkRGBA colour, dim, accent;

  if (!thread)
    return;
  if (!self->laid_out || self->wide != (width >= WIDE))
    {
      self->wide = width >= WIDE;
      lay_out (self, thread);
    }
  gtk_widget_get_color (widget, &colour);
  dim = colour;
  dim.alpha *= 0.62;
  top = (height - 2 * line - 4) / 2;
  draw_face (snapshot, self, thread, height);
  age = layout_width (self, AGE);
  put (snapshot, self, AGE, end - age - 1, top + line * 0.1, age + 1, thread->unread ? &colour : &dim);
  stop = draw_due (snapshot, self, end - age - 9, top, line);
  put (snapshot, self, NAME, x, top, stop - x, &colour);
  stop = end;
  if (thread->unread)
    {
      AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
      g_autoptr (GdkRGBA) rgba = adw_style_manager_get_accent_color_rgba (style);

      accent = *rgba;
      put_disc (snapshot, self, stop - 9, top + line + 4 + (line - 9) / 2, 9, &accent, NULL);
      stop -= 17;
    }
  stop = draw_mark (snapshot, self, thread, stop, top + line + 4, line);
  put (snapshot, self, SNIPPET, x, top + line + 4, stop - x, &dim);
}

static void
name_row (SoThreadRow *self)
{
  const SoThread *thread = thread_of (self);
  g_autofree char *name = NULL;

  g_clear_pointer (&self->due, g_free);
  self->due = thread ? so_due_words_row (thread, so_now (), &self->tone) : NULL;
  self->laid_out = FALSE;
  name = thread ? so_thread_words_name (thread) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name ? name : "", -1);
  if (self->list_item)
    gtk_list_item_set_accessible_label (self->list_item, name ? name : "");
}

static void
on_changed (SoThreadRow *self)
{
  self->laid_out = FALSE;
  name_row (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
so_thread_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (so_thread_row_parent_class)->system_setting_changed (widget, setting);
  forget_layouts (SO_THREAD_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static void
so_thread_row_dispose (GObject *object)
{
  SoThreadRow *self = SO_THREAD_ROW (object);

  so_thread_row_bind (self, NULL, NULL);
  g_clear_pointer (&self->due, g_free);
  forget_layouts (self);
  G_OBJECT_CLASS (so_thread_row_parent_class)->dispose (object);
}

static void
so_thread_row_class_init (SoThreadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_thread_row_dispose;
  widget_class->measure = so_thread_row_measure;
  widget_class->snapshot = so_thread_row_snapshot;
  widget_class->system_setting_changed = so_thread_row_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "threadrow");
}

static void
so_thread_row_init (SoThreadRow *self)
{
}

GtkWidget *
so_thread_row_new (void)
{
  return g_object_new (SO_TYPE_THREAD_ROW, NULL);
}

void
so_thread_row_bind (SoThreadRow *self, SoItem *item, GtkListItem *list_item)
{
  g_return_if_fail (SO_IS_THREAD_ROW (self));

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

void
so_thread_row_tell_time (SoThreadRow *self)
{
  const SoThread *thread = thread_of (self);
  SoDueTone tone;
  g_autofree char *due = thread ? so_due_words_row (thread, so_now (), &tone) : NULL;

  if (g_strcmp0 (due, self->due))
    on_changed (self);
}

void
so_thread_row_set_ticked (SoThreadRow *self, gboolean ticked)
{
  if (self->ticked == ticked)
    return;
  self->ticked = ticked;
  self->laid_out = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SoItem *
so_thread_row_get_item (SoThreadRow *self)
{
  return self->item;
}
