/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-http.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/* Requests to Twilio's REST API (https://www.twilio.com/docs/usage/api), for the channels that it has. */
#define SO_TWILIO_VERSION "/2010-04-01/"

/* Settings of the account: "sid" (AC…), "key" (SK…, optional: of an API key instead of the account's token), "api_base". Secret: "token". */
typedef struct {
  SoSecrets *secrets;
  char *account_id;
  char *base, *sid, *key;
} SoTwilio;

/* SO_ERROR_CHANGE where the settings lack something; @lacks_sid: the sentence for that. */
gboolean so_twilio_open (SoTwilio *self, const SoAccount *account, SoSecrets *secrets, const char *lacks_sid, GError **error);
void so_twilio_clear (SoTwilio *self);

/* @path: after the account ("/Messages.json?PageSize=1"), or as Twilio gave it ("/2010-04-01/…"). @form: body of a POST, or NULL. */
SoHttpResponse *so_twilio_ask (SoTwilio *self, const char *path, const char *form, gboolean *sent, GCancellable *cancellable, GError **error);
/* A GET whose answer is an object; NULL with the error in words. */
JsonNode *so_twilio_get (SoTwilio *self, const char *path, GCancellable *cancellable, GError **error);
/* A file, @path as above, to @target, which is new. Twilio answers with where it lies, on somebody else's server: the token does not go there. SO_ERROR_GIVE_UP where it has none:
 * then *@absent (may be NULL) is TRUE, and not where what came is too large. */
gboolean so_twilio_download (SoTwilio *self, const char *path, const char *target, gboolean *absent, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* Appends "&name=value", escaped. */
void so_twilio_add_field (GString *form, const char *name, const char *value);
/* The path of a list's next page, or NULL. Free with g_free(). */
char *so_twilio_dup_next (JsonNode *page);

G_END_DECLS
