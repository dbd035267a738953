/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTraffic: who talks to which account at this moment. Any thread.
 *
 * An account is read by one thread at a time, since each goes on where the cursor stands. And what a provider told while a message was
 * on its way out may hold that message, whose outcome is not written yet: stored, it would stand there as somebody else's. So whoever
 * reads takes a mark before asking, and throws away what it was told where something was sent meanwhile.
 */
typedef struct _SoTraffic SoTraffic;

SoTraffic *so_traffic_new (void);
void so_traffic_free (SoTraffic *traffic);

/* Waits while another thread reads @account. */
gboolean so_traffic_begin_pull (SoTraffic *traffic, const char *account, GCancellable *cancellable, GError **error);
/* The same, but ends what another thread reads there. Whoever reads gave a cancellable that may be cancelled for it. */
void so_traffic_take (SoTraffic *traffic, const char *account);
void so_traffic_end_pull (SoTraffic *traffic, const char *account);

/* Around a message on its way out; never waits. @account may be NULL: nobody's. */
void so_traffic_begin_send (SoTraffic *traffic, const char *account);
void so_traffic_end_send (SoTraffic *traffic, const char *account);

/* Waits while something is sent through @account. */
gboolean so_traffic_mark (SoTraffic *traffic, const char *account, guint *mark, GCancellable *cancellable, GError **error);
/* Nothing was sent since. */
gboolean so_traffic_is_same (SoTraffic *traffic, const char *account, guint mark);

G_END_DECLS
