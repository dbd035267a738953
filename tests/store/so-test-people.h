/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-test-store.h"

G_BEGIN_DECLS

/* For tests of who is who: steps of undo, all that is stored as text, and what has to hold whatever was done. */

SoDb *so_test_step (SoTestStore *f, const char *step);
/* Ends it; @error has to be NULL. */
void so_test_step_end (SoTestStore *f, SoDb *db, GError *error);
/* FALSE where there is nothing to undo. */
gboolean so_test_undo (SoTestStore *f);
guint so_test_n_shown (SoTestStore *f, const char *query);

/* What everything holds that is not a trace of what was done and taken back. Free with g_free(). */
char *so_test_people_dump (SoTestStore *f);
/* Two of them; @what: after what. Says the first line in which they differ. */
void so_test_assert_same (const char *before, const char *after, const char *what);

/* Roots and sums are what the slow way makes of it, each message is of one person, and each person and message is found once. */
void so_test_people_check (SoTestStore *f);

G_END_DECLS
