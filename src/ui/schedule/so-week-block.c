/* SPDX-License-Identifier: MIT */
#include "so-week-block.h"

#include <adwaita.h>

#define MAX_LINES 4
/* At its start, where the stripe is, and at its end. */
#define PAD_START 9
#define PAD_END 4
#define PAD_Y 4
#define ICON 14
/* The stripe at its start, and how far it stays from the edges. */
#define STRIPE 3
#define INSET 3

struct _SoWeekBlock {
  GtkWidget parent_instance;

  SoWeekBlockKind kind;
  char *id;
  char *name, *description;
  char *lines[MAX_LINES];
  char *brief;                       /* in place of the second line where that is too long, or NULL */
  guint n_lines;
  gboolean problem, pinned;
  SoWeekState state;
  PangoLayout *layouts[MAX_LINES];   /* made when they are first drawn; NULL after the words changed */
  double laid_out;                   /* for this width */
  GtkAllocation place;
};

G_DEFINE_FINAL_TYPE (SoWeekBlock, so_week_block, GTK_TYPE_WIDGET)

static void
forget_layouts (SoWeekBlock *self)
{
  for (guint i = 0; i < MAX_LINES; i++)
    g_clear_object (&self->layouts[i]);
}

static PangoLayout *
layout_of (SoWeekBlock *self, guint line, double room)
{
  PangoAttrList *attributes;
  int width;

  if (self->layouts[line])
    return self->layouts[line];
  attributes = pango_attr_list_new ();
  self->layouts[line] = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->lines[line]);
  pango_layout_set_ellipsize (self->layouts[line], PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->layouts[line], TRUE);
  if (!line)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (!line && self->state == SO_WEEK_CANCELLED)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  pango_attr_list_insert (attributes, pango_attr_scale_new (line ? 0.85 : 0.92));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layouts[line], attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (self->layouts[line], &width, NULL);
  if (line == 1 && self->brief && width > room)
    pango_layout_set_text (self->layouts[line], self->brief, -1);
  return self->layouts[line];
}

/* Any size: a quarter of an hour in a narrow column is small, and a column may be pressed together by a clash. */
static void
so_week_block_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

/* Signs besides the colours, which not everybody tells apart. Returns how much of the line is left. */
static double
draw_sign (SoWeekBlock *self, GtkSnapshot *snapshot, const char *icon, const GdkRGBA *colour, double room)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GtkIconPaintable) paintable = NULL;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (room < ICON + 12)
    return room;
  paintable = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), icon, NULL, ICON,
                                          gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? gtk_widget_get_width (widget) - PAD_START - room : PAD_START + room - ICON, PAD_Y + 1));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, ICON, ICON, colour, 1);
  gtk_snapshot_restore (snapshot);
  return room - ICON - 3;
}

/* From the start of the line, whichever way its own words are written. */
static void
draw_line (SoWeekBlock *self, GtkSnapshot *snapshot, PangoLayout *layout, double y, double room, const GdkRGBA *colour)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoRectangle extents;

  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - PAD_START - extents.x - extents.width : PAD_START - extents.x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* Drawn here: a border or a shadow on one side of a rounded box makes a frame with 200 classes up to twice as long. */
static void
draw_stripe (SoWeekBlock *self, GtkSnapshot *snapshot, GdkRGBA colour)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (style);
  int height = gtk_widget_get_height (widget) - 2 * INSET;

  if (self->state != SO_WEEK_PLANNED)
    colour.alpha *= 0.35f;
  else if (self->problem)
    gdk_rgba_parse (&colour, adw_style_manager_get_dark (style) ? "#ff938c" : "#c30000");
  else
    colour = *accent;
  if (height > 0)
    gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (rtl ? gtk_widget_get_width (widget) - INSET - STRIPE : INSET, INSET, STRIPE, height));
  gdk_rgba_free (accent);
}

static void
so_week_block_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoWeekBlock *self = SO_WEEK_BLOCK (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), room = width - PAD_START - PAD_END, y = PAD_Y;
  GdkRGBA colour;

  if (room <= 8)
    return;
  if (self->laid_out != width)
    forget_layouts (self);
  self->laid_out = width;
  gtk_widget_get_color (widget, &colour);
  if (self->kind != SO_WEEK_BLOCK_GHOST)
    draw_stripe (self, snapshot, colour);
  if (self->problem)
    room = draw_sign (self, snapshot, "dialog-warning-symbolic", &colour, room);
  if (self->state == SO_WEEK_SHUT)
    room = draw_sign (self, snapshot, "changes-prevent-symbolic", &colour, room);
  if (self->pinned)
    room = draw_sign (self, snapshot, "view-pin-symbolic", &colour, room);
  for (guint i = 0; i < self->n_lines; i++)
    {
      PangoLayout *layout = layout_of (self, i, i ? width - PAD_START - PAD_END : room);
      int line;

      pango_layout_get_pixel_size (layout, NULL, &line);
      if (y + line > height + (i ? -1 : PAD_Y))
        break;
      draw_line (self, snapshot, layout, y, i ? width - PAD_START - PAD_END : room, &colour);
      y += line;
    }
}

static void
so_week_block_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
so_week_block_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (so_week_block_parent_class)->system_setting_changed (widget, setting);
  forget_layouts (SO_WEEK_BLOCK (widget));
  gtk_widget_queue_draw (widget);
}

static void
clear_words (SoWeekBlock *self)
{
  forget_layouts (self);
  for (guint i = 0; i < MAX_LINES; i++)
    g_clear_pointer (&self->lines[i], g_free);
  self->n_lines = 0;
}

static void
so_week_block_finalize (GObject *object)
{
  SoWeekBlock *self = SO_WEEK_BLOCK (object);

  clear_words (self);
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->brief);
  G_OBJECT_CLASS (so_week_block_parent_class)->finalize (object);
}

static void
so_week_block_class_init (SoWeekBlockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_week_block_finalize;
  widget_class->measure = so_week_block_measure;
  widget_class->snapshot = so_week_block_snapshot;
  widget_class->size_allocate = so_week_block_size_allocate;
  widget_class->system_setting_changed = so_week_block_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "weekblock");
}

static void
so_week_block_init (SoWeekBlock *self)
{
}

GtkWidget *
so_week_block_new (SoWeekBlockKind kind)
{
  static const char *const classes[] = { "class", "ghost", "carried" };
  SoWeekBlock *self = g_object_new (SO_TYPE_WEEK_BLOCK, "accessible-role", kind == SO_WEEK_BLOCK_CARRIED ? GTK_ACCESSIBLE_ROLE_PRESENTATION : GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                    "focusable", kind != SO_WEEK_BLOCK_CARRIED, "can-target", kind != SO_WEEK_BLOCK_CARRIED, NULL);

  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[kind]);
  return GTK_WIDGET (self);
}

static void
toggle_class (SoWeekBlock *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static gboolean
same_lines (SoWeekBlock *self, const char *const *lines)
{
  guint n = MIN (g_strv_length ((char **) lines), MAX_LINES);

  if (n != self->n_lines)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (lines[i], self->lines[i]))
      return FALSE;
  return TRUE;
}

void
so_week_block_set (SoWeekBlock *self, const char *name, const char *const *lines, const char *problem, const char *description)
{
  g_return_if_fail (SO_IS_WEEK_BLOCK (self));

  if (!same_lines (self, lines) || self->problem != (problem != NULL))
    {
      clear_words (self);
      for (; lines[self->n_lines] && self->n_lines < MAX_LINES; self->n_lines++)
        self->lines[self->n_lines] = g_strdup (lines[self->n_lines]);
      self->problem = problem != NULL;
      toggle_class (self, "problem", self->problem);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  if (self->kind == SO_WEEK_BLOCK_CARRIED)
    return;
  if (g_set_str (&self->name, name))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (g_set_str (&self->description, description))
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description ? description : "", -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), description);
    }
}

void
so_week_block_set_state (SoWeekBlock *self, SoWeekState state, gboolean pinned)
{
  g_return_if_fail (SO_IS_WEEK_BLOCK (self));
  if (self->state == state && self->pinned == pinned)
    return;
  self->state = state;
  self->pinned = pinned;
  toggle_class (self, "cancelled", state == SO_WEEK_CANCELLED);
  toggle_class (self, "closed", state == SO_WEEK_SHUT);
  forget_layouts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
so_week_block_number (SoWeekBlock *self, guint at, guint n)
{
  g_return_if_fail (SO_IS_WEEK_BLOCK (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) at + 1, GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n, -1);
}

void
so_week_block_set_lifted (SoWeekBlock *self, gboolean lifted)
{
  g_return_if_fail (SO_IS_WEEK_BLOCK (self));
  toggle_class (self, "lifted", lifted);
}

void
so_week_block_set_brief (SoWeekBlock *self, const char *brief)
{
  g_return_if_fail (SO_IS_WEEK_BLOCK (self));
  if (g_set_str (&self->brief, brief))
    forget_layouts (self);
}

const char *
so_week_block_get_id (SoWeekBlock *self)
{
  return self->id;
}

void
so_week_block_set_id (SoWeekBlock *self, const char *id)
{
  g_set_str (&self->id, id);
}

GtkAllocation *
so_week_block_place (SoWeekBlock *self)
{
  return &self->place;
}
