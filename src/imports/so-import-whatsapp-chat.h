/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import-private.h"
#include "so-import-whatsapp-reader.h"

G_BEGIN_DECLS

/* What is known of a chat after it was read once: who writes in it, which of them is the owner, and which
 * files it names. */
typedef struct {
  GHashTable *senders;   /* name → messages, as GUINT_TO_POINTER */
  GPtrArray *names;      /* the same names, in the order in which they appear */
  GHashTable *doubled;   /* first half of a name with ": " in it → the whole name */
  GHashTable *media;     /* file name → SoWhatsappMedia */
  char *title;           /* from the name of the file, or NULL */
  char *me;              /* one of @names, or a name that never wrote; or NULL */
  char *deleter;         /* who wrote "You deleted this message" */
  char *key;             /* the conversation, the same for every export of it */
  gboolean group;
} SoWhatsappChat;

/* @there: base names in the zip beside the text, or NULL. */
SoWhatsappChat *so_whatsapp_chat_survey (int fd, GHashTable *shapes, const char *file_name, GHashTable *there,
                                         GCancellable *cancellable, GError **error);
void so_whatsapp_chat_free (SoWhatsappChat *chat);

/* Finds out who "me" is, asking the sink at last, and with it key and group. */
void so_whatsapp_chat_settle (SoWhatsappChat *chat, const SoImportSource *source, SoImportSink *sink);

/* Splits "A: Hi"; @sender NULL (and @text unmoved) for a system line. */
char *so_whatsapp_chat_split (const SoWhatsappChat *chat, const char **text);

/* TRUE where both mean the same person: folded name or phone number. */
gboolean so_whatsapp_same_person (const char *a, const char *b, const char *country);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWhatsappChat, so_whatsapp_chat_free)

G_END_DECLS
