/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-reply-template.h"
#include "so-rule.h"
#include "so-sequence.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The owner's rules and follow-ups as she sees them. Free with so_rulebook_free(). */
typedef struct {
  GPtrArray *rules;        /* SoRule */
  GPtrArray *words;        /* char*: each of them in words */
  GPtrArray *sequences;    /* SoSequence */
  GPtrArray *templates;    /* SoReplyTemplate: what a rule may propose */
} SoRulebook;
void so_rulebook_free (SoRulebook *book);

SoRulebook *so_rulebook_read (SoDb *db, GError **error);
void so_studio_read_rulebook_async (SoStudio *studio, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoRulebook *so_studio_read_rulebook_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRulebook, so_rulebook_free)

G_END_DECLS
