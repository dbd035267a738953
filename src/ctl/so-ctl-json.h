/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-account.h"
#include "so-batches.h"
#include "so-care.h"
#include "so-contact.h"
#include "so-draft.h"
#include "so-hit.h"
#include "so-knowledge.h"
#include "so-message.h"
#include "so-price.h"
#include "so-profile.h"
#include "so-question.h"
#include "so-reply-template.h"
#include "so-thread.h"

G_BEGIN_DECLS

/* Values as the JSON that scripts rely on. What is not known is null; times are RFC 3339 in UTC. Free
 * with json_object_unref(). */
JsonObject *so_ctl_json_profile (const SoProfile *profile);
JsonObject *so_ctl_json_contact (const SoContact *contact);
JsonObject *so_ctl_json_thread (const SoThread *thread);
JsonObject *so_ctl_json_message (const SoMessage *message);
JsonObject *so_ctl_json_draft (const SoDraft *draft);
JsonObject *so_ctl_json_hit (const SoHit *hit);
JsonObject *so_ctl_json_account (const SoAccount *account);
JsonObject *so_ctl_json_knowledge (const SoKnowledge *entry);
JsonObject *so_ctl_json_price (const SoPrice *price);
JsonObject *so_ctl_json_template (const SoReplyTemplate *reply);
JsonObject *so_ctl_json_question (const SoQuestion *question);
JsonObject *so_ctl_json_batch (const SoBatch *batch);

/* Members that may be missing: null for NULL and for the time 0. */
void so_ctl_json_set (JsonObject *object, const char *name, const char *value);
void so_ctl_json_set_time (JsonObject *object, const char *name, gint64 ms);

/* Members "contacts", "threads", "messages", "drafts", "knowledge" and "files". */
void so_ctl_json_set_counts (JsonObject *object, const SoCareCounts *counts);

/* What was said in a message and who wrote it down, or how that stands (so-ctl-transcribe.c). */
gboolean so_ctl_json_add_transcript (JsonObject *object, SoDb *db, const char *message_id, GError **error);

G_END_DECLS
