/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a person is known on a channel. Identities match by kind: an Instagram user without a
 * number never matches somebody whose number is unknown too (decision C7). */
typedef enum {
  SO_IDENTITY_PHONE,      /* also WhatsApp */
  SO_IDENTITY_EMAIL,
  SO_IDENTITY_INSTAGRAM,  /* user name or scoped id */
  SO_IDENTITY_MESSENGER,
  SO_IDENTITY_WEB,
  SO_IDENTITY_ALIAS,      /* only a name, as exports write it ("Priya S.") */
  SO_IDENTITY_LOOPBACK,
  SO_N_IDENTITIES,
} SoIdentityKind;

/* One way to reach one person. A plain value: free with so_identity_free(). */
typedef struct {
  SoIdentityKind kind;
  char *value;   /* as the source wrote it */
  char *name;    /* display name beside it, or NULL */
} SoIdentity;

SoIdentity *so_identity_new (SoIdentityKind kind, const char *value, const char *name);
SoIdentity *so_identity_copy (const SoIdentity *identity);
void so_identity_free (SoIdentity *identity);

const char *so_identity_kind_nick (SoIdentityKind kind);
gboolean so_identity_kind_parse (const char *nick, SoIdentityKind *kind);

/* The form in which two values of the same kind are compared: E.164 digits, lower-case address,
 * folded name. @country as in so_phone_normalise(). NULL where the value is empty. */
char *so_identity_normalise (SoIdentityKind kind, const char *value, const char *country);

/* What two addresses of the same mailbox, or two ways of writing the same telephone, have in common, where that is sure enough to ask; of other kinds
 * the normal form. @normal as above. Free with g_free(). */
char *so_identity_dup_key (SoIdentityKind kind, const char *normal, const char *country);

/* TRUE of what telephone networks say in place of a number that is withheld: that is nobody, and not everybody. */
gboolean so_identity_is_anonymous (SoIdentityKind kind, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoIdentity, so_identity_free)

G_END_DECLS
