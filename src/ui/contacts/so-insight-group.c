/* SPDX-License-Identifier: MIT */
#include "so-insight-group.h"

#include "so-analyst.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-insight-words.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoInsightGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *read;             /* borrowed, as all below */
  GPtrArray *rows;
  GPtrArray *decisions;        /* the first button of each row that waits for one */

  SoStudio *studio;
  GCancellable *cancellable;   /* of what is being read; NULL: nothing is */
  char *contact_id, *thread_id;
  char *shown;                 /* signature of the rows; NULL: they are to be made */
};

G_DEFINE_FINAL_TYPE (SoInsightGroup, so_insight_group, ADW_TYPE_PREFERENCES_GROUP)

static void fill (SoInsightGroup *self);

/* Deciding --------------------------------------------------------------------------------------- */

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoInsightGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error && window)
    so_window_show_error (window, error);
}

/* The button's name is the id of the finding. */
static void
decide (SoInsightGroup *self, GtkWidget *button, SoVerb verb, const char *argument, const char *message)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  so_studio_do_async (self->studio, verb, gtk_widget_get_name (button), argument, NULL, on_done, g_object_ref (self));
  if (window)
    so_window_add_undo_toast (window, message);
}

static void
on_accept (GtkWidget *button, SoInsightGroup *self)
{
  decide (self, button, SO_VERB_DETAIL_ACCEPT, NULL, _("Entered"));
}

static void
on_replace (GtkWidget *button, SoInsightGroup *self)
{
  decide (self, button, SO_VERB_DETAIL_ACCEPT, "replace", _("Replaced"));
}

static void
on_dismiss (GtkWidget *button, SoInsightGroup *self)
{
  decide (self, button, SO_VERB_DETAIL_DISMISS, NULL, _("Dismissed"));
}

static void
on_add_task (GtkWidget *button, SoInsightGroup *self)
{
  decide (self, button, SO_VERB_TASK_FROM, NULL, _("Task added"));
}

static void
on_show_message (GtkWidget *button, SoInsightGroup *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && self->thread_id)
    so_window_open_thread (window, self->thread_id, gtk_widget_get_name (button));
}

/* Rows ------------------------------------------------------------------------------------------- */

static AdwActionRow *
add_row (SoInsightGroup *self, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return ADW_ACTION_ROW (row);
}

/* A button of its own, not a row: beside a conversation Enter on a row is taken for the draft. */
static GtkWidget *
add_button (SoInsightGroup *self, AdwActionRow *row, const char *icon, const char *label, const char *id, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_name (button, id);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  adw_action_row_add_suffix (row, button);
  return button;
}

static void
add_message_button (SoInsightGroup *self, AdwActionRow *row, const char *message_id)
{
  if (message_id)
    add_button (self, row, "go-next-symbolic", _("Show the Message"), message_id, G_CALLBACK (on_show_message));
}

static void
add_satisfaction (SoInsightGroup *self, const SoInsight *insight)
{
  g_autofree char *text = NULL;

  if (insight->satisfaction < 0)
    return;
  /* Translators: 0 to 10, and what the customer said */
  text = g_strdup_printf (_("%d of 10 · “%s”"), insight->satisfaction, insight->quote ? insight->quote : "");
  add_message_button (self, add_row (self, _("Satisfaction, Estimated"), text), insight->message_id);
}

static void
add_interests (SoInsightGroup *self, const SoInsight *insight)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < insight->findings->len; i++)
    {
      const SoFinding *finding = g_ptr_array_index (insight->findings, i);

      if (!strcmp (finding->kind, "interest"))
        g_string_append_printf (all, "%s%s", all->len ? ", " : "", finding->what);
    }
  if (all->len)
    add_row (self, _("Interests"), all->str);
}

static void
add_marker (SoInsightGroup *self, const SoFinding *finding)
{
  g_autofree char *quote = g_strdup_printf ("“%s”", finding->quote);

  add_message_button (self, add_row (self, strcmp (finding->kind, "success") ? _("Not Content") : _("Content"), quote), finding->message_id);
}

static void
add_action (SoInsightGroup *self, const SoFinding *finding)
{
  g_autofree char *text = g_strdup_printf ("%s\n“%s”", finding->what, finding->quote), *add = g_strdup_printf (_("Add Task: %s"), finding->what);
  g_autofree char *dismiss = g_strdup_printf (_("Dismiss: %s"), finding->what);
  AdwActionRow *row = add_row (self, _("To Do"), text);

  g_ptr_array_add (self->decisions, add_button (self, row, "list-add-symbolic", add, finding->id, G_CALLBACK (on_add_task)));
  add_button (self, row, "window-close-symbolic", dismiss, finding->id, G_CALLBACK (on_dismiss));
}

static void
add_detail (SoInsightGroup *self, const SoFinding *finding)
{
  const char *field = so_insight_words_field (finding->field);
  g_autofree char *now = finding->now ? g_strdup_printf (_("Now: %s"), finding->now) : NULL;
  g_autofree char *text = g_strdup_printf ("%s%s%s\n“%s”", finding->what, now ? "\n" : "", now ? now : "", finding->quote);
  /* Translators: a field such as "Goal" and its value */
  g_autofree char *accept = g_strdup_printf (now ? _("Replace %s: %s") : _("Enter %s: %s"), field, finding->what);
  g_autofree char *dismiss = g_strdup_printf (_("Dismiss: %s"), finding->what), *title = g_strdup_printf (_("%s?"), field);
  AdwActionRow *row = add_row (self, title, text);

  g_ptr_array_add (self->decisions, add_button (self, row, "object-select-symbolic", accept, finding->id, now ? G_CALLBACK (on_replace) : G_CALLBACK (on_accept)));
  add_button (self, row, "window-close-symbolic", dismiss, finding->id, G_CALLBACK (on_dismiss));
}

static void
add_findings (SoInsightGroup *self, const SoInsight *insight)
{
  for (guint i = 0; i < insight->findings->len; i++)
    {
      const SoFinding *finding = g_ptr_array_index (insight->findings, i);

      if (!strcmp (finding->kind, "frustration") || !strcmp (finding->kind, "success"))
        add_marker (self, finding);
      else if (finding->state == SO_FINDING_PROPOSED && !strcmp (finding->kind, "action"))
        add_action (self, finding);
      else if (finding->state == SO_FINDING_PROPOSED && !strcmp (finding->kind, "detail"))
        add_detail (self, finding);
    }
}

static void
add_rows (SoInsightGroup *self, const SoInsight *insight)
{
  if (*insight->summary)
    add_row (self, _("Summary"), insight->summary);
  add_row (self, _("Outcome"), so_insight_words_outcome (insight->outcome));
  add_satisfaction (self, insight);
  add_interests (self, insight);
  add_findings (self, insight);
  if (insight->fault)
    add_row (self, _("The Model’s Answer Was of No Use"), insight->fault);
}

/* Which decision the owner is at; -1: she is elsewhere; the number of them: at the button above. */
static int
focused_decision (SoInsightGroup *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!focus || !(focus == self->read || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return -1;
  for (guint i = 0; i < self->decisions->len; i++)
    {
      GtkWidget *row = gtk_widget_get_ancestor (self->decisions->pdata[i], ADW_TYPE_ACTION_ROW);

      if (gtk_widget_is_ancestor (focus, row))
        return (int) i;
    }
  return (int) self->decisions->len;
}

/* Decided: on to the one that takes its place, or the last, or the button above. */
static void
focus_decision (SoInsightGroup *self, int at)
{
  if (at >= 0)
    gtk_widget_grab_focus (self->decisions->len ? self->decisions->pdata[MIN ((guint) at, self->decisions->len - 1)] : self->read);
}

static void
fill (SoInsightGroup *self)
{
  g_autoptr (SoInsight) insight = self->thread_id ? so_studio_find_insight (self->studio, self->thread_id) : NULL;
  g_autofree char *signature = insight ? so_insight_words_signature (insight) : g_strdup (""), *source = insight ? so_insight_words_source (insight, so_now ()) : NULL;
  int at;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), self->cancellable ? _("Being read…") : source ? source
    : _("Not read yet. A conversation is read when it has been quiet for a quarter of an hour, or now with this button."));
  if (!g_strcmp0 (self->shown, signature))
    return;
  g_set_str (&self->shown, signature);
  at = gtk_widget_get_root (GTK_WIDGET (self)) ? focused_decision (self) : -1;
  if (at >= 0)
    gtk_widget_grab_focus (self->read);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->decisions, 0);
  if (insight)
    add_rows (self, insight);
  focus_decision (self, at);
}

/* Reading now ------------------------------------------------------------------------------------ */

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoInsightGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  gboolean ok = so_analyst_read_finish (SO_STUDIO (source), result, &error);

  /* She looks at another one meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (!ok && window)
    so_window_show_error (window, error);
  fill (self);
}

static void
on_read_clicked (SoInsightGroup *self)
{
  if (!self->thread_id || self->cancellable)
    return;
  self->cancellable = g_cancellable_new ();
  so_analyst_read_async (self->studio, self->thread_id, self->cancellable, on_read, g_object_ref (self));
  fill (self);
}

static void
stop (SoInsightGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
so_insight_group_show (SoInsightGroup *self, SoStudio *studio, const SoContact *contact, const char *thread_id)
{
  g_autofree char *thread = NULL;

  g_return_if_fail (SO_IS_INSIGHT_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  thread = thread_id ? g_strdup (thread_id) : so_studio_dup_insight_thread (studio, contact->id);
  if (g_set_str (&self->thread_id, thread))
    {
      stop (self);
      g_clear_pointer (&self->shown, g_free);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), thread != NULL);
  fill (self);
}

static gboolean
so_insight_group_grab_focus (GtkWidget *widget)
{
  SoInsightGroup *self = SO_INSIGHT_GROUP (widget);

  return gtk_widget_grab_focus (self->decisions->len ? self->decisions->pdata[0] : self->read);
}

static void
so_insight_group_dispose (GObject *object)
{
  SoInsightGroup *self = SO_INSIGHT_GROUP (object);

  stop (self);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_insight_group_parent_class)->dispose (object);
}

static void
so_insight_group_finalize (GObject *object)
{
  SoInsightGroup *self = SO_INSIGHT_GROUP (object);

  g_free (self->contact_id);
  g_free (self->thread_id);
  g_free (self->shown);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->decisions);
  G_OBJECT_CLASS (so_insight_group_parent_class)->finalize (object);
}

static void
so_insight_group_class_init (SoInsightGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_insight_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_insight_group_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_insight_group_grab_focus;
}

static void
so_insight_group_init (SoInsightGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->decisions = g_ptr_array_new ();
  self->read = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_widget_set_tooltip_text (self->read, _("Read It Now"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->read), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Read It Now"), -1);
  gtk_widget_add_css_class (self->read, "flat");
  gtk_widget_set_valign (self->read, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->read, "clicked", G_CALLBACK (on_read_clicked), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Analysis"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->read);
}
