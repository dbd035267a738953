/* SPDX-License-Identifier: MIT */
/* Keys and certificates are made here, as Google would make them. */
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#include "so-base64url.h"
#include "so-bearer.h"

#define AUDIENCE "https://hub.example.org/hook/gmail"
#define EMAIL "push@studio.iam.gserviceaccount.com"
#define NOW 1800000000000

static EVP_PKEY *key, *other_key, *small_key;
static char *pem;
static GHashTable *certificates;

static char *
make_certificate (EVP_PKEY *of)
{
  X509 *certificate = X509_new ();
  BIO *bio = BIO_new (BIO_s_mem ());
  char *data, *text;
  long length;

  X509_gmtime_adj (X509_getm_notBefore (certificate), 0);
  X509_gmtime_adj (X509_getm_notAfter (certificate), 3600);
  X509_set_pubkey (certificate, of);
  g_assert_cmpint (X509_sign (certificate, of, EVP_sha256 ()), >, 0);
  PEM_write_bio_X509 (bio, certificate);
  length = BIO_get_mem_data (bio, &data);
  text = g_strndup (data, length);
  BIO_free_all (bio);
  X509_free (certificate);
  return text;
}

static char *
encode (const char *text)
{
  return so_base64url_encode (text, strlen (text));
}

static char *
sign_token (const char *header, const char *claims, EVP_PKEY *with)
{
  g_autofree char *h = encode (header), *c = encode (claims), *text = g_strconcat (h, ".", c, NULL), *s = NULL;
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 signature[1024];
  gsize length = sizeof signature;

  g_assert_cmpint (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, with), ==, 1);
  g_assert_cmpint (EVP_DigestSign (context, signature, &length, (const guint8 *) text, strlen (text)), ==, 1);
  EVP_MD_CTX_free (context);
  s = so_base64url_encode (signature, length);
  return g_strconcat (text, ".", s, NULL);
}

#define HEADER "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}"
#define CLAIMS(aud, email, verified, iss, iat, exp) \
  "{\"aud\":\"" aud "\",\"email\":\"" email "\",\"email_verified\":" verified ",\"iss\":\"" iss "\",\"iat\":" iat ",\"exp\":" exp "}"
#define GOOD CLAIMS (AUDIENCE, EMAIL, "true", "https://accounts.google.com", "1799999900", "1800003500")

static SoBearerVerdict
check (const char *token)
{
  return so_bearer_check (token, certificates, AUDIENCE, EMAIL, NOW);
}

static const struct {
  const char *claims;
  SoBearerVerdict verdict;
} claims[] = {
  { GOOD, SO_BEARER_GOOD },
  { CLAIMS (AUDIENCE, EMAIL, "true", "accounts.google.com", "1799999900", "1800003500"), SO_BEARER_GOOD },
  { CLAIMS (AUDIENCE, EMAIL, "true", "https://accounts.google.com", "1799990000", "1799999800"), SO_BEARER_GOOD },
  { CLAIMS (AUDIENCE, EMAIL, "true", "https://accounts.google.com", "1799990000", "1799999600"), SO_BEARER_STALE },
  { CLAIMS (AUDIENCE, EMAIL, "true", "https://accounts.google.com", "1800000400", "1800003500"), SO_BEARER_STALE },
  { CLAIMS ("https://other.example/", EMAIL, "true", "https://accounts.google.com", "1799999900", "1800003500"), SO_BEARER_WRONG },
  { CLAIMS (AUDIENCE "/", EMAIL, "true", "https://accounts.google.com", "1799999900", "1800003500"), SO_BEARER_WRONG },
  { CLAIMS (AUDIENCE, "other@studio.iam.gserviceaccount.com", "true", "https://accounts.google.com", "1799999900", "1800003500"), SO_BEARER_WRONG },
  { CLAIMS (AUDIENCE, EMAIL, "false", "https://accounts.google.com", "1799999900", "1800003500"), SO_BEARER_WRONG },
  { CLAIMS (AUDIENCE, EMAIL, "true", "https://accounts.google.com.evil.example", "1799999900", "1800003500"), SO_BEARER_WRONG },
  { "{\"aud\":\"" AUDIENCE "\",\"email\":\"" EMAIL "\",\"iss\":\"accounts.google.com\",\"exp\":1800003500}", SO_BEARER_WRONG },
  { "{\"aud\":\"" AUDIENCE "\",\"email\":\"" EMAIL "\",\"email_verified\":true,\"iss\":\"accounts.google.com\"}", SO_BEARER_STALE },
  { "{}", SO_BEARER_WRONG }, { "[]", SO_BEARER_WRONG }, { "{}{}", SO_BEARER_WRONG }, { "", SO_BEARER_WRONG },
};

static void
test_claims (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autofree char *token = sign_token (HEADER, claims[i].claims, key);

      if (check (token) != claims[i].verdict)
        g_test_message ("%s", claims[i].claims);
      g_assert_cmpint (check (token), ==, claims[i].verdict);
    }
}

/* Who may sign is not the token's to say. */
static void
test_algorithms (void)
{
  static const char *const headers[] = {
    "{\"alg\":\"none\",\"kid\":\"k1\"}", "{\"alg\":\"HS256\",\"kid\":\"k1\"}", "{\"alg\":\"rs256\",\"kid\":\"k1\"}", "{\"alg\":\"RS512\",\"kid\":\"k1\"}",
    "{\"alg\":\"RS256\"}", "{\"kid\":\"k1\"}", "{}", "",
  };
  g_autofree char *h = encode ("{\"alg\":\"HS256\",\"kid\":\"k1\"}"), *c = encode (GOOD), *text = g_strconcat (h, ".", c, NULL), *mac = NULL, *token = NULL;
  g_autofree char *bare = g_strconcat (text, ".", NULL), *other = sign_token (HEADER, GOOD, other_key), *small = sign_token ("{\"alg\":\"RS256\",\"kid\":\"small\"}", GOOD, small_key);
  g_autofree char *unknown = sign_token ("{\"alg\":\"RS256\",\"kid\":\"k2\"}", GOOD, key), *broken = sign_token ("{\"alg\":\"RS256\",\"kid\":\"broken\"}", GOOD, key);
  guint8 digest[64];
  unsigned int length;

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *odd = sign_token (headers[i], GOOD, key);

      g_assert_cmpint (check (odd), ==, SO_BEARER_WRONG);
    }
  /* The certificate as a password. */
  HMAC (EVP_sha256 (), pem, strlen (pem), (const guint8 *) text, strlen (text), digest, &length);
  mac = so_base64url_encode (digest, length);
  token = g_strconcat (text, ".", mac, NULL);
  g_assert_cmpint (check (token), ==, SO_BEARER_WRONG);
  g_assert_cmpint (check (bare), ==, SO_BEARER_WRONG);
  g_assert_cmpint (check (other), ==, SO_BEARER_WRONG);
  g_assert_cmpint (check (small), ==, SO_BEARER_WRONG);
  g_assert_cmpint (check (unknown), ==, SO_BEARER_UNKNOWN_KEY);
  g_assert_cmpint (check (broken), ==, SO_BEARER_WRONG);
  g_assert_cmpint (so_bearer_check (unknown, NULL, AUDIENCE, EMAIL, NOW), ==, SO_BEARER_UNKNOWN_KEY);
}

static void
test_damage (void)
{
  g_autofree char *token = sign_token (HEADER, GOOD, key), *longer = g_strconcat (token, ".x", NULL), *huge = g_strnfill (20000, 'a');

  for (gsize i = 0; i < strlen (token); i++)
    {
      g_autofree char *cut = g_strndup (token, i), *changed = g_strdup (token);

      g_assert_cmpint (check (cut), !=, SO_BEARER_GOOD);
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      /* The last digit of each part may have bits that say nothing. */
      if (i + 1 < strlen (token))
        g_assert_cmpint (check (changed), !=, SO_BEARER_GOOD);
    }
  g_assert_cmpint (check (longer), ==, SO_BEARER_WRONG);
  g_assert_cmpint (check (huge), ==, SO_BEARER_WRONG);
  g_assert_cmpint (check (""), ==, SO_BEARER_WRONG);
  g_assert_cmpint (check (".."), ==, SO_BEARER_WRONG);
  g_assert_cmpint (so_bearer_check (token, certificates, NULL, EMAIL, NOW), ==, SO_BEARER_WRONG);
  g_assert_cmpint (so_bearer_check (token, certificates, AUDIENCE, NULL, NOW), ==, SO_BEARER_WRONG);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  key = EVP_RSA_gen (2048);
  other_key = EVP_RSA_gen (2048);
  small_key = EVP_RSA_gen (1024);
  pem = make_certificate (key);
  certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (certificates, g_strdup ("k1"), g_strdup (pem));
  g_hash_table_insert (certificates, g_strdup ("small"), make_certificate (small_key));
  g_hash_table_insert (certificates, g_strdup ("broken"), g_strdup ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
  g_test_add_func ("/hub/bearer/claims", test_claims);
  g_test_add_func ("/hub/bearer/algorithms", test_algorithms);
  g_test_add_func ("/hub/bearer/damage", test_damage);
  result = g_test_run ();
  g_hash_table_unref (certificates);
  g_free (pem);
  EVP_PKEY_free (key);
  EVP_PKEY_free (other_key);
  EVP_PKEY_free (small_key);
  return result;
}
