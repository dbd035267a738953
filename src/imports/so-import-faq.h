/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"

G_BEGIN_DECLS

/* Questions with their answers out of what an owner has already: a list in Markdown (headings, bold lines), plain text ("Q: … A: …", or lines that end
 * in a question mark), or a table with a row for each (comma, semicolon or tab; the first row may name the columns). Pure. */

#define SO_FAQ_MOST 500
#define SO_FAQ_BYTES (1 << 20)

/* @name: of the file, where ".csv" or ".tsv" at its end makes it a table; NULL: pasted. @text: anything; what is not UTF-8 is replaced. SoKnowledge
 * without ids, quotable; the same question once, the first counts; at most SO_FAQ_MOST. Never NULL. */
GPtrArray *so_faq_parse (const char *name, const char *text, gsize length);

G_END_DECLS
