/* SPDX-License-Identifier: MIT */
#include "so-roll-dialog.h"

#include <glib/gi18n.h>

struct _SoRollDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;               /* loading, list, empty, problem */
  AdwStatusPage *problem;
  GtkListBox *list;
  AdwToastOverlay *toasts;

  SoWeekSource *source;
  GCancellable *cancellable;     /* of everything that is asked; cancelled when it goes */
  GPtrArray *lines;              /* SoRollLine, or NULL */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoRollDialog, so_roll_dialog, ADW_TYPE_DIALOG)

static const struct { SoRollMark mark; const char *label, *key; } marks[] = {
  { SO_ROLL_PRESENT, N_("Present"), N_("Space") }, { SO_ROLL_LATE, N_("Late"), "L" }, { SO_ROLL_ABSENT, N_("Absent"), "A" },
};

static const char *
mark_label (SoRollMark mark)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].mark == mark)
      return _(marks[i].label);
  return _("Not ticked off");
}

static void
show_count (SoRollDialog *self)
{
  guint counts[SO_N_ROLL_MARKS];
  g_autofree char *words = NULL;

  so_roll_count (self->lines, counts);
  /* Translators: of so many people so many are here (also who came late), and so many are not */
  words = g_strdup_printf (_("%u of %u here, %u absent"), counts[SO_ROLL_PRESENT] + counts[SO_ROLL_LATE], self->lines->len, counts[SO_ROLL_ABSENT]);
  adw_window_title_set_subtitle (self->title, words);
}

/* Rows -------------------------------------------------------------------------------------------- */

static GtkWidget *
row_at (SoRollDialog *self, guint at)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) at));
}

static GtkWidget *
button_of (GtkWidget *row, SoRollMark mark)
{
  return g_object_get_data (G_OBJECT (row), so_roll_mark_nick (mark));
}

static void
show_mark (SoRollDialog *self, guint at)
{
  const SoRollLine *line = self->lines->pdata[at];
  GtkWidget *row = row_at (self, at);
  g_autofree char *words = line->note ? g_strdup_printf ("%s, %s", mark_label (line->mark), line->note) : g_strdup (mark_label (line->mark));

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button_of (row, marks[i].mark)), line->mark == marks[i].mark);
  self->filling = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  show_count (self);
}

/* Which mark, and what it was, until it is stored. */
typedef struct {
  SoRollDialog *dialog;
  guint at;
  SoRollMark before;
} Marking;

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Marking *marking = user_data;
  g_autoptr (SoRollDialog) self = marking->dialog;
  g_autoptr (GError) error = NULL;

  if (so_week_source_mark_finish (SO_WEEK_SOURCE (source), result, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ((SoRollLine *) self->lines->pdata[marking->at])->mark = marking->before;
  if (!self->stack)
    return;
  show_mark (self, marking->at);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
set_mark (SoRollDialog *self, guint at, SoRollMark mark)
{
  SoRollLine *line = self->lines->pdata[at];
  Marking *marking = g_new0 (Marking, 1);

  marking->dialog = g_object_ref (self);
  marking->at = at;
  marking->before = line->mark;
  line->mark = line->mark == mark ? SO_ROLL_OPEN : mark;
  show_mark (self, at);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), mark_label (line->mark), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  so_week_source_mark_async (self->source, line->booking, line->mark, NULL, on_marked, marking);
}

static void
on_toggled (GtkWidget *button, SoRollDialog *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  int at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  for (guint i = 0; !self->filling && i < G_N_ELEMENTS (marks); i++)
    if (button_of (row, marks[i].mark) == button)
      set_mark (self, (guint) at, marks[i].mark);
}

static GtkWidget *
button_new (SoRollDialog *self, GtkWidget *row, guint which, const char *name)
{
  static const char *const icons[] = { "object-select-symbolic", "alarm-symbolic", "window-close-symbolic" };
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, _(marks[which].label));
  g_autofree char *tooltip = g_strdup_printf ("%s (%s)", _(marks[which].label), _(marks[which].key));

  gtk_button_set_icon_name (GTK_BUTTON (button), icons[which]);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "roll-mark");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* The keys of the list are about the row, which is one stop of Tab. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (row), so_roll_mark_nick (marks[which].mark), button);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  return button;
}

static void
add_row (SoRollDialog *self, const SoRollLine *line)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->name);
  if (line->note)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line->note);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button_new (self, row, i, line->name));
  gtk_list_box_append (self->list, row);
}

/* Keys -------------------------------------------------------------------------------------------- */

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoRollDialog *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self->list)));
  int at = GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  GtkWidget *next;

  if (at < 0 || modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    set_mark (self, (guint) at, SO_ROLL_PRESENT);
  else if (gdk_keyval_to_lower (keyval) == GDK_KEY_a)
    set_mark (self, (guint) at, SO_ROLL_ABSENT);
  else if (gdk_keyval_to_lower (keyval) == GDK_KEY_l)
    set_mark (self, (guint) at, SO_ROLL_LATE);
  else
    return GDK_EVENT_PROPAGATE;
  next = row_at (self, (guint) at + 1);
  if (next && ((SoRollLine *) self->lines->pdata[at])->mark != SO_ROLL_OPEN)
    gtk_widget_grab_focus (next);
  return GDK_EVENT_STOP;
}

/* Making it --------------------------------------------------------------------------------------- */

static void
on_roll (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoRollDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->lines = so_week_source_roll_finish (SO_WEEK_SOURCE (source), result, &error);
  if (!self->stack || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!self->lines)
    {
      words = g_markup_escape_text (error->message, -1);
      adw_status_page_set_description (self->problem, words);
      gtk_stack_set_visible_child_name (self->stack, "problem");
      return;
    }
  for (guint i = 0; i < self->lines->len; i++)
    add_row (self, self->lines->pdata[i]);
  for (guint i = 0; i < self->lines->len; i++)
    show_mark (self, i);
  gtk_stack_set_visible_child_name (self->stack, self->lines->len ? "list" : "empty");
  if (self->lines->len)
    gtk_widget_grab_focus (row_at (self, 0));
}

static void
so_roll_dialog_dispose (GObject *object)
{
  SoRollDialog *self = SO_ROLL_DIALOG (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_ROLL_DIALOG);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (so_roll_dialog_parent_class)->dispose (object);
}

static void
so_roll_dialog_finalize (GObject *object)
{
  g_clear_pointer (&SO_ROLL_DIALOG (object)->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (so_roll_dialog_parent_class)->finalize (object);
}

static void
so_roll_dialog_class_init (SoRollDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_roll_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_roll_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-roll-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SoRollDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SoRollDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SoRollDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, SoRollDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SoRollDialog, toasts);
}

static void
so_roll_dialog_init (SoRollDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

void
so_roll_dialog_present (SoWindow *window, SoWeekSource *source, const char *id, const char *title)
{
  SoRollDialog *self = g_object_new (SO_TYPE_ROLL_DIALOG, NULL);

  self->source = g_object_ref (source);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_window_title_set_title (self->title, title);
  so_week_source_roll_async (source, id, self->cancellable, on_roll, g_object_ref (self));
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
}
