/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SoLimits: how often somebody may do something, for strangers of whom there are any number: it forgets them as soon as it may, and where it
 * cannot remember more of them, it says no.
 */
typedef struct _SoLimits SoLimits;

SoLimits *so_limits_new (void);
void so_limits_free (SoLimits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoLimits, so_limits_free)

/* Once more of @what by @who, at @now (ms, monotonic): FALSE where that is more than @most in the @seconds that began with the first. */
gboolean so_limits_take (SoLimits *self, const char *what, const char *who, guint most, guint seconds, gint64 now);

/* Who calls, by what a proxy on this computer wrote into X-Forwarded-For (its last entry, which nobody but it can write; NULL: none did) or by
 * @peer. Of IPv6 the network, since one house has 2⁶⁴ addresses. Pure; free with g_free(). */
char *so_limits_address (const char *forwarded, const char *peer);

G_END_DECLS
