/* SPDX-License-Identifier: MIT */
#include "so-guide.h"

#include "so-actions.h"
#include "so-draft.h"
#include "so-guide-steps.h"
#include "so-keys.h"
#include "so-live-list.h"
#include "so-shortcuts-dialog.h"
#include "so-ui-settings.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define OFFERED "tour-offered"
#define IN_OUTBOX (1 << SO_DRAFT_QUEUED | 1 << SO_DRAFT_HELD | 1 << SO_DRAFT_SCHEDULED | 1 << SO_DRAFT_SENDING)

typedef enum { HIDDEN, OFFERS, RUNS, ENDED } State;

struct _SoGuide {
  AdwBin parent_instance;

  GtkWidget *box;
  GtkLabel *title, *told, *ask;
  GtkButton *next, *stop;

  SoStudio *studio;
  SoLiveList *outbox;        /* while it runs */
  State state;
  guint at;                  /* the step */
  guint waiting;             /* how many were in the Outbox */
  gboolean moved;            /* somebody was changed on the page of this step */
};

G_DEFINE_FINAL_TYPE (SoGuide, so_guide, ADW_TYPE_BIN)

static const SoGuideStep *
step_at (guint i)
{
  guint n;
  const SoGuideStep *steps = so_guide_steps (&n);

  return i < n ? &steps[i] : NULL;
}

/* An own studio is looked at only. */
static gboolean
takes (SoGuide *self, const SoGuideStep *step)
{
  return !step->demo_only || so_studio_is_demo (self->studio);
}

static guint
count_steps (SoGuide *self, guint before)
{
  guint n = 0;

  for (guint i = 0; i < before && step_at (i); i++)
    n += takes (self, step_at (i));
  return n;
}

static void
say (SoGuide *self, const char *title, const char *told, const char *ask)
{
  g_autofree char *all = g_strjoin (" ", title, told ? told : ask, told ? ask : NULL, NULL);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->told, told ? told : "");
  gtk_widget_set_visible (GTK_WIDGET (self->told), told != NULL);
  gtk_label_set_label (self->ask, ask ? ask : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ask), ask != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), all, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
set_buttons (SoGuide *self, const char *next, const char *stop)
{
  gtk_widget_set_visible (GTK_WIDGET (self->next), next != NULL);
  gtk_button_set_label (self->next, next ? next : "");
  gtk_button_set_label (self->stop, stop);
}

/* @done: the step before this one, where it was done; NULL where it was left out. */
static void
show_step (SoGuide *self, const SoGuideStep *done)
{
  const SoGuideStep *step = step_at (self->at);
  g_autofree char *told = done ? so_guide_step_dup_words (done, done->told) : NULL, *ask = step ? so_guide_step_dup_words (step, step->ask) : NULL, *title = NULL;

  self->moved = FALSE;
  self->waiting = self->outbox ? g_list_model_get_n_items (G_LIST_MODEL (self->outbox)) : 0;
  if (!step)
    {
      self->state = ENDED;
      set_buttons (self, NULL, _("_Close"));
      say (self, _("The Tour"), told ? told : _("That was all. The tour is in the main menu."), NULL);
      return;
    }
  title = g_strdup_printf (_("The Tour: %u of %u"), count_steps (self, self->at) + 1, count_steps (self, G_MAXUINT));
  set_buttons (self, _("_Skip"), _("_End the Tour"));
  say (self, title, told, ask);
}

static void
go_on (SoGuide *self, gboolean done)
{
  const SoGuideStep *was = step_at (self->at);

  do
    self->at++;
  while (step_at (self->at) && !takes (self, step_at (self->at)));
  show_step (self, done ? was : NULL);
}

static gboolean
is_done (SoGuide *self, SoWindow *window, const SoGuideStep *step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->outbox));

  if (step->page && g_strcmp0 (so_window_get_page (window), step->page))
    return FALSE;
  switch (step->goal)
    {
    case SO_GUIDE_SHOWN:
      return TRUE;
    case SO_GUIDE_APPROVED:
      /* What leaves meanwhile makes it fewer. */
      self->waiting = MIN (self->waiting, n);
      return n > self->waiting;
    case SO_GUIDE_MOVED:
      return self->moved;
    case SO_GUIDE_KEYS:
      return SO_IS_SHORTCUTS_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
look (SoGuide *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && self->state == RUNS && is_done (self, window, step_at (self->at)))
    go_on (self, TRUE);
}

static void
on_store_changed (SoGuide *self, guint changes)
{
  const SoGuideStep *step = self->state == RUNS ? step_at (self->at) : NULL;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  /* What came from another program is everything at once, and none of hers. */
  if (step && window && changes != SO_CHANGED_ALL && changes & SO_CHANGED_CONTACTS && !g_strcmp0 (so_window_get_page (window), step->page))
    self->moved = TRUE;
  look (self);
}

static void
finish (SoGuide *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->box)) != NULL;

  self->state = HIDDEN;
  if (self->outbox)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  g_clear_object (&self->outbox);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (had_focus && window && so_window_get_page (window))
    gtk_widget_grab_focus (so_window_get_page_widget (window, so_window_get_page (window)));
}

void
so_guide_start (SoGuide *self)
{
  g_return_if_fail (SO_IS_GUIDE (self));

  if (!self->studio)
    return;
  finish (self);
  self->outbox = so_live_list_new_drafts (so_studio_get_store (self->studio), IN_OUTBOX);
  g_signal_connect_swapped (self->outbox, "items-changed", G_CALLBACK (look), self);
  self->state = RUNS;
  self->at = 0;
  show_step (self, NULL);
}

static void
offer (SoGuide *self)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();
  g_auto (GStrv) keys = so_action_dup_keys (so_action_find ("win.tour"));
  g_autofree char *told = NULL;

  /* Where it could not be remembered, as in a build folder, she would be asked each time. */
  if (!settings || g_settings_get_boolean (settings, OFFERED))
    return;
  g_settings_set_boolean (settings, OFFERED, TRUE);
  self->state = OFFERS;
  set_buttons (self, _("_Begin"), _("_Not Now"));
  /* Translators: a key */
  told = g_strdup_printf (_("%u steps, by keyboard: %s begins, Esc ends it."), count_steps (self, G_MAXUINT), keys[0] ? keys[0] : _("Begin"));
  say (self, _("Take the Tour?"), told, NULL);
}

void
so_guide_set_studio (SoGuide *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_GUIDE (self));

  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  finish (self);
  g_set_object (&self->studio, studio);
  if (!studio)
    return;
  g_signal_connect_swapped (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self);
  if (so_studio_is_demo (studio))
    offer (self);
}

static void
on_next (SoGuide *self)
{
  if (self->state == OFFERS)
    so_guide_start (self);
  else
    go_on (self, FALSE);
}

static gboolean
on_key_pressed (SoGuide *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->state == HIDDEN || keyval != GDK_KEY_Escape || modifiers & gtk_accelerator_get_default_mod_mask () || so_keys_typing (gtk_root_get_focus (root)) ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)))
    return GDK_EVENT_PROPAGATE;
  finish (self);
  return GDK_EVENT_STOP;
}

/* A page that is shown takes the focus; the dialog of keys is one of the window's. */
static void
so_guide_root (GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkRoot *root;

  GTK_WIDGET_CLASS (so_guide_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), widget, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (root), keys);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (look), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (root, "notify::visible-dialog", G_CALLBACK (look), widget, G_CONNECT_SWAPPED);
}

static void
so_guide_dispose (GObject *object)
{
  SoGuide *self = SO_GUIDE (object);

  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  if (self->outbox)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  g_clear_object (&self->outbox);
  g_clear_object (&self->studio);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_GUIDE);
  G_OBJECT_CLASS (so_guide_parent_class)->dispose (object);
}

static void
so_guide_class_init (SoGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_guide_dispose;
  widget_class->root = so_guide_root;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, SoGuide, box);
  gtk_widget_class_bind_template_child (widget_class, SoGuide, title);
  gtk_widget_class_bind_template_child (widget_class, SoGuide, told);
  gtk_widget_class_bind_template_child (widget_class, SoGuide, ask);
  gtk_widget_class_bind_template_child (widget_class, SoGuide, next);
  gtk_widget_class_bind_template_child (widget_class, SoGuide, stop);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, finish);
}

static void
so_guide_init (SoGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
