/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ways by which people reach a studio. Stored by nick, so the order may change. */
typedef enum {
  SO_CHANNEL_WHATSAPP,
  SO_CHANNEL_INSTAGRAM,
  SO_CHANNEL_MESSENGER,
  SO_CHANNEL_MAIL,
  SO_CHANNEL_SMS,
  SO_CHANNEL_CALL,
  SO_CHANNEL_WEB,
  SO_CHANNEL_LOOPBACK,
  SO_N_CHANNELS,
} SoChannelKind;

/* "whatsapp": in the database, in JSON and after `in:`. */
const char *so_channel_kind_nick (SoChannelKind kind);

/* "WhatsApp": for people, untranslated because it is a brand, or marked for translation. */
const char *so_channel_kind_label (SoChannelKind kind);

/* Also knows what people call them ("email", "gmail", "ig", "wa"). FALSE where unknown. */
gboolean so_channel_kind_parse (const char *nick, SoChannelKind *kind);

/* Seconds during which an approved message can be called back (APPROVAL: the undo window). */
guint so_channel_kind_undo_seconds (SoChannelKind kind);

G_END_DECLS
