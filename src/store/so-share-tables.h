/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * What the desktops of a studio share: the one list from which everything of it is made (docs/sync.md says what is not in it, and why).
 *
 * A row is made once: who comes first with its id has made it. Afterwards each group of its fields changes as one, and the later change holds.
 * Names of tables and groups are said to other versions: none is ever renamed or used again, and a group never gets another field. A new
 * field is a new group, which older versions keep unread; where nobody has said anything of it yet it is NULL, 0 or '' (so-share-sum.h).
 */
#define SO_SHARE_MOST_GROUPS 12

typedef struct {
  const char *name;
  const char *columns;     /* "stage lost_reason" */
  gboolean quiet;          /* worked out by the program: nobody is told that another desktop's holds */
  guint since;             /* the schema that brought it; 0: sharing began with it */
} SoShareGroup;

typedef struct {
  const char *name;
  const char *once;        /* fields that are said when a row is made, and are each desktop's own from then on; or NULL */
  gboolean named;          /* ids are made of a name that two desktops may both choose: what each says of it counts as changed */
  SoShareGroup groups[SO_SHARE_MOST_GROUPS + 1];
  guint since;             /* as of a group */
} SoShareTable;

/* Those that this version knows. */
extern const SoShareTable *so_share_tables;
extern guint so_share_n_tables;

/* Tests: from now on it is what a version with @schema (0: this one) knew, without @hidden: "task" and "contact.notes" in a list that stays where it
 * is; or NULL. */
void so_share_tables_pretend (guint schema, const char *const *hidden);

/* NULL where this version does not know it. */
const SoShareTable *so_share_table_find (const char *name);
const SoShareGroup *so_share_group_find (const SoShareTable *table, const char *name);

/* "json_object('a', P.a, 'b', P.b)" for the columns of a group, with @prefix before each. Free with g_free(). */
char *so_share_json_of (const char *columns, const char *prefix);

/* Bytes of JSON that one row or group may have. What is larger stays where it is and is said to have stayed. */
#define SO_SHARE_MOST_VALUE (512 * 1024)

#define SO_SHARE_BORN ""    /* as a group: the whole of a new row, {"group": {…}, …}, and under "~" what is said once */
#define SO_SHARE_GONE "!"   /* as a group: the row is gone for good */
#define SO_SHARE_ONCE "~"
#define SO_SHARE_COMMAND "!"   /* as a table: something that the hub decides; the group says what */

G_END_DECLS
