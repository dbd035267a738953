/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * What a studio wants to know of somebody before they are a customer: which style, for whom, on which days. Each kind of studio has its usual questions in five
 * languages; the owner may have a list of their own. The answer is a field of the person (so-field-kinds.h). Pure.
 */
typedef struct {
  char *name;                /* of that field: "level" */
  char *label;               /* "Experience"; of a usual question in English, to be translated */
  char *ask;                 /* the owner's words for it; NULL: the usual ones, in the customer's language */
  gboolean usual;            /* there are usual words for it */
  gboolean sensitive;        /* asked by people alone: no draft and no model has it */
} SoQualify;

#define SO_QUALIFY_MOST 20
#define SO_QUALIFY_LONGEST 200
#define SO_SETTING_QUALIFY "qualify.questions"        /* JSON of so_qualify_to_json(); not set: the usual ones of the studio's kind */
#define SO_SETTING_QUALIFY_DRAFTS "qualify.drafts"    /* "1": drafts to leads end with the next one */

void so_qualify_free (SoQualify *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoQualify, so_qualify_free)

/* SoQualify. @kind of the studio, "dance"; NULL or another: those that fit any. */
GPtrArray *so_qualify_usual (const char *kind);
/* NULL with SO_ERROR_CHANGE where it is no list of questions that can be asked. */
GPtrArray *so_qualify_from_json (const char *text, GError **error);
/* Free with g_free(). */
char *so_qualify_to_json (GPtrArray *questions);

/* With the owner's words; @sensitive. Its name follows from @label. */
SoQualify *so_qualify_new (const char *label, const char *ask, gboolean sensitive);
/* How it is asked in @language ("de"; NULL or one that nobody knows: English). Borrowed. */
const char *so_qualify_words (const SoQualify *question, const char *language);
/* Whether @text, in any language, asks it. */
gboolean so_qualify_is_in (const SoQualify *question, const char *text);

G_END_DECLS
