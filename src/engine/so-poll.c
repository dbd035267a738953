/* SPDX-License-Identifier: MIT */
#include "so-poll.h"

#include "so-retry.h"

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define DEFAULT_MINUTES 2
/* What only the owner can mend: asking does not help, but somebody may have mended it elsewhere. */
#define STUCK (15 * MINUTE)

/* Ms; mail behind the window is the owner's own number. */
static const struct { gint64 talking, in_front, behind; } paces[SO_N_CHANNELS] = {
  [SO_CHANNEL_LOOPBACK] = { 5 * SECOND, 30 * SECOND, 30 * SECOND },
  [SO_CHANNEL_WHATSAPP] = { 30 * SECOND, 30 * SECOND, 2 * MINUTE },
  [SO_CHANNEL_WEB] = { 30 * SECOND, 30 * SECOND, 2 * MINUTE },
  [SO_CHANNEL_SMS] = { 10 * SECOND, 20 * SECOND, 2 * MINUTE },
  [SO_CHANNEL_CALL] = { 30 * SECOND, MINUTE, 2 * MINUTE },
  [SO_CHANNEL_INSTAGRAM] = { 15 * SECOND, 30 * SECOND, 3 * MINUTE },
  [SO_CHANNEL_MESSENGER] = { 15 * SECOND, 30 * SECOND, 3 * MINUTE },
  [SO_CHANNEL_MAIL] = { 20 * SECOND, 30 * SECOND, 0 },
};

gboolean
so_poll_is_asked (SoChannelKind channel)
{
  return channel != SO_CHANNEL_WHATSAPP && channel != SO_CHANNEL_WEB;
}

static gint64
pace (const SoPollFacts *facts)
{
  gint64 chosen;

  if (!paces[facts->channel].talking)
    return MINUTE;
  chosen = facts->in_front ? paces[facts->channel].in_front : paces[facts->channel].behind;

  if (!chosen)
    chosen = facts->mail_minutes * MINUTE;
  return facts->talking ? MIN (chosen, paces[facts->channel].talking) : chosen;
}

gint64
so_poll_delay (const SoPollFacts *facts)
{
  gint64 usual = pace (facts);

  if (!facts->failures)
    return usual - (gint64) ((double) facts->random / G_MAXUINT32 * (double) (usual / 10));
  if (facts->kind != SO_ERROR_WAIT)
    return MAX (STUCK, facts->asked);
  /* Never sooner than one that works: its first pauses would be shorter. */
  return MAX (so_retry_delay (facts->failures, facts->asked, facts->random), MAX (paces[facts->channel].talking, 5 * SECOND));
}

guint
so_poll_minutes (const char *setting)
{
  guint64 minutes;

  if (!setting || !g_ascii_string_to_unsigned (setting, 10, 1, 60, &minutes, NULL))
    return DEFAULT_MINUTES;
  return (guint) minutes;
}
