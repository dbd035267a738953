/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Somebody of a household. Free with so_member_free(). */
typedef struct {
  char *household_id, *household;     /* its name */
  char *contact_id, *name;            /* whom they are shown as */
  char *role;                         /* "guardian", "student" or "other" */
  gboolean receives;                  /* what is for a student of it is written to them */
} SoMember;

void so_member_free (SoMember *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMember, so_member_free)

G_END_DECLS
