/* SPDX-License-Identifier: MIT */
#pragma once

/* What tests of the hub's store share, in a file and on a server. */
#include "so-clock.h"
#include "so-error.h"
#include "so-hub-pg.h"
#include "so-hub-sql.h"

#define NOW 1800000000000
#define DAY (24 * 60 * 60 * (gint64) 1000)

typedef struct {
  char *folder;
  SoHubPlace place;
  SoHubPg *admin;          /* of the server, for what a hub never does; or NULL */
  SoHubStore *store;
} HubStoreFixture;

/* On the server, as somebody else than a hub. */
void hub_store_do_sql (HubStoreFixture *f, const char *sql);
SoHubEvent *hub_store_new_event (const char *studio, const char *key, const char *body, gint64 at);
/* The numbers given to events of these keys in one transaction, "1 2 0"; NULL where it failed. */
char *hub_store_put (SoHubStore *store, const char *studio, const char *const *keys, gint64 at);
/* What a page holds: "1:a 2:b", "-" for a body that is not on it. */
char *hub_store_page (SoHubStore *store, const char *studio, gint64 after, guint most, gint64 bytes, gint64 most_inline);
SoHubDevice *hub_store_join (SoHubStore *store, const char *studio);

#define KEYS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define assert_put(store, studio, keys, expected) \
  G_STMT_START { g_autofree char *given = hub_store_put (store, studio, keys, NOW); g_assert_cmpstr (given, ==, expected); } G_STMT_END
#define assert_page(store, studio, after, most, bytes, most_inline, expected) \
  G_STMT_START { g_autofree char *held = hub_store_page (store, studio, after, most, bytes, most_inline); g_assert_cmpstr (held, ==, expected); } G_STMT_END

typedef struct {
  const char *name;
  void (*run) (HubStoreFixture *, gconstpointer);
} HubStoreTest;
/* @data: NULL in a file; else on the server of SO_HUB_TEST_SERVER. */
void hub_store_add (const char *where, const HubStoreTest *tests, guint n, gconstpointer data);
