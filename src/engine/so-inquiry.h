/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-qualifying.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The questions that a studio asks before somebody is a customer (so-qualify.h): at the person, and at the end of drafts to leads where the owner wants that. */

/* As the owner reads it; of a usual question in the language of the program. Borrowed. */
const char *so_inquiry_label (const SoQualify *question);
/* The same of how it is asked. */
const char *so_inquiry_words (const SoQualify *question);

/* What a draft in that conversation ends with, in @language of the customer; NULL: nothing, since it is switched off, nothing is left to ask, or the owner wrote it in
 * another language. @wanted: asked for now, also where it is switched off. Free with g_free(). */
char *so_inquiry_of_draft (SoDb *db, const char *thread_id, const char *language, gboolean wanted);

/* For verbs. @text: JSON of so-qualify.h, "": the usual ones. */
gboolean so_inquiry_save (SoDb *db, const char *text, GError **error);
gboolean so_inquiry_make_field (SoDb *db, const char *name, GError **error);

/* For pages, short reads: SoQualify, and SoQualified of a person. Empty where they cannot be read. */
GPtrArray *so_studio_list_inquiries (SoStudio *studio);
GPtrArray *so_studio_list_answers (SoStudio *studio, const char *contact_id);

G_END_DECLS
