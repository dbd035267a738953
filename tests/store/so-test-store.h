/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-incoming.h"
#include "so-store.h"
#include "so-threads.h"

G_BEGIN_DECLS

/* A store in a temporary folder, for tests that look below the engine. Helpers assert that what they do works. */
typedef struct {
  char *folder;
  SoStore *store;
} SoTestStore;

/* For g_test_add(): a fresh store for each test, removed afterwards. */
void so_test_store_set_up (SoTestStore *test, gconstpointer data);
void so_test_store_tear_down (SoTestStore *test, gconstpointer data);
void so_test_store_close (SoTestStore *test);
/* Closes the store and opens it again, as another run of the program would. */
void so_test_store_reopen (SoTestStore *test);
/* Path of a file in the folder. Free with g_free(). */
char *so_test_store_path (SoTestStore *test, const char *name);
void so_test_remove_tree (const char *folder);

/* A message of @number (the identity, the thread and, with @name NULL, the name) by WhatsApp. */
SoIncoming *so_test_message (const char *remote_id, const char *number, const char *name, const char *text, gint64 at);
/* Stores @in (taken) as news, or of the import @import_id; the id of its thread. Free with g_free(). */
char *so_test_put (SoStore *store, SoIncoming *in, const char *import_id);
/* The same in short, as news; the id of its thread. */
char *so_test_say (SoStore *store, const char *number, const char *name, const char *text, gint64 at);

/* One number of the database. */
gint64 so_test_int (SoStore *store, const char *sql);
/* One text of the database, or NULL. Free with g_free(). */
char *so_test_text (SoStore *store, const char *sql);
/* Runs a script in a transaction of its own. */
void so_test_sql (SoStore *store, const char *sql);
/* Everything that the tables of the studio hold, as one hash: two studios of the same hash hold the same. */
char *so_test_content (SoStore *store);

/* How many of the words stand anywhere in the database or the log beside it, in either case. */
guint so_test_words_on_disk (SoTestStore *test, const char *const *words);

/* Runs the main loop until nothing is left to do, and a little longer for threads (at most @ms). */
void so_test_spin (guint ms);

G_END_DECLS
