/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of data that an owner may keep for so many months only. All of them are kept for ever until the owner says something else. */
typedef enum {
  SO_KEPT_MESSAGES,          /* what was written by the channels of the studio */
  SO_KEPT_RECORDINGS,        /* sound that was kept with messages and calls, and what was said in it */
  SO_KEPT_IMPORTS,           /* messages that an import brought */
  SO_KEPT_LEADS,             /* who was lost, as a person */
  SO_KEPT_BIN,               /* what stands in spam and in the bin */
  SO_N_KEPT,
} SoKept;

#define SO_KEPT_MOST_MONTHS 600
#define SO_SETTING_KEPT "retention."   /* and the nick: months, "0": for ever */

const char *so_kept_nick (SoKept kind);                 /* "messages" */
const char *so_kept_label (SoKept kind);                /* to be translated */
const char *so_kept_setting (SoKept kind);              /* "retention.messages" */
gboolean so_kept_parse (const char *nick, SoKept *kind);

/* What is older than this (ms) is kept no longer. @months: 1 and more. */
gint64 so_kept_limit (guint months, gint64 now);

G_END_DECLS
