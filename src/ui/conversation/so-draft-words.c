/* SPDX-License-Identifier: MIT */
#include "so-draft-words.h"

#include "so-channel-kind.h"

#include "so-actions.h"
#include "so-json.h"

#include <glib/gi18n.h>

static const char *const states[SO_N_DRAFT_STATES] = {
  [SO_DRAFT_GENERATING] = N_("Being written"),
  [SO_DRAFT_PROPOSED] = N_("Proposed"),
  [SO_DRAFT_EDITING] = N_("Editing"),
  [SO_DRAFT_EDITED] = N_("Edited"),
  [SO_DRAFT_QUEUED] = N_("Approved"),
  [SO_DRAFT_SCHEDULED] = N_("Scheduled"),
  [SO_DRAFT_HELD] = N_("Held"),
  [SO_DRAFT_SENDING] = N_("Sending"),
  [SO_DRAFT_ACCEPTED] = N_("Sent"),
  [SO_DRAFT_DELIVERED] = N_("Delivered"),
  [SO_DRAFT_READ] = N_("Read"),
  [SO_DRAFT_FAILED] = N_("Not sent"),
  [SO_DRAFT_UNKNOWN] = N_("May have been sent"),
  [SO_DRAFT_SUPERSEDED] = N_("Replaced"),
  [SO_DRAFT_DISCARDED] = N_("Discarded"),
  [SO_DRAFT_EXPIRED] = N_("Expired"),
  [SO_DRAFT_ANSWERED_ELSEWHERE] = N_("Answered elsewhere"),
};

static const struct {
  const char *nick, *words;
} reasons[] = {
  { "offline", N_("There is no network. It is sent when there is one.") },
  { "app_was_closed", N_("Studio OS was closed before it left. Send it again or edit it.") },
  { "window_closed", N_("The time in which this channel takes free answers is over.") },
  { "outside_quiet_hours", N_("It waits for the end of the quiet hours.") },
  { "rate_limited", N_("The channel takes no more messages for now.") },
  { "channel_error", N_("The channel did not take it. It is tried again.") },
  { "file_away", N_("An attachment is still on another computer. It is sent when that has come.") },
  { "account_paused", N_("Its account is paused. It is sent when you resume it.") },
  { "sign_in", N_("Its account has to be signed in again. It is sent after that.") },
  { "new_inbound", N_("The customer wrote again. Read it, then approve once more.") },
  { "facts_changed", N_("Something it quotes has changed. Read it, then approve once more.") },
  { "consent", N_("This person does not want to be written to.") },
  { "duplicate_suspected", N_("The same text went to this person today.") },
  { "clock_changed", N_("The clock of this computer was moved. Look whether it should still leave.") },
  { "restored_backup", N_("It comes from a backup. Look whether it was sent before.") },
  { "approval_too_old", N_("It waited too long since you approved it. Look whether it is still right, then send it.") },
  { "needs_template", N_("This channel takes only an approved template now. Choose one, or write by another channel.") },
  { "template_gone", N_("Meta does not let this template go any more. Choose another one.") },
};

/* What is held for one of these can be sent all at once: the owner has seen why. */
static const struct {
  const char *nick, *title;
} groups[] = {
  { "app_was_closed", N_("Studio OS was closed, or the computer slept") },
  { "clock_changed", N_("The computer’s clock was changed") },
  { "restored_backup", N_("From a backup or a copy") },
  { "approval_too_old", N_("Approved too long ago") },
};

static const char *const discard_reasons[SO_N_DISCARD_REASONS] = {
  N_("Wrong facts"), N_("Wrong tone"), N_("Not needed"), N_("Answered elsewhere"),
  N_("Wrong person"), N_("Too early"), N_("I will call"), N_("Other"),
};

const char *
so_draft_words_state (SoDraftState state)
{
  return _(states[state]);
}

GStrv
so_draft_words_sources (const SoDraft *draft)
{
  g_autoptr (JsonNode) node = draft->sources ? so_json_parse (draft->sources, -1, 0, NULL) : NULL;
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *source = so_json_element (array, i);
      const char *title = source ? so_json_string (source, "title") : NULL;

      if (title && *title)
        g_strv_builder_add (titles, title);
    }
  return g_strv_builder_end (titles);
}

char *
so_draft_words_line (const SoDraft *draft)
{
  g_auto (GStrv) sources = so_draft_words_sources (draft);
  g_autofree char *from = g_strjoinv (", ", sources);
  const char *state = so_draft_words_state (draft->state);

  if (!g_strcmp0 (draft->origin, "owner"))
    return g_strdup_printf (_("%s · written by you"), state);
  if (!g_strcmp0 (draft->origin, "model"))
    return *from ? g_strdup_printf (_("%s · written by a model from %s"), state, from) : g_strdup_printf (_("%s · written by a model"), state);
  /* Translators: made from what the studio wrote down itself, without any AI */
  if (*from && (!g_strcmp0 (draft->origin, "knowledge") || !g_strcmp0 (draft->origin, "template")))
    return g_strdup_printf (_("%s · template from %s"), state, from);
  if (*from)
    return g_strdup_printf (_("%s · from %s"), state, from);
  return g_strdup (state);
}

char *
so_draft_words_way (const SoDraft *draft, const SoIdentity *to)
{
  SoChannelKind channel = SO_CHANNEL_MAIL;

  so_channel_kind_parse (draft->channel, &channel);
  /* Translators: a channel ("Mail") and a number or address there */
  return g_strdup_printf (_("by %s to %s"), _(so_channel_kind_label (channel)), to ? to->value : "?");
}

char *
so_draft_words_reason (const SoDraft *draft)
{
  if (draft->detail && *draft->detail)
    return g_strdup (draft->detail);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (!g_strcmp0 (draft->reason, reasons[i].nick))
      return g_strdup (_(reasons[i].words));
  if (draft->state == SO_DRAFT_UNKNOWN)
    return g_strdup (_("The connection broke while it left. Look in the channel whether it arrived."));
  return g_strdup ("");
}

char *
so_draft_words_waits (const SoDraft *draft, gint64 now)
{
  if (draft->state != SO_DRAFT_QUEUED && draft->state != SO_DRAFT_SCHEDULED)
    return NULL;
  if (draft->home && *draft->home)
    /* Translators: what a computer is called, such as Front Desk */
    return g_strdup_printf (_("Leaves from “%s” when that computer is on."), draft->home);
  if (draft->home)
    return g_strdup (_("Leaves from another computer of the studio when that is on."));
  return draft->asks && now >= draft->not_before + SO_DRAFT_PATIENCE ? g_strdup (_("Waits for the hub, which says whether another computer sends it.")) : NULL;
}

const char *
so_draft_words_discard_reason (guint number)
{
  g_return_val_if_fail (number >= 1 && number <= SO_N_DISCARD_REASONS, NULL);
  return _(discard_reasons[number - 1]);
}

char *
so_draft_words_approved (const char *contact_name)
{
  g_auto (GStrv) keys = so_action_dup_keys (so_action_find ("win.undo"));

  if (!*keys)
    return g_strdup_printf (_("Approved, sending to %s"), contact_name);
  /* Translators: the second is a key: "Approved, sending to Ana – Z calls it back" */
  return g_strdup_printf (_("Approved, sending to %s – %s calls it back"), contact_name, *keys);
}

const char *
so_draft_words_held_title (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!g_strcmp0 (reason, groups[i].nick))
      return _(groups[i].title);
  return NULL;
}
