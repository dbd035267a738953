/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-draft.h"
#include "so-identity.h"
#include "so-store.h"

G_BEGIN_DECLS

/* By which way an answer reaches a person: the conversation that it stands in, another one with them, or a number or address of theirs
 * that nobody has written to yet. */
typedef struct {
  char *thread_id;         /* or NULL: it begins with the choice */
  SoChannelKind channel;
  SoIdentity *to;
  char *account_id;
} SoWay;
void so_way_free (SoWay *way);

/* SoWay values: the conversation's own first. Empty for groups, and where nobody is known. */
GPtrArray *so_way_list (SoDb *db, const char *thread_id, GError **error);

/* Of @ways, which are those of a call: by which people expect to hear after it. Borrowed; NULL: they cannot be written to. */
const SoWay *so_way_after_call (const GPtrArray *ways);

/* The draft leaves by @way of its conversation: also the account of it, and no longer as a template of another. SO_ERROR_CHANGE where it is
 * approved already. */
gboolean so_way_choose (SoDb *db, const SoDraft *draft, const SoWay *way, GError **error);

/* The same of a new proposal, which stays one: nobody has looked at it. */
gboolean so_way_propose (SoDb *db, const SoDraft *draft, const SoWay *way, GError **error);

/* To whom a draft goes, whichever way; NULL with SO_ERROR_CHANGE where nobody is known. */
SoIdentity *so_way_recipient (SoDb *db, const SoDraft *draft, GError **error);

/* It left by another way: its own conversation says where the answer went (@line, in words), and the customer does not wait any more there, unless @keeps_open. */
gboolean so_way_left (SoDb *db, const SoDraft *draft, const char *line, gboolean keeps_open, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWay, so_way_free)

G_END_DECLS
