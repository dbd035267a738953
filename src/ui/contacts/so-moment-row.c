/* SPDX-License-Identifier: MIT */
#include "so-moment-row.h"

#include "so-age.h"
#include "so-moment-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MOST_WIDTH 700
#define MOST_LINES 8

struct _SoMomentRow {
  GtkWidget parent_instance;

  GtkWidget *day, *clamp;
  GtkWidget *icon, *title, *time, *text;

  const SoMoment *moment;    /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoMomentRow, so_moment_row, GTK_TYPE_WIDGET)

static guint activated_signal;

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoMomentRow *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, activated_signal, 0);
  return GDK_EVENT_STOP;
}

static void
on_released (GtkGestureClick *gesture, int n, double x, double y, SoMomentRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, activated_signal, 0);
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_words (SoMomentRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->title = make_label ("caption-heading");
  self->time = make_label ("caption");
  self->text = make_label (NULL);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->time, "dim-label");
  gtk_widget_add_css_class (self->time, "numeric");
  gtk_widget_set_valign (self->time, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (self->time), FALSE);
  gtk_label_set_lines (GTK_LABEL (self->text), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->time);
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), self->text);
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static void
so_moment_row_dispose (GObject *object)
{
  SoMomentRow *self = SO_MOMENT_ROW (object);

  g_clear_pointer (&self->day, gtk_widget_unparent);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  G_OBJECT_CLASS (so_moment_row_parent_class)->dispose (object);
}

static void
so_moment_row_class_init (SoMomentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_moment_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "moment");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  activated_signal = g_signal_new ("activated", SO_TYPE_MOMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_moment_row_init (SoMomentRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->day = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->day, "moment-day");
  self->icon = gtk_image_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), make_words (self));
  gtk_widget_add_css_class (box, "moment-box");
  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), MOST_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), box);
  gtk_widget_set_parent (self->day, GTK_WIDGET (self));
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
so_moment_row_new (void)
{
  return g_object_new (SO_TYPE_MOMENT_ROW, NULL);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Who does not see it hears the day, too, where it is another one. */
static void
say (SoMomentRow *self, const char *day, const char *title, const char *time, const char *text)
{
  g_autofree char *all = g_strdup_printf ("%s, %s%s%s%s: %s", title, day ? day : "", day ? " " : "", time, self->moment->unread ? _(", unread") : "", text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

void
so_moment_row_show (SoMomentRow *self, const SoMoment *moment, const SoMoment *previous, const char *name)
{
  g_autofree char *day = !previous || !so_age_same_day (previous->at, moment->at) ? so_age_dup_day (moment->at) : NULL;
  g_autofree char *title = so_moment_words_title (moment, name), *time = so_age_dup_time (moment->at), *text = so_moment_words_text (moment);

  g_return_if_fail (SO_IS_MOMENT_ROW (self));

  self->moment = moment;
  gtk_label_set_label (GTK_LABEL (self->day), day ? day : "");
  gtk_widget_set_visible (self->day, day != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), so_moment_words_icon (moment));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->time), time);
  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_widget_set_visible (self->text, *text);
  set_class (self->title, "accent", moment->unread);
  set_class (GTK_WIDGET (self), "outbound", moment->kind == SO_MOMENT_MESSAGE && moment->outbound);
  set_class (GTK_WIDGET (self), "aside", moment->kind != SO_MOMENT_MESSAGE);
  say (self, day, title, time, text);
}

const SoMoment *
so_moment_row_get (SoMomentRow *self)
{
  return self->moment;
}
