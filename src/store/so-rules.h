/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-rule.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The owner's own rules. Changes belong to the undo step that is being recorded. */

/* In the order in which they were made: SoRule. @enabled: only what is on. */
GPtrArray *so_rule_list (SoDb *db, gboolean enabled, GError **error);
/* SO_ERROR_CHANGE where there is none. */
SoRule *so_rule_find (SoDb *db, const char *id, GError **error);
/* New where @rule->id is NULL: off, until it is switched on. A change counts the version up, and switches the rule off. Its id; free with g_free(). */
char *so_rule_save (SoDb *db, const SoRule *rule, GError **error);
gboolean so_rule_set_enabled (SoDb *db, const char *id, gboolean enabled, GError **error);
gboolean so_rule_delete (SoDb *db, const char *id, GError **error);

/* Notes that it is applied to the message. *@taken FALSE: it was before. */
gboolean so_rule_use (SoDb *db, const SoRule *rule, const char *message_id, gboolean *taken, GError **error);

/* What a rule asks of a message beside what so_standing_situation() knows. Free with so_rule_message_free(). */
typedef struct {
  char *language, *stage;
  GStrv tags;               /* of contact and conversation */
  gboolean first;
} SoRuleMessage;
SoRuleMessage *so_rule_message (SoDb *db, const char *message_id, GError **error);
void so_rule_message_free (SoRuleMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRuleMessage, so_rule_message_free)

G_END_DECLS
