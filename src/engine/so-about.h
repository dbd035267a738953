/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-price.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What a studio tells of itself beside its profile: its logo, where it is, and the questions that follow from what was entered once. Blocking but
 * where said; errors are sentences for the owner. */

#define SO_SETTING_ADDRESS "studio.address"
#define SO_SETTING_MAP "studio.map"            /* https address of a map, or "" */
#define SO_SETTING_LOGO "studio.logo"          /* a small PNG, base64; "": none */

#define SO_LOGO_SIDE 256                       /* pixels at most, each way */
#define SO_LOGO_BYTES (160 * 1024)

/* The picture as PNG, at most SO_LOGO_SIDE each way; NULL: none. A short read. */
GBytes *so_studio_dup_logo (SoStudio *studio);
/* @png: as above; NULL takes it away. SO_ERROR_CHANGE where it is no such picture. */
gboolean so_studio_set_logo (SoStudio *studio, GBytes *png, GError **error);

/* @address: lines as on a letter, "" none. @map: "" or an https address. The answer to "Where are you?" is written anew where it still says what it was
 * made of; the owner's own words stay. */
gboolean so_studio_set_address (SoStudio *studio, const char *address, const char *map, GError **error);
/* FALSE with a sentence where it is neither empty nor an https address with a host. Pure. */
gboolean so_about_check_map (const char *map, GError **error);

/* Answers that the prices and opening hours give by themselves: "When are you open?" as {open}, and what it costs as a list of {price:…}, so that
 * each says what stands there now. Only where the owner has no answer of her own. How many were added. */
gboolean so_studio_answer_from_data (SoStudio *studio, guint *n, GError **error);

/* SoKnowledge out of a list of questions, as so_faq_parse(): @name is the file's, or NULL where it was pasted. Pure, never NULL. */
GPtrArray *so_about_read_answers (const char *name, const char *text, gsize length);
/* The same of a file or a web page, as so_answers_load(). */
void so_about_load_answers_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_about_load_answers_finish (GAsyncResult *result, GError **error);
/* Entries of such a list: those whose question is there already stay as they are. One step of undo. */
gboolean so_studio_add_answers (SoStudio *studio, GPtrArray *entries, guint *added, GError **error);
/* How many of them would be new. A short read. */
guint so_studio_count_new_answers (SoStudio *studio, GPtrArray *entries);

/* Price rows, all in one step of undo; those of a name that is there already stay as they are. */
gboolean so_studio_add_prices (SoStudio *studio, GPtrArray *prices, guint *added, GError **error);

G_END_DECLS
