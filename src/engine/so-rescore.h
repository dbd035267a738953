/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-lead-score.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The owner gave the signals of the lead score other points: everybody who has a score gets another one, a hundred people at a time, so that
 * nothing waits for it. Where the program ends meanwhile, it goes on with the next. No stage is touched. */

/* From now on every score is an old one; in the caller's transaction. */
gboolean so_rescore_begin (SoDb *db, GError **error);
/* TRUE where somebody may have an old one. */
gboolean so_rescore_is_due (SoDb *db);
/* The next hundred people, in the caller's transaction. *@changed: how many have another score than before; *@more: there are others after them. */
gboolean so_rescore_pass (SoDb *db, guint *changed, gboolean *more, GError **error);
/* All of them, in transactions of their own. Blocking. */
gboolean so_rescore_all (SoStudio *studio, guint *changed, GError **error);

/* What every signal counts now: the owner's points, or the usual ones. */
gboolean so_studio_get_weights (SoStudio *studio, int weights[SO_N_LEAD_SIGNALS]);
/* What the owner changed, as the setting "lead.weights" holds it: {"asks_price": 20}; NULL: nothing. Free with g_free(). */
char *so_lead_weights_to_json (const int weights[SO_N_LEAD_SIGNALS]);

/* Keeps them and scores anew, on the worker thread and a part at a time. */
void so_studio_set_weights_async (SoStudio *studio, const int weights[SO_N_LEAD_SIGNALS], GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
/* *@changed: how many people have another score than before; may be NULL. */
gboolean so_studio_set_weights_finish (SoStudio *studio, GAsyncResult *result, guint *changed, GError **error);

G_END_DECLS
