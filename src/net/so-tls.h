/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is asked of a connection, beyond what the TLS library asks by itself. */

/* TLS 1.2 and newer, keys of today's size, forward secrecy. The first line of main(): the library reads it once, when it is first used,
 * and no thread may run yet. */
void so_tls_init (void);

/* FALSE for a certificate that names its host in its common name only, or that is not for servers: the library lets both pass. */
gboolean so_tls_is_for_server (GTlsCertificate *certificate);

/* FALSE, and what is wrong at @host and what to do. @flags: what the library found wrong with its certificate; 0: nothing, it was no
 * certificate. */
gboolean so_tls_fail (GTlsCertificateFlags flags, const char *host, GError **error);

G_END_DECLS
