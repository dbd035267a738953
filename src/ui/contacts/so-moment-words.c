/* SPDX-License-Identifier: MIT */
#include "so-moment-words.h"

#include "so-call-words.h"
#include "so-channel-kind.h"
#include "so-part-view.h"
#include "so-stage.h"
#include "so-trial.h"

#include <glib/gi18n.h>

/* Longer ones are read where they are. */
#define MOST_CHARS 600

static gboolean
is_call (const SoMoment *moment)
{
  return moment->kind == SO_MOMENT_MESSAGE && !g_strcmp0 (moment->detail, so_part_kind_nick (SO_PART_CALL));
}

static const char *
trial_label (const SoMoment *moment)
{
  SoTrialState state;

  if (so_trial_state_parse (moment->detail, &state))
    return _(so_trial_state_label (state));
  return _("Became a Customer");
}

static const char *
stage_label (const char *nick)
{
  SoStage stage;

  return so_stage_parse (nick, &stage) ? _(so_stage_label (stage)) : nick ? nick : "";
}

char *
so_moment_words_title (const SoMoment *moment, const char *name)
{
  SoChannelKind channel;

  switch (moment->kind)
    {
    case SO_MOMENT_MESSAGE:
      return g_strdup_printf ("%s · %s", moment->outbound ? C_("timeline", "You") : name,
                              so_channel_kind_parse (moment->channel, &channel) ? _(so_channel_kind_label (channel)) : moment->channel);
    case SO_MOMENT_STAGE:
      return g_strdup (_("Stage"));
    case SO_MOMENT_NOTE:
      return moment->detail ? g_strdup_printf ("%s · %s", _("Note"), moment->detail) : g_strdup (_("Note"));
    case SO_MOMENT_TASK:
      return g_strdup (moment->done ? _("Task done") : C_("timeline", "Task"));
    case SO_MOMENT_TRIAL:
      return g_strdup_printf ("%s · %s", _("Trial"), trial_label (moment));
    case SO_MOMENT_FILE:
    case SO_N_MOMENTS:
    default:
      return g_strdup (_("File"));
    }
}

char *
so_moment_words_text (const SoMoment *moment)
{
  SoPart part = { 0 };

  if (moment->kind == SO_MOMENT_STAGE)
    /* Translators: names of stages, "From New to Contacted" */
    return g_strdup_printf (_("From %s to %s"), stage_label (moment->detail), stage_label (moment->text));
  /* What became of a call is stored in English. */
  if (is_call (moment) && moment->text && *moment->text)
    return g_strdup (_(moment->text));
  if (moment->text && *moment->text)
    return g_utf8_strlen (moment->text, -1) > MOST_CHARS ? g_utf8_substring (moment->text, 0, MOST_CHARS) : g_strdup (moment->text);
  if (moment->kind == SO_MOMENT_MESSAGE && so_part_kind_parse (moment->detail, &part.kind))
    return g_strdup (so_part_view_label (&part));
  return g_strdup ("");
}

const char *
so_moment_words_icon (const SoMoment *moment)
{
  static const char *const icons[SO_N_MOMENTS] = {
    [SO_MOMENT_MESSAGE] = "so-chat-symbolic", [SO_MOMENT_STAGE] = "go-next-symbolic", [SO_MOMENT_NOTE] = "document-edit-symbolic",
    [SO_MOMENT_TASK] = "object-select-symbolic", [SO_MOMENT_TRIAL] = "x-office-calendar-symbolic", [SO_MOMENT_FILE] = "mail-attachment-symbolic",
  };

  return is_call (moment) ? so_call_words_icon_of (moment->text) : icons[moment->kind];
}
