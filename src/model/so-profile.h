/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who the studio is. Free with so_profile_free(). */
typedef struct {
  char *id;
  char *name;
  char *kind;         /* "dance", "yoga", … */
  char *zone;         /* IANA name */
  char *currency;     /* ISO 4217 */
  char *country;      /* calling code without "+", or NULL */
  char *owner;        /* or NULL */
  char *email;        /* or NULL */
  char *phone;        /* or NULL */
  gboolean demo;      /* can never send */
} SoProfile;

void so_profile_free (SoProfile *profile);

/* TRUE for a kind that Studio OS knows (dance, yoga, fitness, music, salon, medspa, agency). */
gboolean so_profile_kind_is_known (const char *kind);
/* All of them, NULL-terminated. */
const char *const *so_profile_kinds (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoProfile, so_profile_free)

G_END_DECLS
