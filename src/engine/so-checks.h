/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* May this message go? One pure function, asked when the owner approves and again before the
 * message leaves. */
typedef enum {
  SO_CHECK_EMPTY,         /* nothing to send */
  SO_CHECK_PLACEHOLDER,   /* "{name}" was never filled in */
  SO_CHECK_NEW_INBOUND,   /* the customer wrote after the draft was made */
  SO_CHECK_APPROVAL,      /* what would be sent is not what was approved */
  SO_CHECK_DEMO,          /* a demo studio on its way to a real service */
  SO_N_CHECKS,
} SoCheck;

typedef struct {
  const char *text;
  gint64 basis_at;            /* newest inbound message that the draft knew, ms */
  gint64 newest_inbound_at;   /* newest that is there now, 0 if none */
  gboolean approved;          /* FALSE while the owner decides: there is no approval to look at yet */
  gboolean approval_valid;
  gboolean demo;
  const char *transport;      /* adapter it would go through, or NULL while that is not known */
} SoCheckFacts;

/* Bits 1 << SoCheck of what speaks against sending; 0: it may go. */
guint so_checks_run (const SoCheckFacts *facts);
/* The gravest of @failed, which must not be 0. */
SoCheck so_checks_first (guint failed);

/* Why a message is held, as it is stored: "new_inbound". */
const char *so_check_reason (SoCheck check);
/* The same as one sentence for the owner, translated. */
const char *so_check_sentence (SoCheck check);

G_END_DECLS
