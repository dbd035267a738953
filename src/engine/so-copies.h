/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft.h"
#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* To whom else a mail goes: "reply all". What is shown is a line that the owner can change (so-address-list.h), and no rule ever fills it:
 * what goes out by itself answers who wrote and nobody else. */

/* Everybody of the mail that an answer in this conversation would answer, but for ourselves, for who gets it anyway, for machines and for
 * mailing lists: *@list (yours; may be NULL) is the address of one that was left out. "": there is nobody else. Free with g_free(). */
char *so_copies_find (SoDb *db, const char *thread_id, char **list);
/* The same; short read, any thread. */
char *so_studio_dup_copies (SoStudio *studio, const char *thread_id, char **list);

/* What speaks against the copies of a draft. */
typedef struct {
  gboolean any;
  gboolean list;         /* a mailing list of the mail that is answered is among them */
  gboolean opted_out;    /* somebody who does not want to be written to */
} SoCopiesFacts;
void so_copies_judge (SoDb *db, const SoDraft *draft, SoCopiesFacts *facts);

/* Cc and Bcc as they leave; NULL each where there are none. For what a person approved. */
gboolean so_copies_read (const SoDraft *draft, GPtrArray **cc, GPtrArray **bcc, GError **error);

/* SO_VERB_COPIES. */
gboolean so_copies_verb (SoVerbCall *call, GError **error);

G_END_DECLS
