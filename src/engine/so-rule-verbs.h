/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"
#include "so-rule.h"
#include "so-sequence.h"

G_BEGIN_DECLS

/* What the owner says about her own rules and follow-ups. */

/* Verbs of so-verb.h. */
gboolean so_rule_verb_save (SoVerbCall *call, GError **error);
gboolean so_rule_verb_switch (SoVerbCall *call, GError **error);       /* value: on */
gboolean so_rule_verb_delete (SoVerbCall *call, GError **error);
gboolean so_follow_up_verb_save (SoVerbCall *call, GError **error);
gboolean so_follow_up_verb_delete (SoVerbCall *call, GError **error);
gboolean so_follow_up_verb_start (SoVerbCall *call, GError **error);
gboolean so_follow_up_verb_stop (SoVerbCall *call, GError **error);

/* Names of a template and of follow-ups in @rule become their ids. SO_ERROR_CHANGE where there is none of that name. */
gboolean so_rule_resolve (SoDb *db, SoRule *rule, GError **error);

/* Follow-ups of that id, or else of that name. SO_ERROR_CHANGE where there are none. */
SoSequence *so_follow_up_look_up (SoDb *db, const char *id_or_name, GError **error);

G_END_DECLS
