/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Two who may be one person, and why. Nothing is ever merged by it. Free with so_likeness_free(). */
typedef enum {
  SO_ALIKE_PHONE,            /* two ways of writing one telephone */
  SO_ALIKE_EMAIL,            /* the same for a mailbox */
  SO_ALIKE_BIRTHDAY,         /* the same name, and the same birthday */
  SO_ALIKE_HOUSEHOLD,        /* the same name in one household */
  SO_ALIKE_NAME,             /* the same name, and of one of them nothing but the name is known */
  SO_N_ALIKES,
} SoAlike;
const char *so_alike_nick (SoAlike alike);

typedef struct {
  SoAlike why;
  char *id, *name;           /* who would stay: with whom there is more */
  char *other_id, *other_name;
  char *value, *other_value; /* by what they are alike: numbers or addresses; or the birthday, or NULL */
} SoLikeness;
void so_likeness_free (SoLikeness *likeness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoLikeness, so_likeness_free)

/* The surest first, at most @limit (0: all). Reads all addresses: a tenth of a second for 100,000 people, so not on the main thread.
 * @country: the studio's calling code, or NULL. @only: those of this person; or NULL. SoLikeness. */
GPtrArray *so_contact_suggestions (SoDb *db, const char *only, const char *country, guint limit, GError **error);

G_END_DECLS
