/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text that a provider has to approve before it may be sent: WhatsApp takes nothing else once a conversation's window is
 * closed. Not to be confused with SoReplyTemplate, the owner's own snippets. Free with so_message_template_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *account_id;
  char *name;         /* the provider's: "trial_reminder" */
  char *language;     /* "en_US"; never to be guessed: "en" is another template */
  char *category;     /* "UTILITY", "MARKETING", "AUTHENTICATION" */
  char *status;       /* as the provider says it: "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"… */
  char *reason;       /* why it was refused, the provider's word ("INVALID_FORMAT"); or NULL */
  char *components;   /* JSON array, see so-template-form.h */
  gint64 updated_at;
} SoMessageTemplate;

SoMessageTemplate *so_message_template_copy (const SoMessageTemplate *self);
void so_message_template_free (SoMessageTemplate *self);

/* Why it cannot be sent now, one translated sentence for the owner; NULL where it can. */
char *so_message_template_dup_hindrance (const SoMessageTemplate *self);
/* "Approved", "Rejected": the status for people. */
const char *so_message_template_status_label (const SoMessageTemplate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMessageTemplate, so_message_template_free)

G_END_DECLS
