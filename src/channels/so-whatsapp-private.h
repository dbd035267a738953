/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-message-template.h"
#include "so-meta.h"
#include "so-update.h"

G_BEGIN_DECLS

#define SO_WHATSAPP_GROUP "group:"

/* A person as a webhook names them: digits, or the id that Meta made for this business, or both. */
typedef struct {
  const char *wa_id;     /* "34600111222", or NULL */
  const char *user_id;   /* "US.1349…", or NULL */
  const char *other;     /* another number of the same person, or NULL */
  const char *name;      /* or NULL */
} SoWhatsappPerson;

/* so-whatsapp-people.c; pure. */

/* TRUE for "US.13491208655302741918". */
gboolean so_whatsapp_is_user_id (const char *text);
/* Puts an id from a webhook into the field it belongs to; what is neither is ignored. */
void so_whatsapp_person_add (SoWhatsappPerson *person, const char *id);
/* NULL where nobody is named. */
SoIdentity *so_whatsapp_person_identity (const SoWhatsappPerson *person);
const char *so_whatsapp_person_key (const SoWhatsappPerson *person);
/* Adds to @aliases (SoIdentity) by what else the same person is known. */
void so_whatsapp_person_aliases (const SoWhatsappPerson *person, GPtrArray *aliases);
/* The number of the same telephone in the other way of writing it, where a country has two: "5511987654321" and "551187654321". NULL
 * where there is none; free with g_free(). */
char *so_whatsapp_variant (const char *wa_id);

/* so-whatsapp-parts.c; pure: what a message is made of. At least one. */
void so_whatsapp_parts (JsonObject *message, GPtrArray *parts);
/* What an advertisement or a post said that led to it, where one did. */
void so_whatsapp_referral (JsonObject *message, SoIncoming *incoming);

/* so-whatsapp-parse.c */
gboolean so_whatsapp_parse_body (GBytes *body, GPtrArray *updates, GError **error);

/* so-whatsapp-send.c */
SoSendOutcome so_whatsapp_send_message (SoMeta *meta, const SoOutgoing *outgoing, char **remote_id, GError **error);
/* so-whatsapp-template.c: writes "template": {…} as Meta wants it. */
gboolean so_whatsapp_write_template (JsonBuilder *builder, const char *template, GError **error);

/* so-whatsapp-templates.c */
gboolean so_whatsapp_list_templates (SoMeta *meta, GPtrArray *templates, GCancellable *cancellable, GError **error);

/* so-whatsapp-media.c */

/* How WhatsApp calls what it takes, and with what type: "image", "document"… */
typedef struct {
  const char *kind;
  const char *mime;
} SoWhatsappMedia;
/* SO_ERROR_CHANGE where it takes no such file. */
gboolean so_whatsapp_media_kind (const SoOutgoingFile *file, SoWhatsappMedia *media, GError **error);
typedef struct {
  const SoOutgoingFile *file;
  const char *mime;
  SoHttpProgress progress;   /* or NULL */
  gpointer data;
} SoWhatsappUpload;
/* *@media_id (yours). */
gboolean so_whatsapp_upload (SoMeta *meta, const SoWhatsappUpload *upload, char **media_id, SoMetaAnswer *answer, GError **error);
gboolean so_whatsapp_fetch_media (SoMeta *meta, const char *remote, const char *path, char **mime, SoChannelProgress progress,
                                  gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
