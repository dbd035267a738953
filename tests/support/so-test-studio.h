/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-drafts.h"
#include "so-incoming.h"
#include "so-studio.h"
#include "so-thread.h"
#include "so-verb.h"

G_BEGIN_DECLS

/* A studio in a temporary folder with a clock that stands at SO_TEST_NOW. Every helper asserts that what
 * it does works; strings and values are yours. */
#define SO_TEST_NOW G_GINT64_CONSTANT (1763722167000)    /* 2025-11-21T10:49:27Z */

typedef struct {
  char *folder;
  SoStudio *studio;
} SoTestStudio;

SoTestStudio *so_test_studio_new (void);
/* Nobody's yet. */
SoTestStudio *so_test_studio_new_empty (void);
/* Closes the studio and opens it again, as another run of the program would. */
void so_test_studio_reopen (SoTestStudio *test);
void so_test_studio_free (SoTestStudio *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTestStudio, so_test_studio_free)

/* Removes a folder with everything in it. */
void so_test_remove_folder (const char *folder);

/* A message of a customer on @channel ("loopback", "whatsapp"…), @name also being the identity; the id of its thread.
 * @account_id and @import_id may be NULL. */
char *so_test_receive (SoStudio *studio, const char *channel, const char *name, const char *text,
                       const char *account_id, const char *import_id);
SoIncoming *so_test_incoming (const char *channel, const char *name, const char *text);
char *so_test_add_account (SoStudio *studio, const char *channel, const char *transport, const char *settings);
/* An entry of the knowledge base. */
char *so_test_teach (SoStudio *studio, const char *category, const char *question, const char *answer);

/* Verbs that must work; their result. */
char *so_test_do (SoStudio *studio, SoVerb verb, const char *id, const char *argument);
/* Verbs that must fail with SO_ERROR_CHANGE and a sentence. */
void so_test_refuses (SoStudio *studio, SoVerb verb, const char *id, const char *argument);

SoThread *so_test_thread (SoStudio *studio, const char *id);
SoDraft *so_test_draft (SoStudio *studio, const char *id);
#define so_test_assert_draft(studio, id, expected) \
  G_STMT_START { g_autoptr (SoDraft) draft_ = so_test_draft (studio, id); \
    g_assert_cmpstr (so_draft_state_nick (draft_->state), ==, so_draft_state_nick (expected)); } G_STMT_END
/* How many messages of a thread the studio wrote. */
guint so_test_count_outbound (SoStudio *studio, const char *thread_id);
/* Sends what is due; how many were accepted. */
guint so_test_dispatch (SoStudio *studio);
guint so_test_pull (SoStudio *studio);

G_END_DECLS
