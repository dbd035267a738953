/* SPDX-License-Identifier: MIT */
#pragma once

/* What tests of files on the hub share. */
#include "hub-store.h"

#define PLENTY ((gint64) 1 << 40)

/* The tables, twice, as at a second start. */
void hub_files_prepare (HubStoreFixture *f);
/* Bytes of which no two parts are the same. */
GBytes *hub_files_make (gsize size, guint32 seed);
/* FALSE: there was no room. */
gboolean hub_files_put (HubStoreFixture *f, const char *studio, const char *name, GBytes *file, gint64 n, gint64 most);
void hub_files_put_all (HubStoreFixture *f, const char *studio, const char *name, GBytes *file);
gboolean hub_files_finish (HubStoreFixture *f, const char *studio, const char *name, gint64 size, gboolean sent);
/* "whole 3", "half 1" or "none". */
char *hub_files_state (SoHubStore *store, const char *studio, const char *name);
void hub_files_sweep (HubStoreFixture *f, gint64 before, gint64 acked_before, gint64 half_before);

#define assert_file(store, studio, name, expected) \
  G_STMT_START { g_autofree char *is = hub_files_state (store, studio, name); g_assert_cmpstr (is, ==, expected); } G_STMT_END
