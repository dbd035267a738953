/* SPDX-License-Identifier: MIT */
#include "so-account-page.h"

#include "so-account-answers.h"
#include "so-account-checklist.h"
#include "so-account-jobs.h"
#include "so-account-signature.h"
#include "so-account-state.h"
#include "so-account-test.h"
#include "so-account-try.h"
#include "so-account-verbs.h"
#include "so-account-words.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-minute.h"
#include "so-phone-row.h"
#include "so-preferences-push.h"
#include "so-sync.h"

#include <glib/gi18n.h>

/* How often the number of messages that come in is looked at. */
#define LOOK_MS 500

struct _SoAccountPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  SoAccount *account;           /* as it was when it was looked at last */
  AdwPreferencesPage *page;     /* borrowed, as all below */
  GtkWidget *status, *icon, *fix;
  GtkWidget *sync, *spinner, *cancel;
  GtkWidget *first;             /* of a first sync */
  GtkWidget *pause, *name;
  SoAccountChecklist *checklist;   /* NULL for the practice channel */
  guint timer;                  /* while it is read */
  gboolean filling;             /* what changes now is not the owner's doing */
};

G_DEFINE_FINAL_TYPE (SoAccountPage, so_account_page, ADW_TYPE_NAVIGATION_PAGE)

static void update (SoAccountPage *self);

static gboolean
on_look (gpointer user_data)
{
  SoAccountPage *self = user_data;

  update (self);
  return G_SOURCE_CONTINUE;
}

static void
show_status (SoAccountPage *self, const SoAccountNow *now)
{
  g_autofree char *status = so_account_words_status (self->account, now), *read = so_account_words_read (self->account, now);
  const char *style, *icon = so_account_words_icon (self->account, now->reading, &style), *fix = so_account_words_fix (self->account);
  static const char *const styles[] = { "success", "warning", "error", "dim-label" };
  gboolean wrong = self->account->error && *self->account->error && !self->account->paused;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status), status);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->status), wrong ? self->account->error : self->account->address ? self->account->address : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (self->icon, styles[i]);
  gtk_widget_add_css_class (self->icon, style);
  /* What can be switched on again below needs no second button. */
  if (so_account_fix (self->account) == SO_FIX_RESUME || now->reading)
    fix = NULL;
  if (!fix && gtk_widget_is_focus (self->fix))
    gtk_widget_grab_focus (self->account->paused ? self->pause : self->sync);
  gtk_button_set_label (GTK_BUTTON (self->fix), fix ? fix : "");
  gtk_widget_set_visible (self->fix, fix != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->sync), now->reading ? status : read ? read : self->account->elsewhere ? _("What comes there is shared with this computer") :
                               _("Messages are brought by the hub; files and templates are fetched"));
}

static void
show_reading (SoAccountPage *self, gboolean reading)
{
  if (!reading && gtk_widget_is_focus (self->cancel))
    gtk_widget_grab_focus (self->sync);
  /* What cannot be used any more loses the focus, and with it every key goes nowhere: Escape, too. */
  if (self->account->paused && gtk_widget_is_focus (self->sync))
    gtk_widget_grab_focus (self->pause);
  gtk_widget_set_visible (self->spinner, reading);
  gtk_widget_set_visible (self->cancel, reading);
  gtk_widget_set_sensitive (self->sync, !self->account->paused && !self->account->elsewhere);
  if (reading && !self->timer)
    self->timer = g_timeout_add (LOOK_MS, on_look, self);
  else if (!reading)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
show_first (SoAccountPage *self)
{
  guint done, total;
  gboolean going = so_studio_sync_progress (self->account, &done, &total);
  /* Translators: how many mails of how many there are */
  g_autofree char *words = going ? g_strdup_printf (_("First sync: %u of about %u"), done, total) : NULL;

  gtk_widget_set_visible (self->first, going);
  if (going)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first), words);
}

/* The account is gone: so is what there is to say about it. */
static void
leave (SoAccountPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  so_preferences_pop (GTK_WIDGET (self));
}

static void
update (SoAccountPage *self)
{
  SoAccount *account = self->studio ? so_studio_find_account (self->studio, self->account->id, NULL) : NULL;
  SoAccountNow now = { .now = so_now () };
  gboolean renewed;

  if (!account)
    return leave (self);
  renewed = so_account_health (self->account) == SO_HEALTH_SIGN_IN && so_account_health (account) == SO_HEALTH_GOOD;
  so_account_free (self->account);
  self->account = account;
  now.reading = so_sync_is_running (self->studio, account->id, &now.received);
  now.read_at = so_sync_last (self->studio, account);
  self->filling = TRUE;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), account->name);
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->pause), account->paused);
  self->filling = FALSE;
  show_reading (self, now.reading);
  show_status (self, &now);
  show_first (self);
  /* What it says of the old token is no longer so. */
  if (renewed && gtk_widget_get_visible (GTK_WIDGET (self->checklist)))
    so_account_checklist_run (self->checklist);
}

static void
on_store_changed (SoAccountPage *self, guint changes)
{
  if (changes & SO_CHANGED_ACCOUNTS)
    update (self);
}

static void
on_fix (SoAccountPage *self)
{
  switch (so_account_fix (self->account))
    {
    case SO_FIX_HERE:
    case SO_FIX_SIGN_IN:
      so_account_jobs_renew (GTK_WIDGET (self), self->studio, self->account);
      break;
    case SO_FIX_SETUP:
      so_account_checklist_run (self->checklist);
      break;
    case SO_FIX_TRY_AGAIN:
      so_account_jobs_sync (GTK_WIDGET (self), self->studio, self->account);
      break;
    case SO_FIX_RESUME:
    case SO_FIX_NONE:
    default:
      break;
    }
}

static void
on_sync (SoAccountPage *self)
{
  if (!so_sync_is_running (self->studio, self->account->id, NULL))
    so_account_jobs_sync (GTK_WIDGET (self), self->studio, self->account);
}

static void
on_cancel (SoAccountPage *self)
{
  so_sync_cancel (self->studio, self->account->id);
}

static void
on_skip (SoAccountPage *self)
{
  so_account_jobs_skip (GTK_WIDGET (self), self->studio, self->account->id);
}

static void
on_paused (SoAccountPage *self)
{
  if (!self->filling)
    so_account_jobs_pause (GTK_WIDGET (self), self->studio, self->account->id, adw_switch_row_get_active (ADW_SWITCH_ROW (self->pause)));
}

static void
on_named (SoAccountPage *self)
{
  so_account_jobs_rename (GTK_WIDGET (self), self->studio, self->account->id, gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
on_phone (SoAccountPage *self, GtkEditable *entry)
{
  so_account_jobs_own_phone (GTK_WIDGET (self), self->studio, gtk_editable_get_text (entry));
}

static void
on_renew (SoAccountPage *self)
{
  so_account_jobs_renew (GTK_WIDGET (self), self->studio, self->account);
}

static void
on_disconnect (SoAccountPage *self)
{
  so_account_jobs_disconnect (GTK_WIDGET (self), self->studio, self->account);
}

/* Making it ----------------------------------------------------------------------------------------------- */

static GtkWidget *
make_button (const char *label, GCallback clicked, SoAccountPage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkWidget *
make_button_row (const char *title, GCallback activated, SoAccountPage *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "activated", activated, self);
  return row;
}

static GtkWidget *
add_group (SoAccountPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  return group;
}

static void
add_status (SoAccountPage *self, AdwPreferencesGroup *group)
{
  self->status = make_row ("", "");
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->status), FALSE);
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  self->fix = make_button ("", G_CALLBACK (on_fix), self);
  gtk_widget_add_css_class (self->fix, "suggested-action");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->status), self->icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->status), self->fix);
  self->first = make_row ("", _("Newer mail is there already"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->first), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->first), make_button (_("_Leave Older Mail Out"), G_CALLBACK (on_skip), self));
  self->sync = make_row (_("Sync _Now"), "");
  self->spinner = adw_spinner_new ();
  self->cancel = make_button (_("_Cancel"), G_CALLBACK (on_cancel), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->sync), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->sync), self->cancel);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->sync), TRUE);
  g_signal_connect_swapped (self->sync, "activated", G_CALLBACK (on_sync), self);
  adw_preferences_group_add (group, self->status);
  adw_preferences_group_add (group, self->first);
  adw_preferences_group_add (group, self->sync);
}

/* The profile has the studio's phone, which may be this very account. */
static void
add_test (SoAccountPage *self, AdwPreferencesGroup *group)
{
  g_autofree char *own = so_studio_dup_setting (self->studio, SO_SETTING_OWN_PHONE);
  GtkWidget *entry;

  adw_preferences_group_add (group, so_account_try_new (self->studio, self->account));
  if (self->account->channel != SO_CHANNEL_SMS && self->account->channel != SO_CHANNEL_WHATSAPP)
    return;
  entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Your Own Phone, for the Test"));
  so_phone_row_set_up (GTK_EDITABLE (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), own ? own : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect_swapped (entry, "apply", G_CALLBACK (on_phone), self);
  adw_preferences_group_add (group, entry);
}

static void
add_pause (SoAccountPage *self, AdwPreferencesGroup *group)
{
  self->pause = adw_switch_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->pause), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pause), _("_Pause"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->pause), _("Nothing is read or sent; what you approve waits in the Outbox"));
  g_signal_connect_swapped (self->pause, "notify::active", G_CALLBACK (on_paused), self);
  adw_preferences_group_add (group, self->pause);
}

static void
add_account (SoAccountPage *self, AdwPreferencesGroup *group)
{
  self->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _("Name"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->account->name ? self->account->name : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name), TRUE);
  g_signal_connect_swapped (self->name, "apply", G_CALLBACK (on_named), self);
  adw_preferences_group_add (group, self->name);
  if (self->account->channel == SO_CHANNEL_MAIL)
    adw_preferences_group_add (group, so_account_signature_new (self->studio, self->account));
  if (so_account_says_who_answers (self->account))
    adw_preferences_group_add (group, so_account_answers_new (self->studio, self->account));
}

static void
add_end (SoAccountPage *self, AdwPreferencesGroup *group, gboolean practice)
{
  GtkWidget *disconnect = make_button_row (_("_Disconnect…"), G_CALLBACK (on_disconnect), self);

  if (!practice)
    adw_preferences_group_add (group, make_button_row (so_studio_signs_in (self->account->channel) ? _("_Sign In Again…") : _("_New Token…"), G_CALLBACK (on_renew), self));
  gtk_widget_add_css_class (disconnect, "destructive-action");
  adw_preferences_group_add (group, disconnect);
}

/* A demo's accounts have their names and nobody behind them. */
static void
fill (SoAccountPage *self)
{
  gboolean practice = so_studio_is_demo (self->studio) || self->account->channel == SO_CHANNEL_LOOPBACK;
  GtkWidget *first = add_group (self);

  add_status (self, ADW_PREFERENCES_GROUP (first));
  add_test (self, ADW_PREFERENCES_GROUP (first));
  add_pause (self, ADW_PREFERENCES_GROUP (first));
  self->checklist = SO_ACCOUNT_CHECKLIST (so_account_checklist_new (self->studio, self->account->id));
  gtk_widget_set_visible (GTK_WIDGET (self->checklist), !practice && !self->account->elsewhere);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->checklist));
  add_account (self, ADW_PREFERENCES_GROUP (add_group (self)));
  add_end (self, ADW_PREFERENCES_GROUP (add_group (self)), practice);
  /* Who asked to be left alone is not asked by looking. */
  if (!practice && !self->account->paused && !self->account->elsewhere && so_account_health (self->account) != SO_HEALTH_WAITING)
    so_account_checklist_run (self->checklist);
}

static void
so_account_page_dispose (GObject *object)
{
  SoAccountPage *self = SO_ACCOUNT_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_account_page_parent_class)->dispose (object);
}

static void
so_account_page_finalize (GObject *object)
{
  so_account_free (SO_ACCOUNT_PAGE (object)->account);
  G_OBJECT_CLASS (so_account_page_parent_class)->finalize (object);
}

/* What mends it, or what is done most often. */
static gboolean
so_account_page_grab_focus (GtkWidget *widget)
{
  SoAccountPage *self = SO_ACCOUNT_PAGE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->fix) ? self->fix : self->sync);
}

static void
so_account_page_class_init (SoAccountPageClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = so_account_page_grab_focus;
  G_OBJECT_CLASS (klass)->dispose = so_account_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_account_page_finalize;
}

static void
so_account_page_init (SoAccountPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->page));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

static void
on_minute (GtkWidget *widget)
{
  update (SO_ACCOUNT_PAGE (widget));
}

/* The page has slid in; who was quicker with the keys keeps what they chose. */
static void
on_shown (SoAccountPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

GtkWidget *
so_account_page_new (SoStudio *studio, const char *account_id)
{
  SoAccount *account = so_studio_find_account (studio, account_id, NULL);
  SoAccountPage *self = account ? g_object_new (SO_TYPE_ACCOUNT_PAGE, NULL) : NULL;

  if (!self)
    return NULL;
  self->studio = g_object_ref (studio);
  self->account = account;
  fill (self);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio, "sync-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "shown", G_CALLBACK (on_shown), NULL);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  update (self);
  return GTK_WIDGET (self);
}
