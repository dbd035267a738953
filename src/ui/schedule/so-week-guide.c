/* SPDX-License-Identifier: MIT */
#include "so-week-guide.h"

#include <glib/gi18n.h>

struct _SoWeekGuide {
  AdwBin parent_instance;

  SoWeekSource *source;                 /* or NULL */
  GtkWidget *rows[SO_N_WEEK_STEPS];
  GtkWidget *signs[SO_N_WEEK_STEPS];    /* a number, or a tick */
};

G_DEFINE_FINAL_TYPE (SoWeekGuide, so_week_guide, ADW_TYPE_BIN)

static const struct { const char *title, *words; } steps[SO_N_WEEK_STEPS] = {
  { N_("Classes"), N_("What you teach: style, level, length, and how many people") },
  { N_("Rooms"), N_("How many people each holds, and what it has") },
  { N_("Times"), N_("When your teachers can teach, and when the studio is open") },
  { N_("Plan"), N_("The best week that fits is found for you") },
  { N_("Review and Save"), N_("You look at it, change it, and keep it") },
};

static guint
step_of (SoWeekGuide *self, GtkWidget *row)
{
  guint step = 0;

  while (step < SO_N_WEEK_STEPS - 1 && self->rows[step] != row)
    step++;
  return step;
}

static void
on_activated (GtkWidget *row, SoWeekGuide *self)
{
  if (self->source)
    so_week_source_open_step (self->source, step_of (self, row), row);
}

static void
so_week_guide_dispose (GObject *object)
{
  g_clear_object (&SO_WEEK_GUIDE (object)->source);
  G_OBJECT_CLASS (so_week_guide_parent_class)->dispose (object);
}

/* The first step that is left. */
static gboolean
so_week_guide_grab_focus (GtkWidget *widget)
{
  SoWeekGuide *self = SO_WEEK_GUIDE (widget);
  guint done = self->source ? so_week_source_get_steps (self->source) : 0, step = 0;

  while (step < SO_N_WEEK_STEPS - 1 && done & 1u << step)
    step++;
  return gtk_widget_grab_focus (self->rows[step]);
}

static void
so_week_guide_class_init (SoWeekGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_week_guide_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_week_guide_grab_focus;
}

static GtkWidget *
row_new (SoWeekGuide *self, guint step)
{
  GtkWidget *row = adw_action_row_new ();

  self->signs[step] = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->signs[step]), gtk_label_new (NULL), "number");
  gtk_stack_add_named (GTK_STACK (self->signs[step]), gtk_image_new_from_icon_name ("object-select-symbolic"), "done");
  gtk_widget_add_css_class (self->signs[step], "week-step");
  gtk_widget_set_valign (self->signs[step], GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), self->signs[step]);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(steps[step].title));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_activated), self);
  return row;
}

static void
so_week_guide_init (SoWeekGuide *self)
{
  GtkWidget *status = adw_status_page_new (), *clamp = adw_clamp_new (), *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < SO_N_WEEK_STEPS; i++)
    {
      self->rows[i] = row_new (self, i);
      gtk_list_box_append (GTK_LIST_BOX (list), self->rows[i]);
    }
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "so-week-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _("Your Week in Five Steps"));
  adw_status_page_set_child (ADW_STATUS_PAGE (status), clamp);
  adw_bin_set_child (ADW_BIN (self), status);
  so_week_guide_update (self);
}

void
so_week_guide_set_source (SoWeekGuide *self, SoWeekSource *source)
{
  g_return_if_fail (SO_IS_WEEK_GUIDE (self));
  g_set_object (&self->source, source);
  so_week_guide_update (self);
}

void
so_week_guide_update (SoWeekGuide *self)
{
  guint done;

  g_return_if_fail (SO_IS_WEEK_GUIDE (self));

  done = self->source ? so_week_source_get_steps (self->source) : 0;
  for (guint i = 0; i < SO_N_WEEK_STEPS; i++)
    {
      gboolean is_done = (done & 1u << i) != 0;
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      /* Translators: of a step, before the words that say what it is about */
      g_autofree char *words = is_done ? g_strdup_printf (_("Done · %s"), _(steps[i].words)) : g_strdup (_(steps[i].words));

      gtk_label_set_label (GTK_LABEL (gtk_stack_get_child_by_name (GTK_STACK (self->signs[i]), "number")), number);
      gtk_stack_set_visible_child_name (GTK_STACK (self->signs[i]), is_done ? "done" : "number");
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]), words);
    }
}
