/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * What a computer of the studio may do, by who works at it. The hub asks this of every change that a computer tells and of every request; the
 * window asks it only to leave out what would be refused. docs/sync.md has the table for people. Pure.
 */
typedef enum {
  SO_ROLE_OWNER,
  SO_ROLE_MANAGER,
  SO_ROLE_FRONT_DESK,
  SO_ROLE_TEACHER,
  SO_N_ROLES,
} SoRole;

/* "owner" … "teacher", as it is stored and said. */
const char *so_role_nick (SoRole role);
/* For people, in English: translate with gettext. */
const char *so_role_label (SoRole role);
/* FALSE where @nick (may be NULL) is none; *@role is a teacher's then, who may least. */
gboolean so_role_parse (const char *nick, SoRole *role);

/* Requests to the hub besides changes. */
typedef enum {
  SO_RIGHT_COMPUTERS,      /* makes codes, shuts computers out, changes roles: of those below only, see so_role_may_manage() */
  SO_RIGHT_HAND_OVER,      /* gives the hub the keys of accounts, and takes them back */
  SO_RIGHT_CONNECT,        /* lets a provider's handshake in */
  SO_RIGHT_SEND,           /* messages to customers */
  SO_RIGHT_REMOVE,         /* files that were somebody's who is erased */
} SoRight;
gboolean so_role_may (SoRole role, SoRight right);
/* An owner those of everybody, a manager those of front desk and teachers. */
gboolean so_role_may_manage (SoRole role, SoRole other);

/* NULL: a computer of this role may say this of the shared row @pk (so-share-tables.h has the names); else why not, a sentence: free with g_free().
 * @table "!": a command, and @group its name. @val: what is said, JSON, or NULL. What no version knows yet is for owners and managers. */
char *so_role_refuse_change (SoRole role, const char *table, const char *pk, const char *group, const char *val);
/* TRUE: that change was refused with the sentence @why because of a role, and @role may say it. */
gboolean so_role_lifts (SoRole role, const char *why, const char *table, const char *pk, const char *group, const char *val);
/* As so_role_refuse_change(), for a request. */
char *so_role_refuse (SoRole role, SoRight right);

G_END_DECLS
