/* SPDX-License-Identifier: MIT */
#include "so-channel-kind.h"

#define N_(text) text

static const struct {
  const char *nick;
  const char *label;
  guint undo_seconds;
} kinds[SO_N_CHANNELS] = {
  [SO_CHANNEL_WHATSAPP] = { "whatsapp", "WhatsApp", 5 },
  [SO_CHANNEL_INSTAGRAM] = { "instagram", "Instagram", 5 },
  [SO_CHANNEL_MESSENGER] = { "messenger", "Messenger", 5 },
  [SO_CHANNEL_MAIL] = { "mail", N_ ("Mail"), 10 },
  [SO_CHANNEL_SMS] = { "sms", "SMS", 5 },
  [SO_CHANNEL_CALL] = { "call", N_ ("Call"), 0 },
  [SO_CHANNEL_WEB] = { "web", N_ ("Web chat"), 3 },
  [SO_CHANNEL_LOOPBACK] = { "loopback", N_ ("Practice"), 5 },
};

static const struct {
  const char *alias;
  SoChannelKind kind;
} aliases[] = {
  { "wa", SO_CHANNEL_WHATSAPP }, { "ig", SO_CHANNEL_INSTAGRAM }, { "insta", SO_CHANNEL_INSTAGRAM },
  { "email", SO_CHANNEL_MAIL }, { "e-mail", SO_CHANNEL_MAIL }, { "gmail", SO_CHANNEL_MAIL },
  { "text", SO_CHANNEL_SMS }, { "phone", SO_CHANNEL_CALL }, { "calls", SO_CHANNEL_CALL },
  { "chat", SO_CHANNEL_WEB }, { "practice", SO_CHANNEL_LOOPBACK }, { "demo", SO_CHANNEL_LOOPBACK },
};

const char *
so_channel_kind_nick (SoChannelKind kind)
{
  return kinds[kind].nick;
}

const char *
so_channel_kind_label (SoChannelKind kind)
{
  return kinds[kind].label;
}

gboolean
so_channel_kind_parse (const char *nick, SoChannelKind *kind)
{
  for (guint i = 0; nick && i < SO_N_CHANNELS; i++)
    if (!g_ascii_strcasecmp (nick, kinds[i].nick))
      return *kind = i, TRUE;
  for (guint i = 0; nick && i < G_N_ELEMENTS (aliases); i++)
    if (!g_ascii_strcasecmp (nick, aliases[i].alias))
      return *kind = aliases[i].kind, TRUE;
  return FALSE;
}

guint
so_channel_kind_undo_seconds (SoChannelKind kind)
{
  return kinds[kind].undo_seconds;
}
