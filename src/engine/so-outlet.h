/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"

G_BEGIN_DECLS

/* Which adapter moves the messages of an account. */

#define SO_TRANSPORT_LOOPBACK "loopback"

/* Pure. A demo, and whatever has no account, goes through the practice channel. Borrowed from @account, or static. */
const char *so_outlet_transport (gboolean demo, const SoAccount *account);

/* TRUE where this version has an adapter of that name. */
gboolean so_outlet_has (const char *transport);

/* @account may be NULL: nobody's practice account. */
typedef SoChannel *(*SoOutletOpen) (const SoAccount *account, const char *transport, gpointer data, GError **error);

/* The one that is used outside of tests. @data: the SoSecrets that its adapters ask, NULL where there are none to be asked. */
SoChannel *so_outlet_open (const SoAccount *account, const char *transport, gpointer data, GError **error);

G_END_DECLS
