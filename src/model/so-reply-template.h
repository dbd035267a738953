/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words that the owner writes often, with {variables} that are filled in. Free with so_reply_template_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *name;
  char *category;     /* as of SoKnowledge */
  char *text;         /* "Hi {first name|there}, …" */
  char *language;     /* "en", or NULL for any */
  gint64 version;     /* counts changes, from 1 */
  gint64 updated_at;
} SoReplyTemplate;

SoReplyTemplate *so_reply_template_copy (const SoReplyTemplate *reply);
void so_reply_template_free (SoReplyTemplate *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoReplyTemplate, so_reply_template_free)

G_END_DECLS
