/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-share-notice.h"
#include "so-store.h"

G_BEGIN_DECLS

/* What a row of a shared table is about, as people know it. Free with so_share_about_free(). */
typedef struct {
  char *name;              /* a person, an entry, a tag, the key of a setting; NULL: not known here */
  char *part;              /* what of it: a field, an address, a tag, a task; or NULL */
  char *contact_id, *thread_id;   /* where it can be looked at; or NULL */
} SoShareAbout;
void so_share_about_free (SoShareAbout *about);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoShareAbout, so_share_about_free)

/* Never NULL. */
SoShareAbout *so_share_about (SoDb *db, const char *table, const char *pk);

/* The name of a "contact", an "account" or a "knowledge" entry by its id; NULL where there is none. Free with g_free(). */
char *so_share_name_of (SoDb *db, const char *what, const char *id);

/* Whether what a notice keeps can be put back: the row is there (a new one that was refused is not), and it is nothing that has left or belongs to
 * another computer by now. */
gboolean so_share_can_put_back (SoDb *db, const SoShareNotice *notice);

/* For so_share_put_back(): where an undo step is open, what the fields of the group are now goes into it. @val: JSON of what they become. */
gboolean so_share_remember (SoDb *db, const char *table, const char *pk, const char *columns, const char *val, GError **error);

G_END_DECLS
