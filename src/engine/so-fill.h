/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What the variables of a text stand for, for one customer: {first name}, {studio}, {price:Beginner Salsa}, {open}, {class} and {price}
 * (of what the customer named), and the owner's own from the settings ("variable.wifi"). Remembers which rows were used. */
typedef struct _SoFill SoFill;

/* @contact_name: as the contact stands in the list; @asked: what the customer wrote, or NULL; @language: of amounts, or NULL. */
SoFill *so_fill_new (SoDb *db, const char *contact_name, const char *asked, const char *language, GError **error);
void so_fill_free (SoFill *fill);
void so_fill_set_language (SoFill *fill, const char *language);

/* See so_template_fill(). */
char *so_fill_text (SoFill *fill, const char *text, GStrv *missing);

/* A row that the text states: "knowledge", "price", "template". Once each, in the order they came. */
void so_fill_add_source (SoFill *fill, const char *kind, const char *id, const char *title, gint64 version);
/* [{"kind", "id", "title", "version"}]; free with g_free(). */
char *so_fill_dup_sources (SoFill *fill);

void so_fill_forget_sources (SoFill *fill);

/* The studio's name or NULL; its prices (SoPrice). Borrowed. */
const char *so_fill_get_studio (SoFill *fill);
GPtrArray *so_fill_get_prices (SoFill *fill);

/* "Priya" of "Priya S.", or NULL; free with g_free(). */
char *so_fill_first_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoFill, so_fill_free)

G_END_DECLS
