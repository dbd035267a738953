/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Filling in variables. "Hi {first name|there}, {price:Beginner Salsa} a class": a name, an argument after ":", and after "|"
 * what stands there when nothing is known. "{{" and "}}" are braces. What is no variable ("{", "{a\nb}", more than 60
 * characters) stays as it is. Values are put in as they are and never looked at again: they come from strangers. Pure. */

/* The value of @name ("first name", folded to lower case, single spaces) of @argument ("Beginner Salsa", or NULL); free with
 * g_free(). NULL or blank where nothing is known. */
typedef char *(*SoTemplateValue) (const char *name, const char *argument, gpointer data);

/* What is not known and has no fallback stays as "{name}", and is listed in *@missing (may be NULL; each once, NULL-terminated;
 * free with g_strfreev()). Free with g_free(). */
char *so_template_fill (const char *text, SoTemplateValue value, gpointer data, GStrv *missing);

/* The variables of @text with their arguments, each once: "price:Beginner Salsa". NULL-terminated. */
GStrv so_template_variables (const char *text);

/* Where the first part that is not filled in stands in @text, in bytes; FALSE where there is none. */
gboolean so_template_find_missing (const char *text, gsize *start, gsize *length);

G_END_DECLS
