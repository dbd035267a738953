/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-alert-mails.h"
#include "so-channel.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* How what is written down for the owner leaves: a mail (so-tell-mail.h) or a text message (so-tell-text.h). Claimed in one transaction, sent after it, its outcome written in another: never twice. */

/* All that one needs, read in the transaction that claims it. */
typedef struct {
  SoAlertMail *row;
  SoAccount *account;
  SoChannel *channel;
  char *subject, *text, *html;   /* yours to fill in; NULL: without */
} SoTellNote;

typedef struct {
  SoChannelKind channel;
  SoIdentityKind identity;
  const char *log;               /* "alert_mail" */
  gboolean keeps_id;             /* the row of one that was sent has the provider's id of it as its detail */
  /* As so_alert_mail_due(). */
  SoAlertMail *(*due) (SoDb *db, gint64 now, gint64 *next, GError **error);
  /* NULL: it may go. Words for the owner. */
  const char *(*why_not) (SoStudio *studio, SoDb *db, const SoAlertMail *row);
  gboolean (*has_to_wait) (SoStudio *studio, SoDb *db, const SoAlertMail *row);
  /* FALSE without an error where it has to wait. */
  gboolean (*write) (SoStudio *studio, SoDb *db, SoTellNote *note, GError **error);
} SoTellKind;

/* As so_tell_mail_next(). */
gboolean so_tell_send_next (SoStudio *studio, const SoTellKind *kind, gboolean *more, gint64 *next, GError **error);
/* Writes what became of one that has left. @detail: what its row then says of it, or NULL. */
gboolean so_tell_send_write_outcome (SoStudio *studio, const SoTellKind *kind, const SoAlertMail *row, SoSendOutcome outcome, const char *detail, GError **error);

G_END_DECLS
