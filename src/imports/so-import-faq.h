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

/* The same of a whole file: UTF-8, UTF-16, or else Windows-1252. NULL with a sentence for the owner where it is no text, larger than SO_FAQ_BYTES, has no question with
 * an answer, or more than SO_FAQ_MOST: half of a list is never taken. */
GPtrArray *so_faq_read (const char *name, const char *bytes, gsize length, GError **error);
/* The same of a file, also of a document of a word processor (so-import-docx.h). Blocking. Refuses what is no regular file, or too large, without reading it. */
GPtrArray *so_faq_load (const char *path, GError **error);

G_END_DECLS
