/* SPDX-License-Identifier: MIT */
#include "so-bearer.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "so-base64url.h"
#include "so-hmac.h"
#include "so-json.h"

#define MOST_BYTES 8192
#define LEAST_BITS 2048
#define SKEW_SECONDS (5 * 60)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

/* RSASSA-PKCS1-v1_5 with SHA-256 of "header.claims", by the key of the certificate. */
static gboolean
is_signed (const char *pem, const char *text, gsize length, const guchar *signature, gsize signature_length)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  g_autoptr (X509) certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  EVP_PKEY *key = certificate ? X509_get0_pubkey (certificate) : NULL;

  return key && EVP_PKEY_get_base_id (key) == EVP_PKEY_RSA && EVP_PKEY_get_bits (key) >= LEAST_BITS &&
         EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, key) == 1 &&
         EVP_DigestVerify (context, signature, signature_length, (const guchar *) text, length) == 1;
}

static JsonNode *
parse_part (const char *part, gsize length)
{
  g_autofree char *copy = g_strndup (part, length);
  gsize size;
  g_autofree guchar *data = so_base64url_decode (copy, &size);
  g_autoptr (JsonNode) node = data ? so_json_parse ((const char *) data, size, MOST_BYTES, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static SoBearerVerdict
check_claims (JsonObject *claims, const char *audience, const char *email, gint64 now)
{
  const char *issuer = so_json_string (claims, "iss");
  gint64 until = so_json_int (claims, "exp"), since = so_json_int (claims, "iat"), seconds = now / 1000;

  if (!audience || !email || g_strcmp0 (so_json_string (claims, "aud"), audience) || g_strcmp0 (so_json_string (claims, "email"), email) ||
      !json_object_has_member (claims, "email_verified") || !json_object_get_boolean_member_with_default (claims, "email_verified", FALSE) ||
      (g_strcmp0 (issuer, "https://accounts.google.com") && g_strcmp0 (issuer, "accounts.google.com")))
    return SO_BEARER_WRONG;
  return until + SKEW_SECONDS < seconds || since - SKEW_SECONDS > seconds ? SO_BEARER_STALE : SO_BEARER_GOOD;
}

SoBearerVerdict
so_bearer_check (const char *token, GHashTable *certificates, const char *audience, const char *email, gint64 now)
{
  const char *dot = strchr (token, '.'), *last = dot ? strchr (dot + 1, '.') : NULL, *pem, *kid;
  g_autoptr (JsonNode) header = NULL, claims = NULL;
  g_autofree guchar *signature = NULL;
  gsize length;

  if (!last || strlen (token) > MOST_BYTES)
    return SO_BEARER_WRONG;
  header = parse_part (token, dot - token);
  claims = parse_part (dot + 1, last - dot - 1);
  signature = so_base64url_decode (last + 1, &length);
  kid = header ? so_json_string (json_node_get_object (header), "kid") : NULL;
  /* The algorithm is ours to choose and not the token's: "none" and HS256 with a public key are how others were fooled. */
  if (!claims || !signature || !kid || g_strcmp0 (so_json_string (json_node_get_object (header), "alg"), "RS256"))
    return SO_BEARER_WRONG;
  pem = certificates ? g_hash_table_lookup (certificates, kid) : NULL;
  if (!pem)
    return SO_BEARER_UNKNOWN_KEY;
  if (!is_signed (pem, token, last - token, signature, length))
    return SO_BEARER_WRONG;
  return check_claims (json_node_get_object (claims), audience, email, now);
}
