/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-referral.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Says who sent a person to the studio; @by NULL or "": nobody, or nobody knows. Undoable. SO_ERROR_CHANGE where that is no person, or themselves. */
gboolean so_referral_set (SoDb *db, const char *contact_id, const char *by, GError **error);
/* SoReferral: who sent them first, then whom they sent, by name. Who was removed is left out. */
GPtrArray *so_referral_list (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
