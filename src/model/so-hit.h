/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SO_HIT_MESSAGE,
  SO_HIT_CONTACT,
  SO_HIT_KNOWLEDGE,
  SO_HIT_NOTE,        /* about a person; the index has it with them */
  SO_N_HITS,
} SoHitKind;

/* One thing that a search found. Free with so_hit_free(). */
typedef struct {
  SoHitKind kind;
  char *id;
  char *thread_id;      /* of a message; NULL otherwise */
  char *contact_id;     /* whom a note is about; NULL otherwise */
  char *contact_name;   /* never NULL */
  char *channel;        /* nick, or NULL */
  gint64 when;          /* ms */
  char *snippet;        /* plain text; what matched stands between U+2068 and U+2069 */
} SoHit;

void so_hit_free (SoHit *hit);
const char *so_hit_kind_nick (SoHitKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHit, so_hit_free)

G_END_DECLS
