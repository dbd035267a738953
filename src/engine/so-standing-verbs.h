/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"
#include "so-standing-kind.h"
#include "so-standings.h"

G_BEGIN_DECLS

/* What the owner says about standing approvals, and what she sees of them. */

/* Verbs of so-verb.h; id: nick of the kind. */
gboolean so_standing_verb_switch (SoVerbCall *call, GError **error);   /* value: on */
gboolean so_standing_verb_text (SoVerbCall *call, GError **error);     /* argument: words; "" for the default */
gboolean so_standing_verb_pause (SoVerbCall *call, GError **error);    /* value: paused; id: "standing" */
gboolean so_standing_verb_hours (SoVerbCall *call, GError **error);    /* argument: JSON of so-hours.h; "" forgets them */
/* FALSE with a sentence where @value cannot be what the setting @key holds. */
gboolean so_standing_check_setting (SoDb *db, const char *key, const char *value, GError **error);

#define SO_EARNED_DECISIONS 50
#define SO_EARNED_PERCENT 95

/* One kind as a row shows it. Free with so_standing_row_free(). */
typedef struct {
  SoStandingKind kind;
  gboolean enabled;
  char *text;              /* never NULL */
  gboolean is_default;
  gint64 version, enabled_at, used_at;
  guint used;
  guint decisions, unedited, complaints;
  gboolean earned;
  char *refusal;           /* why it cannot be switched on now, or NULL */
} SoStandingRow;
void so_standing_row_free (SoStandingRow *row);

/* All kinds in their order: SoStandingRow. */
GPtrArray *so_standing_rows (SoDb *db, GError **error);
gboolean so_standing_is_paused (SoDb *db);

/* The same on the worker thread: counting reads every decision. */
void so_studio_standing_rows_async (SoStudio *studio, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_studio_standing_rows_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* The studio's hours, or NULL where there are none. Short, blocking; free with so_hours_free(). */
SoHours *so_studio_dup_hours (SoStudio *studio);

/* Pure: at least 50 decisions, 95 of 100 of them without a change, and no complaint after any. */
gboolean so_standing_is_earned (guint decisions, guint unedited, guint complaints);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoStandingRow, so_standing_row_free)

G_END_DECLS
