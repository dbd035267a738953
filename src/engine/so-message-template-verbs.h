/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"
#include "so-message-template.h"
#include "so-store.h"

G_BEGIN_DECLS

/* For so-verb.c: argument {"template": ID, "values": ["Ana", …]}; the open draft of the conversation, or a new one, is that template
 * from then on. Result: the draft's id. */
gboolean so_draft_verb_template (SoVerbCall *call, GError **error);

/* Short reads. SoMessageTemplate values of the account that answers this conversation; empty where that has none. NULL where it
 * cannot be read. */
GPtrArray *so_studio_list_message_templates (SoStudio *studio, const char *thread_id, const char *query);
/* What could stand in its gaps for the customer of a conversation, in their order; "" where nothing is known. With @draft_id what stands
 * in that draft, where it is of the same template. NULL-terminated. */
GStrv so_studio_suggest_values (SoStudio *studio, const SoMessageTemplate *template, const char *thread_id, const char *draft_template);
/* Why the provider could not be asked for them last; or NULL. Free with g_free(). */
char *so_studio_dup_templates_error (SoStudio *studio, const char *thread_id);
/* The argument of the verb; free with g_free(). */
char *so_message_template_argument (const char *template_id, const char *const *values);

/* Pure: the variable that a gap of this name, behind these words, asks for: "first name", "studio"… or NULL. */
const char *so_message_template_variable (const char *gap, const char *before);
/* FALSE where what a draft carries cannot be sent any more: its template is gone, refused or paused. */
gboolean so_message_template_is_usable (SoDb *db, const char *account_id, const char *draft_template);

G_END_DECLS
