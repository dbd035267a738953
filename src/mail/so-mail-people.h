/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-identity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Between whom a mail went, as its header says. SoIdentity values (e-mail), as they stand there, twice where they stand twice. */
typedef struct {
  GPtrArray *senders;     /* Reply-To, else From */
  GPtrArray *receivers;   /* To and Cc */
  GPtrArray *lists;       /* addresses of the mailing list that it came through (List-Post) */
  GPtrArray *ours;        /* mailboxes that it was put into (Delivered-To): the reader's own, by whatever name */
  gboolean list;          /* it came through one, whether that tells its address or not */
} SoMailPeople;

/* @mail: its bytes, or its header alone. Whatever they are, nothing fails: what cannot be read is left out. */
SoMailPeople *so_mail_people_read (GBytes *mail);
void so_mail_people_free (SoMailPeople *people);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMailPeople, so_mail_people_free)

G_END_DECLS
