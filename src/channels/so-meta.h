/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-error.h"
#include "so-http.h"
#include "so-json.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/**
 * SoMeta: what WhatsApp, Instagram and Messenger share: the Graph API, as one account uses it.
 *
 * Settings of the account: "api_base" (instead of the real service), "version" ("v26.0": one must always be named, or the oldest
 * that is left answers). Secret "token": the access token.
 */
typedef struct _SoMeta SoMeta;

#define SO_META_VERSION "v26.0"

/* @base: the real service, without a slash at its end. SO_ERROR_CHANGE where the settings cannot be read. */
SoMeta *so_meta_new (const SoAccount *account, const char *base, SoSecrets *secrets, GError **error);
void so_meta_free (SoMeta *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMeta, so_meta_free)

/* A text of the account's settings, or NULL. Borrowed. */
const char *so_meta_setting (SoMeta *self, const char *name);
/* The same; so_fail() with @sentence where it is not there. */
const char *so_meta_need (SoMeta *self, const char *name, const char *sentence, GError **error);

typedef struct {
  const char *method;        /* NULL: GET */
  const char *path;          /* after the version: "/me/messages?limit=3" */
  const char *content_type;  /* of @body; NULL: JSON */
  GBytes *body;
  const SoHttpFile *file;    /* instead of @body */
  SoHttpProgress uploaded;   /* of @file, or NULL */
  gpointer data;
  guint most_seconds;
} SoMetaRequest;

#define SO_META_NO_CODE (-1)

/* What came of a request. Zero before; so_meta_answer_clear() after. */
typedef struct {
  JsonNode *node;            /* an object, where the answer was one, also of an error */
  JsonObject *object;        /* the same, borrowed */
  SoHttpResponse *response;  /* NULL where there was none */
  gint64 code;               /* of Graph's error object, or SO_META_NO_CODE; 0 is a code */
  gint64 subcode;
  gboolean sent;             /* the server may have got the request */
} SoMetaAnswer;
void so_meta_answer_clear (SoMetaAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoMetaAnswer, so_meta_answer_clear)

/* TRUE where the answer is 2xx and an object without an error in it. Otherwise @error says in one sentence what happened and what to
 * do, sorted by Graph's code and not by the status, which lies. */
gboolean so_meta_call (SoMeta *self, const SoMetaRequest *request, SoMetaAnswer *answer, GCancellable *cancellable, GError **error);

/* What a call that failed means for a message that was to be sent by it. @error: what so_meta_call() said. */
SoSendOutcome so_meta_outcome (const SoMetaAnswer *answer, const GError *error);

/* A body of JSON; takes @builder. */
GBytes *so_meta_body (JsonBuilder *builder);

/* Error codes of Graph: table and words. */
typedef struct {
  SoError sort;
  SoSendOutcome outcome;
  const char *sentence;      /* translated */
} SoMetaCode;
/* FALSE where the code is not known; @subcode 0: none. */
gboolean so_meta_code (gint64 code, gint64 subcode, SoMetaCode *known);

/* TRUE where @header ("X-Hub-Signature-256") is the signature of exactly these bytes by the app's secret. Takes the same time wherever
 * the difference is; a missing header or secret is a refusal. */
gboolean so_meta_verify (GBytes *body, const char *header, const char *app_secret);

/* A file to @path, which is new. The token travels only with @authorized, and never to a server that is neither Meta's nor the account's own
 * "api_base": from others nothing is fetched. *@mime (yours, may be NULL) as the server says. */
gboolean so_meta_download (SoMeta *self, const char *url, gboolean authorized, const char *path, gsize most_bytes, char **mime,
                           SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error);
/* Pure: whether files are fetched from there. */
gboolean so_meta_is_own_host (SoMeta *self, const char *url);

/* Digits in a string or a number, as ids and times come; 0 where it is neither. */
gint64 so_meta_number (JsonObject *object, const char *name);

G_END_DECLS
