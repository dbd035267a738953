/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-checks.h"
#include "so-drafts.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What so_checks_run() judges a draft by, read from the studio. */

/* @transport: adapter it would go through, or NULL to ask the account. @approved: with its approval. Bits of what speaks
 * against it into *@failed; FALSE where the studio could not be read. */
gboolean so_check_facts_run (SoStudio *studio, SoDb *db, const SoDraft *draft, const char *transport, gboolean approved,
                             guint *failed, GError **error);

/* When the quiet hours of whom a draft goes to are over, ms; 0 where there are none at @now. */
gint64 so_check_quiet_ends (SoStudio *studio, SoDb *db, const SoDraft *draft, gint64 now);

/* The same for who looks on: of a draft that is stored. Blocking. 0 where nothing speaks against it, also on error. */
guint so_studio_check_draft (SoStudio *studio, const char *draft_id, GError **error);

/* What a model wrote in it that the studio does not say: a sentence a line; NULL for none. Blocking; free with g_free(). */
char *so_studio_dup_guard_words (SoStudio *studio, const char *draft_id);

/* Hosts of the links in @text, in lower case: "https://salsa.example/plan", "www.salsa.example", "salsa.example/plan". Pure. */
GStrv so_check_link_hosts (const char *text);

/* "Attached is the plan", "anbei", "ci-joint": words of a text that promise a file. Pure. */
gboolean so_check_names_file (const char *text);

G_END_DECLS
