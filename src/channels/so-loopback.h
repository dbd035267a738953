/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"

G_BEGIN_DECLS

/**
 * SoLoopback: the practice channel. Nothing leaves the computer: what is sent is accepted, and a
 * scripted customer answers, so that an owner can try everything before any account is connected.
 *
 * Settings of the account (JSON object, all optional):
 *   "script": path of a file with what the customer says instead of the built-in talk:
 *             [{"from": "Ana", "say": "Hi!"}, {"say": "And on Friday?", "after": "reply"}, {"say": "?", "after": 60}]
 *             The first line comes at once. `after`: "reply" (the default): once something was sent
 *             since the line before; a number: that many seconds after the line before. Without
 *             "from" the same person goes on. Lines may be added to the file at any time: so one types
 *             as the customer.
 *   "kind": of the studio ("yoga"), for what the built-in customer asks.
 *   "answer": "refuse", "retry" or "lose": how every message that is sent fares.
 */
#define SO_TYPE_LOOPBACK (so_loopback_get_type ())
G_DECLARE_FINAL_TYPE (SoLoopback, so_loopback, SO, LOOPBACK, GObject)

/* What the thread keys of scripted customers begin with. */
#define SO_LOOPBACK_THREADS "practice:"

/* @settings may be NULL. SO_ERROR_CHANGE where they, or the script, cannot be read. */
SoLoopback *so_loopback_new (const char *settings, GError **error);

/* How many messages this account has ever sent to scripted customers: the customer's side of the talk, which a real
 * provider would remember. Every send counts one more. */
void so_loopback_set_replies (SoLoopback *self, guint replies);

G_END_DECLS
