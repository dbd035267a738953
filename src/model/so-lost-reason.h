/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why somebody was lost: one of these, or the owner's own words. */
#define SO_N_LOST_REASONS 8

/* "price" …, as it is stored. */
const char *so_lost_reason_nick (guint i);
/* For people, in English: translate with gettext. */
const char *so_lost_reason_label (guint i);
/* FALSE where @reason (may be NULL) is in somebody's own words. */
gboolean so_lost_reason_parse (const char *reason, guint *i);

G_END_DECLS
