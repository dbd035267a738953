/* SPDX-License-Identifier: MIT */
#include "so-setup-dialog.h"

#include "so-answers-form.h"
#include "so-assistant-group.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-kind.h"
#include "so-list-verbs.h"
#include "so-onboarding.h"
#include "so-setup-assistant.h"
#include "so-setup-channels.h"
#include "so-setup-knowledge.h"
#include "so-setup-profile.h"
#include "so-setup-test.h"
#include "so-studio-form.h"
#include "so-templates-group.h"

#include <glib/gi18n.h>

struct _SoSetupDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *navigation;

  SoWindow *window;    /* not owned: the dialog lives in it */
  SoStudio *studio;
  gboolean busy;       /* a step is being stored; its button keeps the focus */
  gint64 began_at;     /* ms */
  GtkWidget *contents[SO_ONBOARDING_STEPS + 1];   /* weak, for going back takes a page away; by number of the step */
  GtkWidget *next[SO_ONBOARDING_STEPS + 1];
  AdwBanner *banners[SO_ONBOARDING_STEPS + 1];
};

G_DEFINE_FINAL_TYPE (SoSetupDialog, so_setup_dialog, ADW_TYPE_DIALOG)

typedef struct {
  const char *tag;
  const char *title;
} Step;

static const Step steps[SO_ONBOARDING_STEPS + 1] = {
  { NULL, NULL },
  { "1", N_("Studio") },
  { "2", N_("Profile") },
  { "3", N_("Channels") },
  { "4", N_("Knowledge") },
  { "5", N_("Assistant") },
  { "6", N_("Test") },
};

static void show_step (SoSetupDialog *self, guint step);

static guint step_of (SoSetupDialog *self);

/* What is wrong stays until the step is tried again. */
static void
hush (SoSetupDialog *self)
{
  for (guint i = 1; i <= SO_ONBOARDING_STEPS; i++)
    if (self->banners[i])
      adw_banner_set_revealed (self->banners[i], FALSE);
}

static void
say (SoSetupDialog *self, const char *sentence)
{
  AdwBanner *banner = self->banners[step_of (self)];

  if (!banner)      /* closed meanwhile */
    return;
  adw_banner_set_title (banner, sentence);
  adw_banner_set_revealed (banner, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* A step is over ----------------------------------------------------------------------------------- */

typedef struct {
  guint step;
  gboolean skipped;
  gint64 began_at;
} Over;

static char *
over_job (SoStudio *studio, gpointer data, GError **error)
{
  const Over *over = data;

  if (over->step == SO_ONBOARDING_STEPS)
    so_onboarding_go_live (studio, over->began_at, error);
  else
    so_onboarding_finish (studio, over->step, over->skipped, over->began_at, error);
  return NULL;
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error)
    say (self, error->message);
}

static void
go_on_after (SoSetupDialog *self, guint step, gboolean skipped)
{
  Over *over = g_new0 (Over, 1);

  *over = (Over) { step, skipped, self->began_at };
  so_studio_job_async (self->studio, over_job, over, g_free, NULL, on_kept, g_object_ref (self));
  if (step < SO_ONBOARDING_STEPS)
    {
      show_step (self, step + 1);
      return;
    }
  adw_dialog_close (ADW_DIALOG (self));
  if (self->window)
    so_window_add_toast (self->window, _("Your studio is live"));
}

static void
on_studio_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (!so_studio_set_up_finish (SO_STUDIO (source), result, &error))
    {
      say (self, error->message);
      return;
    }
  if (self->window && !so_window_get_studio (self->window))
    so_window_set_studio (self->window, self->studio);
  go_on_after (self, 1, FALSE);
}

static void
on_profile_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (so_setup_profile_save_finish (SO_STUDIO (source), result, &error))
    go_on_after (self, 2, FALSE);
  else
    say (self, error->message);
}

static void
save_step (SoSetupDialog *self, guint step)
{
  if (step == 1)
    {
      g_autoptr (SoProfile) profile = so_studio_form_dup_profile (SO_STUDIO_FORM (self->contents[1]));

      self->busy = TRUE;
      so_studio_set_up_async (self->studio, profile, NULL, on_studio_made, g_object_ref (self));
      return;
    }
  if (step == 2)
    {
      self->busy = TRUE;
      so_setup_profile_save_async (SO_SETUP_PROFILE (self->contents[2]), on_profile_saved, g_object_ref (self));
      return;
    }
  if (SO_IS_ANSWERS_FORM (self->contents[step]))
    so_answers_form_save (SO_ANSWERS_FORM (self->contents[step]));
  else if (SO_IS_SETUP_ASSISTANT (self->contents[step]))
    so_setup_assistant_save (SO_SETUP_ASSISTANT (self->contents[step]));
  go_on_after (self, step, FALSE);
}

static guint
step_of (SoSetupDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  return page ? so_onboarding_parse (adw_navigation_page_get_tag (page)) : 1;
}

static void
on_next_clicked (SoSetupDialog *self)
{
  if (self->busy)
    return;
  hush (self);
  save_step (self, step_of (self));
}

static void
on_skip_clicked (SoSetupDialog *self)
{
  guint step = step_of (self);

  if (self->busy)
    return;
  hush (self);
  if (step == SO_ONBOARDING_STEPS)
    adw_dialog_close (ADW_DIALOG (self));
  else
    go_on_after (self, step, TRUE);
}

static void
on_form_changed (SoSetupDialog *self)
{
  gtk_widget_set_sensitive (self->next[1], so_studio_form_is_complete (SO_STUDIO_FORM (self->contents[1])));
}

static void
on_open_thread (SoSetupDialog *self, const char *thread_id)
{
  g_autofree char *id = g_strdup (thread_id);
  SoWindow *window = self->window;

  adw_dialog_close (ADW_DIALOG (self));
  if (window)
    so_window_open_thread (window, id, NULL);
}

static SoKind *
load_kind (SoSetupDialog *self)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (self->studio);

  return profile && profile->kind ? so_kind_load (profile->kind, NULL) : NULL;
}

static GtkWidget *
make_studio (SoSetupDialog *self)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (self->studio);
  GtkWidget *form = so_studio_form_new ();

  so_studio_form_set_profile (SO_STUDIO_FORM (form), profile);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed), self, G_CONNECT_SWAPPED);
  return form;
}

static GtkWidget *
make_knowledge (SoSetupDialog *self)
{
  GtkWidget *form = so_answers_form_new (self->studio, load_kind (self), _("Twelve Usual Questions"),
                                         _("One line is enough to start with; drafts quote nothing else. Leave empty what does not fit. Longer answers and more questions fit into Knowledge."));

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (form), ADW_PREFERENCES_GROUP (so_setup_knowledge_group_new (self->window, self->studio)));
  return form;
}

static GtkWidget *
make_assistant (SoSetupDialog *self)
{
  GtkWidget *page = so_setup_assistant_new (self->studio);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_assistant_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_templates_group_new (self->studio)));
  return page;
}

static GtkWidget *
make_contents (SoSetupDialog *self, guint step)
{
  g_autoptr (SoKind) kind = NULL;
  GtkWidget *widget;

  switch (step)
    {
    case 1:
      return make_studio (self);
    case 2:
      kind = load_kind (self);
      return so_setup_profile_new (self->studio, kind);
    case 3:
      return so_setup_channels_new (self->studio);
    case 4:
      return make_knowledge (self);
    case 5:
      return make_assistant (self);
    default:
      widget = so_setup_test_new (self->studio);
      g_signal_connect_object (widget, "open-thread", G_CALLBACK (on_open_thread), self, G_CONNECT_SWAPPED);
      return widget;
    }
}

static GtkWidget *
make_buttons (SoSetupDialog *self, guint step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *next = gtk_button_new_with_mnemonic (step == 1 ? _("_Create Studio") : step == SO_ONBOARDING_STEPS ? _("_Go Live") : _("_Next"));

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  if (step > 1)
    {
      GtkWidget *skip = gtk_button_new_with_mnemonic (step < SO_ONBOARDING_STEPS ? _("_Skip") : _("_Later"));

      gtk_widget_add_css_class (skip, "pill");
      g_signal_connect_object (skip, "clicked", G_CALLBACK (on_skip_clicked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), skip);
    }
  gtk_widget_add_css_class (next, "pill");
  gtk_widget_add_css_class (next, "suggested-action");
  g_signal_connect_object (next, "clicked", G_CALLBACK (on_next_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), next);
  g_set_weak_pointer (&self->next[step], next);
  return box;
}

#define SEEN "so-seen"

/* On the first control; on the way back, from the page of an account or a later step, it stays where it was. */
static void
focus_contents (GtkWidget *contents)
{
  GtkRoot *root = gtk_widget_get_root (contents);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean seen = g_object_get_data (G_OBJECT (contents), SEEN) != NULL, inside = focus && gtk_widget_is_ancestor (focus, contents);

  g_object_set_data (G_OBJECT (contents), SEEN, GINT_TO_POINTER (TRUE));
  if ((seen && inside) || gtk_widget_grab_focus (contents))
    return;
  if (!inside)      /* where GTK has put it to the first one already, this would be the second */
    gtk_widget_child_focus (contents, GTK_DIR_TAB_FORWARD);
}

static AdwNavigationPage *
make_page (SoSetupDialog *self, guint step)
{
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new ();
  g_autofree char *subtitle = g_strdup_printf (_("Step %u of %u"), step, SO_ONBOARDING_STEPS);
  AdwNavigationPage *page;

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_(steps[step].title), subtitle));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  g_set_weak_pointer (&self->banners[step], ADW_BANNER (adw_banner_new ("")));
  adw_banner_set_use_markup (self->banners[step], FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->banners[step]));
  g_set_weak_pointer (&self->contents[step], make_contents (self, step));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->contents[step]);
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), make_buttons (self, step));
  page = adw_navigation_page_new (view, _(steps[step].title));
  adw_navigation_page_set_tag (page, steps[step].tag);
  g_signal_connect_object (page, "shown", G_CALLBACK (focus_contents), self->contents[step], G_CONNECT_SWAPPED);
  return page;
}

static void
show_step (SoSetupDialog *self, guint step)
{
  AdwNavigationPage *page = adw_navigation_view_find_page (self->navigation, steps[step].tag);

  /* What is asked depends on what was answered before, so a page is made anew each time. */
  if (page)
    adw_navigation_view_remove (self->navigation, page);
  adw_navigation_view_push (self->navigation, make_page (self, step));
}

static void
start_at (SoSetupDialog *self, guint step)
{
  GPtrArray *pages = g_ptr_array_new ();

  for (guint i = 1; i <= step; i++)
    g_ptr_array_add (pages, make_page (self, i));
  adw_navigation_view_replace (self->navigation, (AdwNavigationPage **) pages->pdata, pages->len);
  g_ptr_array_unref (pages);
  on_form_changed (self);
}

static void
so_setup_dialog_dispose (GObject *object)
{
  SoSetupDialog *self = SO_SETUP_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->studio);
  for (guint i = 1; i <= SO_ONBOARDING_STEPS; i++)
    {
      g_clear_weak_pointer (&self->contents[i]);
      g_clear_weak_pointer (&self->next[i]);
      g_clear_weak_pointer (&self->banners[i]);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_SETUP_DIALOG);
  G_OBJECT_CLASS (so_setup_dialog_parent_class)->dispose (object);
}

static void
so_setup_dialog_class_init (SoSetupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_setup_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-setup-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SoSetupDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SoSetupDialog, navigation);
}

static void
so_setup_dialog_init (SoSetupDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
so_setup_dialog_new (SoWindow *window, SoStudio *studio)
{
  SoSetupDialog *self = g_object_new (SO_TYPE_SETUP_DIALOG, NULL);
  g_autofree char *kept = so_studio_dup_setting (studio, SO_ONBOARDING_SETTING);
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  guint step = so_onboarding_parse (kept);

  g_set_weak_pointer (&self->window, window);
  self->studio = g_object_ref (studio);
  self->began_at = so_now ();
  start_at (self, !profile ? 1 : MAX (step, 1));
  return ADW_DIALOG (self);
}
