/* SPDX-License-Identifier: MIT */
#include "so-account-try.h"

#include "so-account-jobs.h"
#include "so-account-test.h"
#include "so-age.h"
#include "so-clock.h"
#include "so-draft-words.h"
#include "so-facts.h"
#include "so-list-verbs.h"
#include "so-lookup.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>

struct _SoAccountTry {
  AdwActionRow parent_instance;

  SoStudio *studio;
  char *id;             /* of the account */
  char *draft;          /* the last test message, or NULL */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (SoAccountTry, so_account_try, ADW_TYPE_ACTION_ROW)

/* Where the next one would go, or why it cannot. */
static char *
address_words (SoAccountTry *self)
{
  g_autoptr (SoAccount) account = so_studio_find_account (self->studio, self->id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoIdentity) address = account ? so_studio_test_address (self->studio, account, &error) : NULL;

  if (!address)
    return g_strdup (error ? error->message : "");
  if (address->kind == SO_IDENTITY_LOOPBACK)
    return g_strdup (_("To a customer who exists only here; nothing leaves this computer"));
  /* Translators: the owner's own address */
  return g_strdup_printf (_("To you, %s"), address->value);
}

static char *
draft_words (const SoDraft *draft)
{
  g_autofree char *time = so_age_dup_time (draft->updated_at), *reason = so_draft_words_reason (draft);

  if (so_draft_state_is_sent (draft->state))
    return g_strdup_printf (_("Sent at %s"), time);
  if (draft->state == SO_DRAFT_QUEUED || draft->state == SO_DRAFT_SENDING)
    return g_strdup (_("On its way: it leaves in a few seconds"));
  return *reason ? g_strdup_printf ("%s: %s", so_draft_words_state (draft->state), reason) : g_strdup (so_draft_words_state (draft->state));
}

static void
update (SoAccountTry *self)
{
  g_autoptr (SoDraft) draft = self->draft && self->studio ? so_lookup_draft (so_studio_get_store (self->studio), self->draft) : NULL;
  g_autofree char *words = !self->studio ? NULL : draft ? draft_words (draft) : address_words (self);

  if (!words || !g_strcmp0 (words, adw_action_row_get_subtitle (ADW_ACTION_ROW (self))))
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  if (draft)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static char *
test_job (SoStudio *studio, gpointer id, GError **error)
{
  return so_studio_test_account (studio, id, NULL, "key", error);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAccountTry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = so_studio_job_finish (SO_STUDIO (source), result, &error);

  self->busy = FALSE;
  if (error)
    return so_preferences_say (GTK_WIDGET (self), error->message);
  g_set_str (&self->draft, draft);
  update (self);
}

static void
so_account_try_activate (AdwActionRow *row)
{
  SoAccountTry *self = SO_ACCOUNT_TRY (row);

  if (self->busy)
    return;
  self->busy = TRUE;
  so_studio_job_async (self->studio, test_job, g_strdup (self->id), g_free, NULL, on_tested, g_object_ref (self));
}

static void
on_store_changed (SoAccountTry *self, guint changes)
{
  if (changes & (SO_CHANGED_DRAFTS | SO_CHANGED_SETTINGS))
    update (self);
}

static void
so_account_try_dispose (GObject *object)
{
  SoAccountTry *self = SO_ACCOUNT_TRY (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->draft, g_free);
  G_OBJECT_CLASS (so_account_try_parent_class)->dispose (object);
}

static void
so_account_try_class_init (SoAccountTryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_account_try_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = so_account_try_activate;
}

static void
so_account_try_init (SoAccountTry *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Send a _Test Message"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
so_account_try_new (SoStudio *studio, const SoAccount *account)
{
  SoAccountTry *self = g_object_new (SO_TYPE_ACCOUNT_TRY, NULL);

  self->studio = g_object_ref (studio);
  self->id = g_strdup (account->id);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
