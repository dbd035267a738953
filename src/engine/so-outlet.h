/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"

G_BEGIN_DECLS

/* Which adapter moves the messages of an account. */

#define SO_TRANSPORT_LOOPBACK "loopback"

/* Pure. A demo, and whatever has no account, goes through the practice channel. Borrowed from @account, or static. */
const char *so_outlet_transport (gboolean demo, const SoAccount *account);

/* @account may be NULL: nobody's practice account. */
typedef SoChannel *(*SoOutletOpen) (const SoAccount *account, const char *transport, gpointer data, GError **error);

/* The one that is used outside of tests. */
SoChannel *so_outlet_open (const SoAccount *account, const char *transport, gpointer data, GError **error);

G_END_DECLS
