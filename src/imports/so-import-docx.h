/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes that a document may have, with its pictures; and its text, unpacked. */
#define SO_DOCX_BYTES (32 << 20)
#define SO_DOCX_TEXT (16 << 20)

/* TRUE for a zip by its first bytes. */
gboolean so_docx_is_zip (const char *bytes, gsize length);

/* The text of a document of a word processor (.docx), a paragraph on each line: headings and paragraphs that are bold throughout as Markdown has them, and of a table with two columns or more
 * the first two cells of each row as a heading and what is below it. What was deleted while changes were tracked is not there. Blocking; nothing but the text is unpacked. NULL with a sentence for
 * the owner where it is no such document, damaged, protected or too large. Free with g_free(). */
char *so_docx_load (const char *path, GCancellable *cancellable, GError **error);

/* The same of word/document.xml. Pure. */
char *so_docx_parse (const char *xml, gsize length, GError **error);

G_END_DECLS
