/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who sent whom to the studio, seen from one person. Free with so_referral_free(). */
typedef struct {
  char *contact_id, *name;            /* the other one: whom they are shown as */
  gboolean sent_them;                 /* the other one sent the person; else was sent by the person */
} SoReferral;

void so_referral_free (SoReferral *referral);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoReferral, so_referral_free)

G_END_DECLS
