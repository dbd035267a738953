/* SPDX-License-Identifier: MIT */
#include "so-share-group.h"

#include "so-clock.h"
#include "so-hub-verbs.h"
#include "so-list-verbs.h"
#include "so-preferences-say.h"
#include "so-share-verbs.h"
#include "so-sharing-words.h"

#include <glib/gi18n.h>

/* How far it is means counting rows: not with every answer of the hub. */
#define LOOK_MS 500

struct _SoShareGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *share, *state, *compare;   /* borrowed */
  SoStudio *studio;
  guint look;              /* a look at how it fares that is to come */
  gboolean showing;        /* the switch is set to what is, and not by the owner */
  gboolean comparing;
};

G_DEFINE_FINAL_TYPE (SoShareGroup, so_share_group, ADW_TYPE_PREFERENCES_GROUP)

/* Showing ---------------------------------------------------------------------------------------- */

static void
show (SoShareGroup *self)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (self->studio);
  g_auto (SoSharing) sharing = { 0 };
  g_autofree char *words = NULL;
  gboolean on;

  so_studio_get_sharing (self->studio, &sharing);
  on = sharing.state != SO_SHARE_OFF;
  words = so_sharing_words_state (&sharing, link, so_now ());
  self->showing = TRUE;
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->share), on);
  self->showing = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state), words);
  gtk_widget_set_visible (self->state, on);
  gtk_widget_set_visible (self->compare, on);
  gtk_widget_set_visible (GTK_WIDGET (self), link != NULL);
}

static gboolean
on_look (gpointer data)
{
  SoShareGroup *self = data;

  self->look = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed (SoShareGroup *self, guint changes)
{
  if (changes & (SO_CHANGED_SHARING | SO_CHANGED_ACCOUNTS) && !self->look && self->studio)
    self->look = g_timeout_add (LOOK_MS, on_look, self);
}

/* Sharing ---------------------------------------------------------------------------------------- */

static char *
share_job (SoStudio *studio, gpointer data, GError **error)
{
  return so_studio_share (studio, error) ? g_strdup (_("This studio is shared: other computers can join it now")) : NULL;
}

static char *
unshare_job (SoStudio *studio, gpointer data, GError **error)
{
  return so_studio_unshare (studio, error) ? g_strdup (_("This computer is on its own now; all that is here stays")) : NULL;
}

static void
on_switched_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoShareGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  show (self);
  so_preferences_say (GTK_WIDGET (self), error ? error->message : note);
}

static void
on_share_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoShareGroup) self = user_data;

  if (!self->studio)
    return;
  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "share"))
    so_studio_aside_async (self->studio, share_job, NULL, NULL, on_switched_over, g_object_ref (self));
  else
    show (self);
}

static void
on_stop_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoShareGroup) self = user_data;

  if (!self->studio)
    return;
  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "stop"))
    so_studio_aside_async (self->studio, unshare_job, NULL, NULL, on_switched_over, g_object_ref (self));
  else
    show (self);
}

static void
ask_to_share (SoShareGroup *self)
{
  AdwDialog *alert = adw_alert_dialog_new (_("Share This Studio?"), _("The hub then keeps a copy of people, conversations, notes, tags, tasks, drafts, knowledge, prices, "
                                                                              "templates, rules and settings, and every computer that joins this studio reads and changes "
                                                                              "the same.\n\nTokens, passwords and keys of language models are not shared, nor are the files "
                                                                              "of attachments."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "share", _("_Share"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "share", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_share_answered, g_object_ref (self));
}

static void
ask_to_stop (SoShareGroup *self)
{
  AdwDialog *alert = adw_alert_dialog_new (_("Stop Sharing?"), _("All that is here stays. What you change from now on the others do not hear of, nor you of what they change, "
                                                                         "and what still waits to be told is not told any more. Shared again, both become one."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "stop", _("_Stop"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_stop_answered, g_object_ref (self));
}

static void
on_switched (SoShareGroup *self)
{
  if (self->showing)
    return;
  if (adw_switch_row_get_active (ADW_SWITCH_ROW (self->share)))
    ask_to_share (self);
  else
    ask_to_stop (self);
}

/* Comparing -------------------------------------------------------------------------------------- */

/* What waits is told first, or it would be a difference. */
static char *
compare_job (SoStudio *studio, gpointer data, GError **error)
{
  g_autofree char *here = NULL, *there = NULL;
  gboolean same;

  if (!so_studio_share_now (studio, NULL, NULL, NULL, error) || !so_studio_compare (studio, &here, &there, NULL, error))
    return NULL;
  return so_sharing_words_compared (here, there, &same);
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoShareGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = so_studio_job_finish (SO_STUDIO (source), result, &error);

  self->comparing = FALSE;
  if (!self->studio)
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->compare), error ? error->message : words);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->compare), error ? error->message : words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  show (self);
}

/* Its button stays sensitive, or it would lose the focus. */
static void
on_compare (SoShareGroup *self)
{
  if (self->comparing)
    return;
  self->comparing = TRUE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->compare), _("Comparing…"));
  so_studio_aside_async (self->studio, compare_job, NULL, NULL, on_compared, g_object_ref (self));
}

/* Making it -------------------------------------------------------------------------------------- */

static void
so_share_group_dispose (GObject *object)
{
  SoShareGroup *self = SO_SHARE_GROUP (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_share_group_parent_class)->dispose (object);
}

static void
so_share_group_class_init (SoShareGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_share_group_dispose;
}

static GtkWidget *
add_row (SoShareGroup *self, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
so_share_group_init (SoShareGroup *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Co_mpare"));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Shared Studio"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("The office, the front desk and you at home work on the same studio, each also without a network."));
  self->share = add_row (self, adw_switch_row_new (), _("Share This Studio"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->share), _("People, conversations, knowledge and settings are kept at the hub, too. Tokens and passwords are not shared."));
  g_signal_connect_object (self->share, "notify::active", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);
  self->state = add_row (self, adw_action_row_new (), _("Now"));
  gtk_widget_set_focusable (self->state, TRUE);
  self->compare = add_row (self, adw_action_row_new (), _("Compare With the Hub"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->compare), _("Whether all is the same here and there, such as after the hub was set back"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_compare), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->compare), button);
}

void
so_share_group_set_studio (SoShareGroup *self, SoStudio *studio)
{
  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  show (self);
}
