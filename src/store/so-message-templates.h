/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-message-template.h"
#include "so-store.h"

G_BEGIN_DECLS

/* What a provider keeps for an account, as it was when it was asked last. */

/* All of @account_id: @templates (SoMessageTemplate, without id) take the place of what was known. What did not change is not
 * touched, so that no list is read again for it. */
gboolean so_message_templates_set (SoDb *db, const char *account_id, GPtrArray *templates, GError **error);
/* It was asked at @at (ms); @words: why that failed, or NULL. */
gboolean so_message_templates_set_asked (SoDb *db, const char *account_id, gint64 at, const char *words, GError **error);
/* When it was asked last, 0: never; *@words (may be NULL; yours) why that failed. */
gint64 so_message_templates_asked_at (SoDb *db, const char *account_id, char **words);

/* SoMessageTemplate values by name and language, those that can be sent first; @account_id NULL: of all accounts, @query as in a
 * search field or NULL. */
GPtrArray *so_message_templates_list (SoDb *db, const char *account_id, const char *query, GError **error);
SoMessageTemplate *so_message_template_find (SoDb *db, const char *id, GError **error);
/* The one that a message of @account_id names; NULL without an error where it is gone. */
SoMessageTemplate *so_message_template_named (SoDb *db, const char *account_id, const char *name, const char *language);

G_END_DECLS
