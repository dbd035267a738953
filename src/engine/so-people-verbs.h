/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* What the owner says about who is who, and what is kept of them: for so-verb.c. Arguments are JSON objects where there is more than one thing to say. */

gboolean so_people_verb_merge (SoVerbCall *call, GError **error);         /* {"other", "name", "birthday", "notes", "stage"}: as in so-merges.h; none of the last four: what is proposed */
gboolean so_people_verb_unmerge (SoVerbCall *call, GError **error);       /* result: the id of who is themselves again */
gboolean so_people_verb_apart (SoVerbCall *call, GError **error);         /* the id of the other one */
gboolean so_people_verb_split (SoVerbCall *call, GError **error);         /* {"address", "to"}; result: whose it is now */
gboolean so_people_verb_move_message (SoVerbCall *call, GError **error);  /* the id of a person */
gboolean so_people_verb_move_message_to_new (SoVerbCall *call, GError **error);   /* a name; result: the id of the new person */
gboolean so_people_verb_note_add (SoVerbCall *call, GError **error);      /* the text; result: its id */
gboolean so_people_verb_note_set (SoVerbCall *call, GError **error);
gboolean so_people_verb_note_delete (SoVerbCall *call, GError **error);
gboolean so_people_verb_join (SoVerbCall *call, GError **error);          /* {"household", "name", "with", "role", "receives"}; with: id of somebody who has no household, and comes too; result: its id */
gboolean so_people_verb_referral (SoVerbCall *call, GError **error);      /* id of who sent them, or "" */
gboolean so_people_verb_leave (SoVerbCall *call, GError **error);         /* the household's id */
gboolean so_people_verb_rename_household (SoVerbCall *call, GError **error);      /* the name */
gboolean so_people_verb_field (SoVerbCall *call, GError **error);         /* {"name", "value"} */
gboolean so_people_verb_field_kind (SoVerbCall *call, GError **error);    /* {"label", "kind", "choices", "sensitive"}; result: its name */
gboolean so_people_verb_field_kind_delete (SoVerbCall *call, GError **error);
gboolean so_people_verb_filter_save (SoVerbCall *call, GError **error);   /* what is typed to find people; result: its id */
gboolean so_people_verb_filter_delete (SoVerbCall *call, GError **error);
gboolean so_people_verb_attach (SoVerbCall *call, GError **error);        /* path of a file, which is copied; result: its id */
gboolean so_people_verb_detach (SoVerbCall *call, GError **error);

G_END_DECLS
