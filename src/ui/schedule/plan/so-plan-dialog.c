/* SPDX-License-Identifier: MIT */
#include "so-plan-dialog.h"

#include "so-choice-row.h"
#include "so-day.h"
#include "so-json.h"
#include "so-plan-options.h"
#include "so-proposal-view.h"
#include "so-proposal-words.h"
#include "so-toasts.h"
#include "so-verb.h"
#include "so-week-words.h"

#include <glib/gi18n.h>

struct _SoPlanDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;       /* borrowed, as all widgets */
  AdwNavigationView *view;
  SoPlanOptions *options;
  GtkWidget *plan;               /* button */
  AdwStatusPage *work;
  GtkLabel *bound;
  GtkWidget *stop;
  AdwComboRow *scope;            /* of the proposal that is shown */
  AdwSwitchRow *tell;
  GtkWidget *apply;

  SoWindow *window;              /* weak: the dialog lives in it */
  SoStudio *studio;
  GCancellable *cancellable;
  int day;
  SoPlanning *planning;          /* NULL: none goes on */
  gint64 begun;
  guint clock;
  SoProposal *proposal;
};

G_DEFINE_FINAL_TYPE (SoPlanDialog, so_plan_dialog, ADW_TYPE_DIALOG)

/* Applying ----------------------------------------------------------------------------------------- */

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoPlanDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = so_studio_do_finish (SO_STUDIO (source), result, &error), *words = NULL;

  if (error && self->studio)
    {
      gtk_widget_set_sensitive (self->apply, TRUE);
      so_toasts_error (self->toasts, error->message);
    }
  if (error)
    return;
  words = so_proposal_words_applied (done);
  if (self->window)
    so_window_add_undo_toast (self->window, words);
  if (self->studio)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
on_apply (SoPlanDialog *self)
{
  const char *scope = so_choice_row_get (self->scope);
  g_autofree char *date = so_day_format (self->proposal->monday), *argument = NULL;
  JsonObject *wish = json_object_new ();

  json_object_set_member (wish, "solution", so_json_parse (self->proposal->solution, -1, 0, NULL));
  json_object_set_string_member (wish, "scope", scope ? scope : "this");
  json_object_set_int_member (wish, "tell", adw_switch_row_get_active (self->tell));
  argument = so_json_write_object (wish);
  gtk_widget_set_sensitive (self->apply, FALSE);
  so_studio_do_async (self->studio, SO_VERB_PLAN_APPLY, date, argument, NULL, on_applied, g_object_ref (self));
}

/* The proposal ------------------------------------------------------------------------------------- */

static gboolean
changes_something (const SoProposal *proposal)
{
  for (guint i = 0; i < proposal->lines->len; i++)
    if (((const SoProposalLine *) proposal->lines->pdata[i])->kind != SO_PROPOSAL_NO_PLACE)
      return TRUE;
  return FALSE;
}

static AdwPreferencesGroup *
make_how (SoPlanDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->scope = so_choice_row_new (_("Applies To"));
  so_choice_row_add (self->scope, _("This week only"), "this");
  so_choice_row_add (self->scope, _("This and all following weeks"), "following");
  self->tell = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tell), _("Tell Who Has Booked"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->tell), _("As proposals that you approve"));
  adw_switch_row_set_active (self->tell, TRUE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Apply"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->scope));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->tell));
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
make_button (SoPlanDialog *self, const char *label, gboolean suggested, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static AdwNavigationPage *
make_page (const char *title, const char *tag, GtkWidget *content, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *view = adw_toolbar_view_new (), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  gtk_widget_set_halign (bar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), first);
  if (second)
    gtk_box_append (GTK_BOX (bar), second);
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), bar);
  return adw_navigation_page_new_with_tag (view, title, tag);
}

static void
on_discard (SoPlanDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_proposal (SoPlanDialog *self)
{
  gboolean something = changes_something (self->proposal);
  GtkWidget *content = so_proposal_view_new (self->proposal, something ? make_how (self) : NULL), *discard;
  g_autofree char *status = so_proposal_words_status (self->proposal);
  AdwNavigationPage *pages[] = { adw_navigation_view_find_page (self->view, "options"), NULL };

  self->apply = something ? make_button (self, _("_Apply"), TRUE, G_CALLBACK (on_apply)) : NULL;
  discard = make_button (self, something ? _("_Discard") : _("_Close"), !something, G_CALLBACK (on_discard));
  pages[1] = make_page (_("The Plan"), "proposal", content, discard, self->apply);
  adw_navigation_view_replace (self->view, pages, G_N_ELEMENTS (pages));
  gtk_widget_grab_focus (self->apply ? self->apply : discard);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), status, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Planning ----------------------------------------------------------------------------------------- */

static gboolean
show_work (gpointer user_data)
{
  SoPlanDialog *self = user_data;
  const SoPlanningNews *news = so_planning_get_news (self->planning);
  guint seconds = (guint) ((g_get_monotonic_time () - self->begun) / G_USEC_PER_SEC);
  g_autofree char *words = so_proposal_words_news (news), *bound = so_proposal_words_bound (news);
  g_autofree char *time = g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
  g_autofree char *below = *bound ? g_strdup_printf ("%s\n%s", bound, time) : g_strdup (time);

  adw_status_page_set_description (self->work, words);
  gtk_label_set_label (self->bound, below);
  gtk_widget_set_sensitive (self->stop, news->has_plan);
  return G_SOURCE_CONTINUE;
}

static void
on_progress (SoPlanDialog *self)
{
  if (self->planning)
    show_work (self);
}

static void
leave_planning (SoPlanDialog *self)
{
  g_clear_handle_id (&self->clock, g_source_remove);
  if (!self->planning)
    return;
  g_signal_handlers_disconnect_by_data (self->planning, self);
  so_planning_stop (self->planning);
  g_clear_object (&self->planning);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoPlanDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  SoProposal *proposal = so_planning_run_finish (SO_PLANNING (source), result, &error);

  /* Left meanwhile, or begun once more. */
  if (!self->studio || self->planning != SO_PLANNING (source))
    {
      g_clear_pointer (&proposal, so_proposal_free);
      return;
    }
  leave_planning (self);
  g_clear_pointer (&self->proposal, so_proposal_free);
  self->proposal = proposal;
  if (proposal)
    return show_proposal (self);
  adw_navigation_view_pop_to_tag (self->view, "options");
  so_toasts_error (self->toasts, error->message);
}

static void
start (SoPlanDialog *self)
{
  SoPlanningWish wish = { .day = self->day };

  so_plan_options_get_wish (self->options, &wish);
  self->planning = so_planning_new (self->studio, &wish);
  self->begun = g_get_monotonic_time ();
  self->clock = g_timeout_add_seconds (1, show_work, self);
  g_signal_connect_object (self->planning, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
  show_work (self);
  adw_navigation_view_push_by_tag (self->view, "work");
  so_planning_run_async (self->planning, on_planned, g_object_ref (self));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoPlanDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!so_plan_wishes_save_finish (SO_STUDIO (source), result, &error) && self->studio)
    so_toasts_error (self->toasts, error->message);
  else if (self->studio && !self->planning)
    start (self);
  if (self->studio)
    gtk_widget_set_sensitive (self->plan, TRUE);
}

/* Not before the wishes are stored: the plan reads them. */
static void
on_plan (SoPlanDialog *self)
{
  SoPlanWishes wishes;

  gtk_widget_set_sensitive (self->plan, FALSE);
  so_plan_options_get_wishes (self->options, &wishes);
  so_plan_wishes_save_async (self->studio, &wishes, on_saved, g_object_ref (self));
}

static void
on_stop (SoPlanDialog *self)
{
  gtk_widget_set_sensitive (self->stop, FALSE);
  if (self->planning)
    so_planning_stop (self->planning);
}

/* Back to the form: what goes on is not wanted any more. */
static void
on_popped (SoPlanDialog *self, AdwNavigationPage *page)
{
  if (!g_strcmp0 (adw_navigation_page_get_tag (page), "work"))
    leave_planning (self);
}

/* Making it ---------------------------------------------------------------------------------------- */

static void
add_options (SoPlanDialog *self)
{
  self->options = SO_PLAN_OPTIONS (so_plan_options_new (self->studio));
  self->plan = make_button (self, _("_Plan"), TRUE, G_CALLBACK (on_plan));
  adw_navigation_view_add (self->view, make_page (_("Plan the Week"), "options", GTK_WIDGET (self->options), self->plan, NULL));
}

static void
add_work (SoPlanDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *spinner = adw_spinner_new ();

  self->work = ADW_STATUS_PAGE (adw_status_page_new ());
  self->bound = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->bound, TRUE);
  gtk_label_set_justify (self->bound, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->bound), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->bound), "numeric");
  gtk_widget_set_size_request (spinner, 48, 48);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bound));
  adw_status_page_set_title (self->work, _("Planning…"));
  adw_status_page_set_child (self->work, box);
  self->stop = make_button (self, _("_Use What There Is"), FALSE, G_CALLBACK (on_stop));
  adw_navigation_view_add (self->view, make_page (_("Plan the Week"), "work", GTK_WIDGET (self->work), self->stop, NULL));
}

static void
on_facts (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoPlanDialog) self = user_data;
  g_autoptr (SoWeekFacts) facts = so_week_facts_load_finish (SO_STUDIO (source), result, NULL);

  /* Without them nobody can be missing, and the rest says why. */
  if (facts && self->studio)
    so_plan_options_set_facts (self->options, facts);
}

static void
so_plan_dialog_dispose (GObject *object)
{
  SoPlanDialog *self = SO_PLAN_DIALOG (object);

  leave_planning (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_plan_dialog_parent_class)->dispose (object);
}

static void
so_plan_dialog_finalize (GObject *object)
{
  SoPlanDialog *self = SO_PLAN_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->proposal, so_proposal_free);
  G_OBJECT_CLASS (so_plan_dialog_parent_class)->finalize (object);
}

static void
so_plan_dialog_class_init (SoPlanDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_plan_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_plan_dialog_finalize;
}

static void
so_plan_dialog_init (SoPlanDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  g_signal_connect_object (self->view, "popped", G_CALLBACK (on_popped), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->view));
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (ADW_DIALOG (self), _("Plan the Week"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
}

static void
present (SoWindow *window, int day, gboolean repair)
{
  SoPlanDialog *self = g_object_new (SO_TYPE_PLAN_DIALOG, NULL);

  g_set_weak_pointer (&self->window, window);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->day = day;
  add_options (self);
  add_work (self);
  so_plan_options_set_repair (self->options, repair);
  so_week_facts_load_async (self->studio, day, self->cancellable, on_facts, g_object_ref (self));
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
  adw_dialog_set_focus (ADW_DIALOG (self), self->plan);
}

void
so_plan_dialog_present (SoWindow *window, int day)
{
  present (window, day, FALSE);
}

void
so_plan_dialog_present_repair (SoWindow *window, int day)
{
  present (window, day, TRUE);
}
