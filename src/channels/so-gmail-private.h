/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-gmail.h"
#include "so-http.h"
#include "so-gmail-shelf.h"
#include "so-mail-reader.h"

G_BEGIN_DECLS

struct _SoGmail {
  GObject parent_instance;

  SoOauth *oauth;
  char *base;      /* "https://gmail.googleapis.com" */
  char *address;
  char *name;      /* or NULL */
  guint days;
  SoGmailShelf *shelf;
};

/* A request; @path after "…/users/me" unless @upload. */
typedef struct {
  const char *path;
  gboolean upload;
  const char *content_type;
  GBytes *body;             /* of a POST; or NULL */
  const SoHttpFile *body_file;   /* of a POST too large for memory; neither: a GET */
  const char *file;         /* a GET whose answer goes to this new file; or NULL */
  SoHttpProgress progress;  /* of what is large: @body_file or @file */
  gpointer data;
} SoGmailRequest;

/* Sends it with the account's token, with a new one where Google refuses that. An answer of any status, or NULL. */
SoHttpResponse *so_gmail_ask (SoGmail *self, const SoGmailRequest *request, gboolean *sent, GCancellable *cancellable, GError **error);

/* What an answer that is not 2xx means to the owner. Returns FALSE. */
gboolean so_gmail_fail (const SoHttpResponse *response, GError **error);

/* A GET whose answer is a JSON object. NULL with the error in words; *@status (may be NULL) tells a 404. */
JsonNode *so_gmail_get (SoGmail *self, const char *path, guint *status, GCancellable *cancellable, GError **error);

/* One mail with what Gmail knows of it: *@mail (yours) are its bytes, the node the rest. NULL without an error where it is gone. */
JsonNode *so_gmail_get_mail (SoGmail *self, const char *id, SoMailSpool **mail, SoHttpProgress progress, gpointer data,
                             GCancellable *cancellable, GError **error);

/* "gmail:" and X-GM-THRID (decimal) of a threadId (16 hex digits), and back; other ids stay as they are. NULL where @key is not ours. */
char *so_gmail_thread_key (const char *thread_id);
char *so_gmail_thread_id (const char *thread_key);

gboolean so_gmail_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                        GCancellable *cancellable, GError **error);
SoSendOutcome so_gmail_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error);
SoReconcile so_gmail_reconcile (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error);
gboolean so_gmail_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
