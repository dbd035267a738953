/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "so-channel-kind.h"
#include "so-identity.h"
#include "so-part.h"

G_BEGIN_DECLS

/**
 * SoIncoming: one message as a channel or an importer found it, before the studio knows it. A
 * plain reference-counted value; fields are filled by who makes it and not changed afterwards.
 */
typedef struct {
  gatomicrefcount refs;
  SoChannelKind channel;
  char *remote_id;      /* the source's own id (Message-ID, wamid…); or NULL: then one is derived */
  char *thread_key;     /* the source's name of the conversation; same key + channel = same thread */
  char *title;          /* subject or group name, or NULL */
  gboolean group;       /* more than one other person */
  gboolean outbound;    /* written by the studio */
  gint64 sent_at;       /* ms UTC */
  SoIdentity *sender;   /* NULL for a system line */
  GPtrArray *others;    /* SoIdentity: everyone else; the first is the thread's person where outbound */
  GPtrArray *aliases;   /* SoIdentity: by what else that person, the sender or who is written to, is known; never a reason to rewrite one */
  gboolean past;        /* told long afterwards (a phone's old chats): stored like what was imported, nothing follows from it */
  GPtrArray *parts;     /* SoPart, at least one */
  char *touch;          /* how they came where this is the first that they write: an advertisement, a page of the website; or NULL */
  GStrv labels;         /* folder or label names of the source, or NULL */
  GStrv references;     /* ids of messages it answers, nearest last, or NULL */
  GBytes *raw;          /* what the source said, kept compressed; or NULL */
} SoIncoming;

SoIncoming *so_incoming_new (SoChannelKind channel);
SoIncoming *so_incoming_ref (SoIncoming *incoming);
void so_incoming_unref (SoIncoming *incoming);

/* All text of the parts, a line each; free with g_free(). */
char *so_incoming_dup_text (const SoIncoming *incoming);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoIncoming, so_incoming_unref)

G_END_DECLS
