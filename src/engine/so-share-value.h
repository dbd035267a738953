/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-share-words.h"

G_BEGIN_DECLS

/* For so-share-words.c: the fields of one group as one line, or some, that people read. @fields is never NULL; @name is what the change is
 * about. NULL where there is nothing to say. Free with g_free(). */
typedef char *(*SoShareValue) (const SoShareSense *sense, const char *name, JsonObject *fields);

char *so_share_value_name (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_value (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_setting (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_trial (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_stage (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_notes (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_about (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_merged (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_whose (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_looks (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_thread_state (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_knowledge (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_price (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_template (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_question (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_rule (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_sequence (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_title (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_due (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_note (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_choice (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_draft (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_alive (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_tagged (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_starred (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_enabled (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_draft_state (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_paused (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_done (const SoShareSense *sense, const char *name, JsonObject *fields);
/* Of people (so-share-value-people.c). */
char *so_share_value_first (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_joined (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_text (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_file (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_member (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_field_kind (const SoShareSense *sense, const char *name, JsonObject *fields);
char *so_share_value_query (const SoShareSense *sense, const char *name, JsonObject *fields);
/* Fields by their own names: for what this version does not know. */
char *so_share_value_plain (const SoShareSense *sense, const char *name, JsonObject *fields);

/* FALSE where @field is 0, null or not there. */
gboolean so_share_value_is_on (JsonObject *fields, const char *field);

/* "the opening hours" for "hours"; @key itself where there is no word for it. */
const char *so_share_setting_label (const char *key);

G_END_DECLS
