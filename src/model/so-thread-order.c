/* SPDX-License-Identifier: MIT */
#include "so-thread-order.h"

#include "so-channel-window.h"

#include <string.h>

#define MINUTE G_GINT64_CONSTANT (60000)

static const char *const orders[SO_N_ORDERS] = { "newest", "due", "channel" };

const char *
so_thread_order_nick (SoThreadOrder order)
{
  return orders[order];
}

gboolean
so_thread_order_parse (const char *nick, SoThreadOrder *order)
{
  for (guint i = 0; nick && i < SO_N_ORDERS; i++)
    if (!strcmp (nick, orders[i]))
      return *order = i, TRUE;
  return FALSE;
}

gint64
so_due_answer (const SoDueFacts *facts)
{
  guint minutes = facts->minutes ? facts->minutes : SO_DUE_MINUTES;
  gint64 due;

  if (!facts->waiting_since)
    return SO_DUE_NEVER;
  due = facts->hours ? so_hours_add_minutes (facts->hours, facts->waiting_since, minutes) : facts->waiting_since + minutes * MINUTE;
  return due == SO_HOURS_NEVER ? SO_DUE_NEVER : due;
}

gint64
so_due_earliest (const SoDueFacts *facts)
{
  gint64 due = so_due_answer (facts), closes = 0;

  if (!facts->waiting_since)
    return SO_DUE_NEVER;
  /* As it was when the customer wrote: when it closed counts too, after it has. */
  if (so_channel_window (facts->channel, facts->last_inbound_at, facts->last_inbound_at, &closes) == SO_WINDOW_FREE && closes)
    due = MIN (due, closes);
  return facts->named_at ? MIN (due, facts->named_at) : due;
}

static int
compare (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

int
so_thread_rank_compare (const SoThreadRank *a, const SoThreadRank *b)
{
  int order;

  if (a->over || b->over)
    return a->over && b->over ? compare (b->at, a->at) : a->over ? 1 : -1;
  if ((order = (b->escalated != FALSE) - (a->escalated != FALSE)))
    return order;
  if ((order = (b->waits != FALSE) - (a->waits != FALSE)))
    return order;
  if ((order = compare (a->due_at / MINUTE, b->due_at / MINUTE)))
    return order;
  if ((order = compare (MAX (b->score, -1), MAX (a->score, -1))))
    return order;
  return a->waits ? compare (a->at, b->at) : compare (b->at, a->at);
}
