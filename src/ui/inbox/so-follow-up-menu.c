/* SPDX-License-Identifier: MIT */
#include "so-follow-up-menu.h"

#include "so-age.h"
#include "so-choice-popover.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-facts.h"
#include "so-lookup.h"
#include "so-sequence.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* Ids of the follow-ups that were offered last, on the host: they may be others when one is chosen. "" stands for stopping. */
#define OFFERED "so-follow-ups-offered"
/* A popover that is not taller than the window. */
#define MOST 12

static SoStudio *
studio_of (SoThreadHost *host)
{
  return SO_THREAD_HOST_GET_IFACE (host)->get_studio (host);
}

static void
fail (SoThreadHost *host, const GError *error)
{
  SoWindow *window = so_window_of (GTK_WIDGET (host));

  if (window)
    so_window_show_error (window, error);
}

static void
refuse (SoThreadHost *host, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (SO_ERROR, SO_ERROR_CHANGE, sentence);

  fail (host, error);
}

/* Said once it is done: it may be refused, as with somebody who is a customer already. */
static void
on_done (GObject *source, GAsyncResult *result, SoThreadHost *host, const char *message)
{
  g_autoptr (SoThreadHost) self = host;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error)
    fail (self, error);
  else if (window)
    so_window_add_undo_toast (window, message);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer host)
{
  on_done (source, result, host, _("Follow-ups begun"));
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer host)
{
  on_done (source, result, host, _("Follow-ups stopped"));
}

static void
do_all (SoThreadHost *host, SoVerb verb, const char *argument, GAsyncReadyCallback done)
{
  g_auto (GStrv) ids = SO_THREAD_HOST_GET_IFACE (host)->dup_targets (host);

  for (char **id = ids; *id; id++)
    so_studio_do_async (studio_of (host), verb, *id, argument, NULL, done, g_object_ref (host));
}

/* With the people of all conversations that are meant: SoSequenceRun, the next due first with each. */
static GPtrArray *
runs_of (SoThreadHost *host)
{
  g_auto (GStrv) ids = SO_THREAD_HOST_GET_IFACE (host)->dup_targets (host);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_sequence_run_free);

  for (char **id = ids; *id; id++)
    {
      g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (studio_of (host)), *id);
      GPtrArray *runs = thread && thread->contact_id ? so_studio_list_runs (studio_of (host), thread->contact_id) : NULL;

      if (runs)
        g_ptr_array_extend_and_steal (all, runs);
    }
  return all;
}

static void
on_chosen (guint number, gpointer host)
{
  char **offered = g_object_get_data (host, OFFERED);

  if (*offered[number - 1])
    do_all (host, SO_VERB_FOLLOW_UPS_START, offered[number - 1], on_started);
  else
    do_all (host, SO_VERB_FOLLOW_UPS_STOP, NULL, on_stopped);
}

static void
add_stop (GPtrArray *runs, GStrvBuilder *labels, GStrvBuilder *offered)
{
  const SoSequenceRun *next = runs->pdata[0];
  g_autofree char *when = so_age_dup_coming (next->due_at, so_now ());
  /* Translators: a name of follow-ups, and when the next message of them is proposed, such as "tomorrow 8:00" */
  g_autofree char *label = g_strdup_printf (_("Stop “%s” (next: %s)"), next->name ? next->name : _("Follow-Ups"), when);

  g_strv_builder_add (labels, runs->len == 1 ? label : _("Stop All Follow-Ups"));
  g_strv_builder_add (offered, "");
}

static gboolean
is_running (GPtrArray *runs, const char *id)
{
  for (guint i = 0; i < runs->len; i++)
    if (g_str_equal (((SoSequenceRun *) runs->pdata[i])->sequence_id, id))
      return TRUE;
  return FALSE;
}

void
so_follow_up_menu_present (SoThreadHost *host)
{
  g_autoptr (GPtrArray) all = NULL, runs = NULL;
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new (), offered = g_strv_builder_new ();
  g_auto (GStrv) names = NULL, targets = NULL;

  g_return_if_fail (SO_IS_THREAD_HOST (host));

  targets = SO_THREAD_HOST_GET_IFACE (host)->dup_targets (host);
  if (!*targets)
    return;
  all = so_studio_list_follow_ups (studio_of (host));
  runs = runs_of (host);
  if (runs->len)
    add_stop (runs, labels, offered);
  for (guint i = 0; i < all->len && i < MOST; i++)
    {
      const SoSequence *sequence = g_ptr_array_index (all, i);

      /* With several people ticked it may run with one of them only; beginning leaves that as it is. */
      if (!targets[1] && is_running (runs, sequence->id))
        continue;
      g_strv_builder_add (labels, sequence->name);
      g_strv_builder_add (offered, sequence->id);
    }
  names = g_strv_builder_end (labels);
  if (!*names)
    {
      refuse (host, _("No follow-ups are planned yet: plan them in Preferences, Assistant, Follow-Ups"));
      return;
    }
  g_object_set_data_full (G_OBJECT (host), OFFERED, g_strv_builder_end (offered), (GDestroyNotify) g_strfreev);
  so_choice_popover_present (SO_THREAD_HOST_GET_IFACE (host)->get_anchor (host), _("Follow-Ups"), (const char *const *) names, 0, on_chosen, host);
}

void
so_follow_up_menu_stop (SoThreadHost *host)
{
  g_autoptr (GPtrArray) runs = NULL;

  g_return_if_fail (SO_IS_THREAD_HOST (host));

  runs = runs_of (host);
  if (runs->len)
    do_all (host, SO_VERB_FOLLOW_UPS_STOP, NULL, on_stopped);
  else
    refuse (host, _("No follow-ups run with this person"));
}
