/* SPDX-License-Identifier: MIT */
#include "so-thread-row.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-due-words.h"
#include "so-dim.h"
#include "so-face.h"
#include "so-thread.h"
#include "so-thread-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define DISC 38
#define GAP 12
#define PAD 8
#define DOT 9
/* Narrower than this the words of the customer are worth more than by which way they came, which the conversation says, too. */
#define WIDE 400

enum { NAME, AGE, SNIPPET, MARK, DUE, INITIALS };

struct _SoThreadRow {
  SoDrawnRow parent_instance;

  gboolean ticked;
  gboolean wide;             /* for which the texts were made */
  char *due;                 /* what the row says of the time that is left; or NULL */
  SoDueTone tone;
};

G_DEFINE_FINAL_TYPE (SoThreadRow, so_thread_row, SO_TYPE_DRAWN_ROW)

static void
lay_out (SoDrawnRow *row, gpointer value)
{
  SoThreadRow *self = SO_THREAD_ROW (row);
  const SoThread *thread = value;
  g_autofree char *age = so_age_dup_short (thread->last_at, so_now ());
  g_autofree char *initials = so_thread_words_initials (so_thread_words_person (thread));
  g_autofree char *snippet = so_thread_words_snippet (thread, self->wide);
  const char *mark = so_thread_words_mark (thread);
  PangoWeight weight = thread->unread ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL;

  so_drawn_row_set_text (row, NAME, so_thread_words_person (thread), 1, weight, FALSE);
  so_drawn_row_set_text (row, AGE, age, 0.82, PANGO_WEIGHT_NORMAL, TRUE);
  so_drawn_row_set_text (row, SNIPPET, snippet, 0.92, PANGO_WEIGHT_NORMAL, FALSE);
  so_drawn_row_set_text (row, MARK, mark ? mark : "", 0.72, PANGO_WEIGHT_BOLD, FALSE);
  so_drawn_row_set_text (row, INITIALS, initials, 0.95, PANGO_WEIGHT_BOLD, FALSE);
  so_drawn_row_set_text (row, DUE, self->due ? self->due : "", 0.82, self->tone == SO_DUE_CALM ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD, TRUE);
}

static void
so_thread_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 180, *natural = 320;
  else
    *minimum = *natural = MAX (DISC, 2 * so_drawn_row_get_line_height (SO_DRAWN_ROW (widget)) + 4) + 2 * PAD;
}

static void
draw_face (SoDrawnRow *row, GtkSnapshot *snapshot, const SoThread *thread, int height)
{
  SoThreadRow *self = SO_THREAD_ROW (row);
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
      so_drawn_row_set_text (row, INITIALS, "✓", 1.3, PANGO_WEIGHT_BOLD, FALSE);
    }
  so_face_draw (snapshot, so_drawn_row_from_start (row, GAP, DISC), y, DISC, &colour, photo);
  if (photo)
    return;
  w = so_drawn_row_measure_text (row, INITIALS);
  pango_layout_get_pixel_size (so_drawn_row_get_text (row, INITIALS), NULL, &h);
  so_drawn_row_put (row, snapshot, INITIALS, GAP + (DISC - w) / 2.0, y + (DISC - h) / 2.0, w + 1, &white);
}

static double
draw_mark (SoDrawnRow *row, GtkSnapshot *snapshot, const SoThread *thread, double end, double y, double line)
{
  PangoLayout *mark = so_drawn_row_get_text (row, MARK);
  const GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA colour;
  GskRoundedRect pill;
  int w = so_drawn_row_measure_text (row, MARK), h;
  double width = w + 12;

  if (!*pango_layout_get_text (mark))
    return end;
  pango_layout_get_pixel_size (mark, NULL, &h);
  gdk_rgba_parse (&colour, so_thread_words_mark_colour (thread));
  gsk_rounded_rect_init_from_rect (&pill, &GRAPHENE_RECT_INIT (so_drawn_row_from_start (row, end - width, width), y + (line - h - 2) / 2, width, h + 2), (h + 2) / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &colour, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  so_drawn_row_put (row, snapshot, MARK, end - width + 6, y + (line - h) / 2, w + 1, &white);
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
    so_dim (colour);
  else
    gdk_rgba_parse (colour, tones[self->tone][adw_style_manager_get_dark (style)]);
}

static double
draw_due (SoDrawnRow *row, GtkSnapshot *snapshot, double end, double y, double line)
{
  GdkRGBA colour;
  int w;

  if (!SO_THREAD_ROW (row)->due)
    return end;
  w = so_drawn_row_measure_text (row, DUE);
  due_colour (SO_THREAD_ROW (row), &colour);
  so_drawn_row_put (row, snapshot, DUE, end - w - 1, y + line * 0.1, w + 1, &colour);
  return end - w - 9;
}

static double
draw_unread (SoDrawnRow *row, GtkSnapshot *snapshot, const SoThread *thread, double end, double y, double line)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (row)));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);

  if (!thread->unread)
    return end;
  so_face_draw (snapshot, so_drawn_row_from_start (row, end - DOT, DOT), y + (line - DOT) / 2, DOT, accent, NULL);
  return end - DOT - 8;
}

static void
draw (SoDrawnRow *row, gpointer value, GtkSnapshot *snapshot)
{
  const SoThread *thread = value;
  int width = gtk_widget_get_width (GTK_WIDGET (row)), height = gtk_widget_get_height (GTK_WIDGET (row));
  double x = GAP + DISC + GAP, end = width - GAP, line = so_drawn_row_get_line_height (row), top = (height - 2 * line - 4) / 2, second = top + line + 4, age, stop;
  GdkRGBA colour, dim;

  gtk_widget_get_color (GTK_WIDGET (row), &colour);
  dim = colour;
  so_dim (&dim);
  draw_face (row, snapshot, thread, height);
  age = so_drawn_row_measure_text (row, AGE);
  so_drawn_row_put (row, snapshot, AGE, end - age - 1, top + line * 0.1, age + 1, thread->unread ? &colour : &dim);
  stop = draw_due (row, snapshot, end - age - 9, top, line);
  so_drawn_row_put (row, snapshot, NAME, x, top, stop - x, &colour);
  stop = draw_mark (row, snapshot, thread, draw_unread (row, snapshot, thread, end, second, line), second, line);
  so_drawn_row_put (row, snapshot, SNIPPET, x, second, stop - x, &dim);
}

/* What a narrow row says is another text than what a wide one does. */
static void
so_thread_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SoThreadRow *self = SO_THREAD_ROW (widget);

  GTK_WIDGET_CLASS (so_thread_row_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->wide == (width >= WIDE))
    return;
  self->wide = width >= WIDE;
  so_drawn_row_redraw (SO_DRAWN_ROW (self));
}

static void
name (SoDrawnRow *row, gpointer value, GtkListItem *list_item)
{
  SoThreadRow *self = SO_THREAD_ROW (row);
  const SoThread *thread = value;
  g_autofree char *words = so_thread_words_name (thread);

  g_free (self->due);
  self->due = so_due_words_row (thread, so_now (), &self->tone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (list_item)
    gtk_list_item_set_accessible_label (list_item, words);
}

static void
so_thread_row_finalize (GObject *object)
{
  g_free (SO_THREAD_ROW (object)->due);
  G_OBJECT_CLASS (so_thread_row_parent_class)->finalize (object);
}

static void
so_thread_row_class_init (SoThreadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SoDrawnRowClass *row_class = SO_DRAWN_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_thread_row_finalize;
  widget_class->measure = so_thread_row_measure;
  widget_class->size_allocate = so_thread_row_size_allocate;
  row_class->lay_out = lay_out;
  row_class->draw = draw;
  row_class->name = name;
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
so_thread_row_tell_time (SoThreadRow *self)
{
  const SoThread *thread = so_drawn_row_get_value (SO_DRAWN_ROW (self));
  SoDueTone tone;
  g_autofree char *due = thread ? so_due_words_row (thread, so_now (), &tone) : NULL;

  if (g_strcmp0 (due, self->due))
    so_drawn_row_renew (SO_DRAWN_ROW (self));
}

void
so_thread_row_set_ticked (SoThreadRow *self, gboolean ticked)
{
  if (self->ticked == ticked)
    return;
  self->ticked = ticked;
  so_drawn_row_redraw (SO_DRAWN_ROW (self));
}
