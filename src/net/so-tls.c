/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tls.h"

#include "so-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PRIORITY "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-RSA:+ECDHE-ECDSA:%PROFILE_MEDIUM"

void
so_tls_init (void)
{
  g_setenv ("G_TLS_GNUTLS_PRIORITY", PRIORITY, TRUE);
}

/* The bytes of the extension "what this key is for" (2.5.29.37), to their end; NULL where there is none. */
static const guint8 *
find_purposes (const GByteArray *der, gsize *n)
{
  static const guint8 name[] = { 0x06, 0x03, 0x55, 0x1d, 0x25 }, critical[] = { 0x01, 0x01, 0xff };
  const guint8 *at = memmem (der->data, der->len, name, sizeof name), *end = der->data + der->len;

  if (!at)
    return NULL;
  at += sizeof name;
  if (end - at > 3 && !memcmp (at, critical, sizeof critical))
    at += sizeof critical;
  /* OCTET STRING of less than 128 bytes: a purpose takes ten. */
  if (end - at < 2 || at[0] != 0x04 || at[1] > 127 || at[1] > end - at - 2)
    return NULL;
  *n = at[1];
  return at + 2;
}

/* Without the extension any use is allowed; with it, being a server (1.3.6.1.5.5.7.3.1), or any (2.5.29.37.0). */
static gboolean
may_serve (GTlsCertificate *certificate)
{
  static const guint8 server[] = { 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01 }, any[] = { 0x06, 0x04, 0x55, 0x1d, 0x25, 0x00 };
  g_autoptr (GByteArray) der = NULL;
  const guint8 *purposes;
  gsize n = 0;

  g_object_get (certificate, "certificate", &der, NULL);
  purposes = der ? find_purposes (der, &n) : NULL;
  return !purposes || memmem (purposes, n, server, sizeof server) || memmem (purposes, n, any, sizeof any);
}

gboolean
so_tls_is_for_server (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = g_tls_certificate_get_dns_names (certificate), addresses = g_tls_certificate_get_ip_addresses (certificate);

  return ((names && names->len) || (addresses && addresses->len)) && may_serve (certificate);
}

gboolean
so_tls_fail (GTlsCertificateFlags flags, const char *host, GError **error)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return so_fail (error, SO_ERROR_CHANGE, _("What answers at %s is somebody else by its certificate, so nothing was sent: check the address, or use another network"), host);
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return so_fail (error, SO_ERROR_CHANGE, _("The certificate of %s has expired, so nothing was sent: check the date of this computer; if it is right, only the provider can mend it"), host);
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return so_fail (error, SO_ERROR_CHANGE, _("The certificate of %s is not valid yet, so nothing was sent: check the date of this computer"), host);
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return so_fail (error, SO_ERROR_CHANGE, _("Nobody whom this computer trusts vouches for %s, so nothing was sent: check the address, or use another network"), host);
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return so_fail (error, SO_ERROR_CHANGE, _("The certificate of %s was called back, so nothing was sent: only the provider can mend it"), host);
  if (flags & G_TLS_CERTIFICATE_INSECURE)
    return so_fail (error, SO_ERROR_CHANGE, _("The certificate of %s is too weak to be trusted, so nothing was sent: only the provider can mend it"), host);
  if (flags & G_TLS_CERTIFICATE_VALIDATE_ALL)
    return so_fail (error, SO_ERROR_CHANGE, _("The certificate of %s is not one for this, so nothing was sent: check the address; if it is right, only the provider can mend it"), host);
  return so_fail (error, SO_ERROR_CHANGE, _("%s offers no connection that is safe enough today, so nothing was sent: check the address; if it is right, only the provider can mend it"), host);
}
