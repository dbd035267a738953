/* SPDX-License-Identifier: MIT */
#include "so-channel-window.h"

#include <string.h>

#define HOUR (60 * 60 * G_GINT64_CONSTANT (1000))
#define DAY (24 * HOUR)

static gboolean
is_open (gint64 last, gint64 length, gint64 now, gint64 *ends_at)
{
  if (!last || now >= last + length)
    return FALSE;
  *ends_at = last + length;
  return TRUE;
}

SoChannelWindow
so_channel_window (SoChannelKind kind, gint64 last_inbound_at, gint64 now, gint64 *ends_at)
{
  gint64 unused, *ends = ends_at ? ends_at : &unused;

  *ends = 0;
  switch ((int) kind)
    {
    case SO_CHANNEL_WHATSAPP:
      return is_open (last_inbound_at, DAY, now, ends) ? SO_WINDOW_FREE : SO_WINDOW_TEMPLATE;
    case SO_CHANNEL_INSTAGRAM:
    case SO_CHANNEL_MESSENGER:
      if (is_open (last_inbound_at, DAY, now, ends))
        return SO_WINDOW_FREE;
      return is_open (last_inbound_at, 7 * DAY, now, ends) ? SO_WINDOW_HUMAN_TAG : SO_WINDOW_CLOSED;
    case SO_CHANNEL_CALL:
      return SO_WINDOW_CLOSED;
    default:
      return SO_WINDOW_FREE;
    }
}

guint
so_channel_longest_text (SoChannelKind kind, gboolean *bytes)
{
  *bytes = kind == SO_CHANNEL_INSTAGRAM;
  switch ((int) kind)
    {
    case SO_CHANNEL_WHATSAPP: return 4096;
    case SO_CHANNEL_INSTAGRAM: return 1000;
    case SO_CHANNEL_MESSENGER: return 2000;
    case SO_CHANNEL_SMS: return 1600;
    case SO_CHANNEL_WEB: return 4000;
    default: return 0;
    }
}

gboolean
so_channel_text_fits (SoChannelKind kind, const char *text)
{
  gboolean bytes;
  guint longest = so_channel_longest_text (kind, &bytes);

  return !longest || (bytes ? strlen (text) : (gsize) g_utf8_strlen (text, -1)) <= longest;
}

gint64
so_channel_approval_age (SoChannelKind kind)
{
  return kind == SO_CHANNEL_MAIL ? DAY : 4 * HOUR;
}
