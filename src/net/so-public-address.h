/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* TRUE for an address of the public internet: not this computer, not a network at home or in an office, not one that leads to such by translation, none for tests or several. Pure. */
gboolean so_public_address_is (GInetAddress *address);

G_END_DECLS
