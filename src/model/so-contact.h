/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-identity.h"

G_BEGIN_DECLS

/* One person. Free with so_contact_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *name;             /* never NULL */
  GPtrArray *identities;  /* SoIdentity */
  char *stage;            /* "NEW" … "LOST" */
  char *temperature;      /* "HOT", "WARM", "COLD", or NULL where never scored */
  int score;              /* 0–100, -1 if none */
  int opinion;            /* a model's, 0–100, -1 if none */
  char *opinion_why;      /* one sentence of it, or NULL */
  GStrv tags;             /* never NULL */
  char *notes;            /* or NULL */
  char *birthday;         /* or NULL */
  char *photo;            /* SHA-256 of a kept picture, or NULL */
  char *source;           /* channel or import it came from, or NULL */
  char *first_touch;      /* through what they came, as a channel told: an advertisement, a page; or NULL */
  guint threads;
  gint64 last_at;         /* ms of the newest message, 0 if none */
} SoContact;

void so_contact_free (SoContact *contact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoContact, so_contact_free)

#define SO_LEAD_HOT 80            /* and more; the tab and the indexes say the same (SO_SPLIT_HOT) */
#define SO_LEAD_WARM 50

/* "HOT", "WARM" or "COLD", of a score from 0 to 100: static. */
const char *so_lead_temperature (int score);

G_END_DECLS
