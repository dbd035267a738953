/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/**
 * SoWhatsapp: one number of the WhatsApp Business Cloud API. It cannot be asked what came in: that only the hub is told, whose
 * requests so_channel_parse() reads.
 *
 * Settings of the account: "phone_number_id" (to send), "waba_id" (the business account, to check), "api_base", "version".
 * Secret: "token". A template (SoOutgoing.template) is {"name", "language": "de", "parameters": ["Ana", …] or {"name": "Ana", …}}, or
 * with "components" as Meta has them.
 *
 * People are SO_IDENTITY_PHONE: "+34600111222", or Meta's id for this business ("US.13491208655302741918") where somebody shows only
 * a user name. Threads are named after the person's number as WhatsApp writes it, or that id; groups "group:ID".
 */
#define SO_TYPE_WHATSAPP (so_whatsapp_get_type ())
G_DECLARE_FINAL_TYPE (SoWhatsapp, so_whatsapp, SO, WHATSAPP, GObject)

/* SO_ERROR_CHANGE where the account's settings cannot be read. */
SoWhatsapp *so_whatsapp_new (const SoAccount *account, SoSecrets *secrets, GError **error);

G_END_DECLS
