/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"

G_BEGIN_DECLS

/* How often an account is asked for what is new, in ms. Pure. */

typedef struct {
  SoChannelKind channel;
  gboolean in_front;      /* the owner looks at the studio */
  gboolean talking;       /* something was sent a few minutes ago, so that an answer may come */
  guint mail_minutes;     /* what the owner chose for mail */
  guint failures;         /* in a row; 0: the last time went well */
  SoError kind;           /* what can be done about the last one */
  gint64 asked;           /* ms for which the provider asked not to be asked, 0: nothing */
  guint32 random;         /* any number: not all accounts, and not all studios, ask in the same moment */
} SoPollFacts;

/* TRUE where messages are fetched. Otherwise they are brought: nothing is asked, so that it cannot be told from a pull whether the
 * account works, and only files are fetched. */
gboolean so_poll_is_asked (SoChannelKind channel);

/* Ms from the end of one time to the begin of the next. */
gint64 so_poll_delay (const SoPollFacts *facts);

/* Minutes between two looks for mail, from the setting's text ("5"; NULL, nonsense: the default). 1 to 60. */
guint so_poll_minutes (const char *setting);

G_END_DECLS
