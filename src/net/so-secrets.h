/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A secret that belongs to who holds it: g_autoptr (SoSecret) wipes it when it goes out of scope. */
typedef char SoSecret;
/* Wipes and frees; NULL is fine. */
void so_secret_free (SoSecret *secret);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSecret, so_secret_free)

/**
 * SoSecrets: where tokens and passwords are kept. An adapter is given one and never learns which: the user's key ring in the app, memory
 * in tests. All of it blocks, may be called on any thread, and says in its errors what is wrong with the key ring but never what is in it.
 *
 * A secret has the id of its account and a name: "refresh-token", "password". Pass @data as it stands here.
 */
typedef struct {
  /* The secret, for so_secret_free(). Never asks the user anything, since it is called in the background. NULL with SO_ERROR_SIGN_IN
   * where there is no such entry, with SO_ERROR_CHANGE where the key ring is locked, refuses, or is not there. */
  char *(*lookup) (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error);
  /* In place of an older one. @label is what the key ring's own window shows: "Studio OS: hello@dance.example".
   * May ask the user to unlock. */
  gboolean (*store) (const char *account_id, const char *name, const char *label, const char *secret, gpointer data,
                     GCancellable *cancellable, GError **error);
  /* @name NULL: all of the account. TRUE also where there was none. */
  gboolean (*remove) (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error);
  /* Asks the user to unlock what is locked; for when a person is at it. TRUE where nothing is locked (any more). */
  gboolean (*unlock) (gpointer data, GCancellable *cancellable, GError **error);
  gpointer data;
} SoSecrets;

/* Those of the studio with @studio_id in the user's key ring, through libsecret: under Flatpak a file sealed with the Secret portal. */
SoSecrets *so_secrets_keyring (const char *studio_id);

/* In memory, for tests. */
SoSecrets *so_secrets_memory (void);

SoSecrets *so_secrets_ref (SoSecrets *secrets);
void so_secrets_unref (SoSecrets *secrets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSecrets, so_secrets_unref)

char *so_secrets_lookup (SoSecrets *secrets, const char *account_id, const char *name, GCancellable *cancellable, GError **error);
gboolean so_secrets_store (SoSecrets *secrets, const char *account_id, const char *name, const char *label, const char *secret,
                           GCancellable *cancellable, GError **error);
gboolean so_secrets_remove (SoSecrets *secrets, const char *account_id, const char *name, GCancellable *cancellable, GError **error);
gboolean so_secrets_unlock (SoSecrets *secrets, GCancellable *cancellable, GError **error);

/* What is wrong with a key ring, as the one sentence that people read. */
typedef enum {
  SO_SECRETS_MISSING,   /* SO_ERROR_SIGN_IN */
  SO_SECRETS_LOCKED,    /* the others: SO_ERROR_CHANGE */
  SO_SECRETS_ABSENT,
  SO_SECRETS_REFUSED,
} SoSecretsFault;
/* Sets @error and returns FALSE. */
gboolean so_secrets_fail (GError **error, SoSecretsFault fault);

G_END_DECLS
