/* SPDX-License-Identifier: MIT */
#include "so-due-words.h"

#include "so-channel-window.h"
#include "so-thread-order.h"

#include <glib/gi18n.h>

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Never less than a minute: what has 20 seconds left is not over. */
static char *
dup_span (gint64 ms)
{
  int minutes = (int) MIN (MAX (ms / MINUTE, 1), G_MAXINT32);

  if (minutes < 60)
    /* Translators: a time span in minutes */
    return g_strdup_printf (_("%d min"), minutes);
  if (minutes < 24 * 60)
    /* Translators: a time span, hours and minutes: "3 h 05" */
    return g_strdup_printf (_("%d h %02d"), minutes / 60, minutes % 60);
  /* Translators: a time span in days */
  return g_strdup_printf (_("%d d"), minutes / (24 * 60));
}

static gboolean
waits (const SoThread *thread)
{
  return thread->waiting_since > 0 && thread->state == SO_THREAD_OPEN;
}

static gboolean
has_window (const SoThread *thread)
{
  return thread->channel == SO_CHANNEL_WHATSAPP || thread->channel == SO_CHANNEL_INSTAGRAM || thread->channel == SO_CHANNEL_MESSENGER;
}

static gboolean
has_target (const SoThread *thread)
{
  return thread->answer_due_at > 0 && thread->answer_due_at != SO_DUE_NEVER;
}

static gboolean
is_late (const SoThread *thread, gint64 now)
{
  return waits (thread) && has_target (thread) && thread->answer_due_at <= now;
}

char *
so_due_words_row (const SoThread *thread, gint64 now, SoDueTone *tone)
{
  gboolean late = is_late (thread, now);
  SoChannelWindow window;
  gint64 ends;

  *tone = SO_DUE_CALM;
  if (!waits (thread))
    return NULL;
  window = so_channel_window (thread->channel, thread->last_inbound_at, now, &ends);
  if (has_target (thread) && !late && (!ends || window != SO_WINDOW_FREE || thread->answer_due_at <= ends))
    {
      g_autofree char *left = dup_span (thread->answer_due_at - now);
      *tone = thread->answer_due_at - now < 10 * MINUTE ? SO_DUE_SOON : SO_DUE_CALM;
      /* Translators: in a list, an answer is due in "12 min" */
      return g_strdup_printf (_("due %s"), left);
    }
  if (has_window (thread) && window == SO_WINDOW_FREE)
    {
      g_autofree char *left = dup_span (ends - now);
      *tone = late ? SO_DUE_LATE : ends - now < HOUR ? SO_DUE_SOON : SO_DUE_CALM;
      /* Translators: in a list, the time for free answers ends in "3 h 12" */
      return g_strdup_printf (_("closes %s"), left);
    }
  *tone = SO_DUE_LATE;
  if (has_window (thread))
    return g_strdup (C_("window of a channel", "closed"));
  if (late)
    {
      g_autofree char *since = dup_span (now - thread->answer_due_at);
      /* Translators: in a list, an answer is late for "3 h 05" */
      return g_strdup_printf (_("late %s"), since);
    }
  *tone = SO_DUE_CALM;
  return NULL;
}

char *
so_due_words_spoken (const SoThread *thread, gint64 now)
{
  SoDueTone unused;
  g_autofree char *window = waits (thread) ? so_due_words_window (thread, now, &unused) : NULL, *answer = NULL;

  if (waits (thread) && has_target (thread))
    {
      gboolean late = is_late (thread, now);
      g_autofree char *span = dup_span (late ? now - thread->answer_due_at : thread->answer_due_at - now);
      answer = g_strdup_printf (late ? _("answer late for %s") : _("answer due in %s"), span);
    }
  if (answer && window)
    return g_strdup_printf ("%s, %s", answer, window);
  return g_strdup (answer ? answer : window);
}

char *
so_due_words_window (const SoThread *thread, gint64 now, SoDueTone *tone)
{
  g_autofree char *left = NULL;
  SoChannelWindow window;
  gint64 ends;

  *tone = SO_DUE_CALM;
  if (!has_window (thread))
    return NULL;
  window = so_channel_window (thread->channel, thread->last_inbound_at, now, &ends);
  if (ends)
    left = dup_span (ends - now);
  /* Of old history that is no alarm. */
  *tone = window != SO_WINDOW_FREE ? waits (thread) ? SO_DUE_LATE : SO_DUE_CALM : ends - now < HOUR ? SO_DUE_SOON : SO_DUE_CALM;
  switch (window)
    {
    case SO_WINDOW_FREE:
      return g_strdup_printf (_("window closes in %s"), left);
    case SO_WINDOW_HUMAN_TAG:
      /* Translators: after the free window, messages by a person are let through for "5 d" more */
      return g_strdup_printf (_("window closed – only by hand, for %s"), left);
    case SO_WINDOW_TEMPLATE:
      return g_strdup (_("window closed – only templates"));
    case SO_WINDOW_CLOSED:
    default:
      return g_strdup (_("window closed until they write"));
    }
}

char *
so_due_words_composer (const SoThread *thread, gint64 now, SoDueTone *tone, gboolean *template)
{
  g_autofree char *left = NULL;
  SoChannelWindow window;
  gint64 ends;

  *tone = SO_DUE_CALM;
  *template = FALSE;
  if (!has_window (thread))
    return NULL;
  window = so_channel_window (thread->channel, thread->last_inbound_at, now, &ends);
  left = dup_span (ends - now);
  switch (window)
    {
    case SO_WINDOW_FREE:
      *tone = ends - now < HOUR ? SO_DUE_SOON : SO_DUE_CALM;
      /* Translators: "3 h 12" */
      return g_strdup_printf (_("Closes in %s"), left);
    case SO_WINDOW_HUMAN_TAG:
      *tone = SO_DUE_SOON;
      /* Translators: "5 d" */
      return g_strdup_printf (_("Within 7 days: allowed because you write it yourself. Closes in %s"), left);
    case SO_WINDOW_TEMPLATE:
      *tone = SO_DUE_LATE;
      *template = TRUE;
      return g_strdup (_("More than 24 hours since they wrote: only a template goes out now"));
    case SO_WINDOW_CLOSED:
    default:
      *tone = SO_DUE_LATE;
      return g_strdup (_("Closed until they write again"));
    }
}
