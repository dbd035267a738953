/* SPDX-License-Identifier: MIT */
#include "so-contact-row.h"

#include "so-dim.h"
#include "so-face.h"
#include "so-line.h"
#include "so-stage.h"
#include "so-thread-words.h"

#include <glib/gi18n.h>

/* GtkListView keeps about 205 rows whatever is seen of them, so a row is one widget: no labels, no boxes. */
struct _SoContactRow {
  GtkWidget parent_instance;

  PangoLayout *name;
  PangoLayout *summary;
  PangoLayout *when;
  PangoLayout *initials;
  GdkRGBA colour;
  char *photo;                 /* or NULL */
};

G_DEFINE_FINAL_TYPE (SoContactRow, so_contact_row, GTK_TYPE_WIDGET)

#define PADDING 6
#define GAP 2
#define DISC 34
#define START (PADDING + DISC + 12)

const char *
so_contact_stage_label (const char *nick)
{
  SoStage stage;

  if (so_stage_parse (nick, &stage))
    return _(so_stage_label (stage));
  return nick ? nick : "";
}

char *
so_contact_summary (const SoContact *contact)
{
  GString *text = g_string_new (NULL);
  const char *stage = so_contact_stage_label (contact->stage);

  for (guint i = 0; contact->identities && i < contact->identities->len && i < 2; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];

      /* a name that only repeats the name tells nothing */
      if (g_strcmp0 (identity->value, contact->name))
        g_string_append_printf (text, "%s%s", text->len ? " · " : "", identity->value);
    }
  if (*stage)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", stage);
  return g_string_free_and_steal (text);
}

static void
make_layouts (SoContactRow *self)
{
  PangoAttrList *bold, *small;

  if (self->name)
    return;
  self->name = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  self->summary = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  self->when = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  self->initials = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  bold = pango_attr_list_new ();
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (self->name, bold);
  pango_layout_set_attributes (self->initials, bold);
  pango_attr_list_unref (bold);
  small = pango_attr_list_new ();
  pango_attr_list_insert (small, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (self->summary, small);
  pango_layout_set_attributes (self->when, small);
  pango_attr_list_unref (small);
  pango_layout_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  pango_layout_set_ellipsize (self->summary, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->name, TRUE);
  pango_layout_set_single_paragraph_mode (self->summary, TRUE);
}

void
so_contact_row_show (SoContactRow *self, const SoContact *contact, const char *when)
{
  g_autofree char *summary = so_contact_summary (contact), *initials = so_thread_words_initials (contact->name);

  g_return_if_fail (SO_IS_CONTACT_ROW (self));

  make_layouts (self);
  so_line_set_text (self->name, contact->name);
  so_line_set_text (self->summary, summary);
  pango_layout_set_text (self->when, when ? when : "", -1);
  pango_layout_set_text (self->initials, initials, -1);
  so_face_get_colour (contact->name, &self->colour);
  g_set_str (&self->photo, contact->photo);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
line_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
so_contact_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  SoContactRow *self = SO_CONTACT_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 260;
      return;
    }
  make_layouts (self);
  *minimum = *natural = MAX (DISC, line_height (self->name) + GAP + line_height (self->summary)) + 2 * PADDING;
}

static void
draw_layout (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_face (SoContactRow *self, GtkSnapshot *snapshot, gboolean mirrored)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const GdkRGBA white = { 1, 1, 1, 1 };
  GdkTexture *photo = so_face_get (widget, self->photo);
  float x = mirrored ? gtk_widget_get_width (widget) - PADDING - DISC : PADDING, y = (gtk_widget_get_height (widget) - DISC) / 2.0f;
  int width, height;

  so_face_draw (snapshot, x, y, DISC, &self->colour, photo);
  pango_layout_get_pixel_size (self->initials, &width, &height);
  if (!photo)
    draw_layout (snapshot, self->initials, x + (DISC - width) / 2.0f, y + (DISC - height) / 2.0f, &white);
}

static void
so_contact_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoContactRow *self = SO_CONTACT_ROW (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), when_width, top;
  GdkRGBA color, dim;

  make_layouts (self);
  gtk_widget_get_color (widget, &color);
  dim = color;
  so_dim (&dim);
  pango_layout_get_pixel_size (self->when, &when_width, NULL);
  top = (gtk_widget_get_height (widget) - line_height (self->name) - GAP - line_height (self->summary)) / 2;
  draw_face (self, snapshot, mirrored);
  so_line_put (snapshot, widget, self->name, START, top, width - START - when_width - 2 * PADDING, &color);
  draw_layout (snapshot, self->when, mirrored ? PADDING : width - PADDING - when_width, top, &dim);
  so_line_put (snapshot, widget, self->summary, START, top + line_height (self->name) + GAP, width - START - PADDING, &dim);
}

/* Another font or size of text. */
static void
so_contact_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SoContactRow *self = SO_CONTACT_ROW (widget);

  GTK_WIDGET_CLASS (so_contact_row_parent_class)->css_changed (widget, change);
  if (self->name)
    {
      pango_layout_context_changed (self->name);
      pango_layout_context_changed (self->summary);
      pango_layout_context_changed (self->when);
      pango_layout_context_changed (self->initials);
    }
  gtk_widget_queue_resize (widget);
}

static void
so_contact_row_finalize (GObject *object)
{
  SoContactRow *self = SO_CONTACT_ROW (object);

  g_clear_object (&self->name);
  g_clear_object (&self->summary);
  g_clear_object (&self->when);
  g_clear_object (&self->initials);
  g_free (self->photo);
  G_OBJECT_CLASS (so_contact_row_parent_class)->finalize (object);
}

static void
so_contact_row_class_init (SoContactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_contact_row_finalize;
  widget_class->measure = so_contact_row_measure;
  widget_class->snapshot = so_contact_row_snapshot;
  widget_class->css_changed = so_contact_row_css_changed;
}

static void
so_contact_row_init (SoContactRow *self)
{
}

GtkWidget *
so_contact_row_new (void)
{
  return g_object_new (SO_TYPE_CONTACT_ROW, NULL);
}
