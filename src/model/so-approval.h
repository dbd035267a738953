/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All that the owner approves when she approves: what is sent, to whom, through what. Borrowed values. */
typedef struct {
  const char *text;
  const char *const *files;     /* SHA-256 of each, in order; or NULL */
  const char *template;         /* JSON of a provider's template with its values; or NULL */
  const char *recipient;        /* normalised identity: "phone:+49151…" */
  const char *account;          /* id; "" where it is nobody's */
  const char *cc, *bcc;         /* who else gets it (so-address-list.h); or NULL */
} SoApprovalParts;

/**
 * so_approval_hash: the parts as one number. Any change of one makes another hash, and the approval void.
 * Returns: SHA-256 in hex; free with g_free().
 */
char *so_approval_hash (const SoApprovalParts *parts);

/* How it was approved; goes into the immutable record. Borrowed values. */
typedef struct {
  const char *approver;         /* "owner" (also for NULL), "standing", "chain" (so-waitlist-chain.h) */
  const char *method;           /* "key", "batch", "chain", "rule", "studioctl" */
  gint64 visible_ms;            /* how long it stood before her */
  const char *warnings;         /* nicks of what she was warned of, space between; or NULL */
  const char *standing_id;      /* or NULL */
  gint64 standing_version;
} SoApprovalNote;

G_END_DECLS
