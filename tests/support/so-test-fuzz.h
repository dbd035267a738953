/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTestFuzz: bodies that are right, broken in every way that chance finds, for a bounded time: shorter under sanitizers. The seed is
 * printed: SO_FUZZ_SEED=N goes that way again, SO_FUZZ_SECONDS=N goes on for longer.
 */
typedef struct {
  const char *const *seeds;      /* right bodies */
  guint n_seeds;
  const char *const *tokens;     /* what is put in the place of a value, or anywhere; NULL: JSON's */
  guint n_tokens;
  const char *end;               /* characters at which a value ends that began after ':' or '=' ; NULL: JSON's */
  /* Takes one body, and asserts what holds of everything. TRUE where it meant something. */
  gboolean (*feed) (const char *body, gsize length, gpointer data);
  gpointer data;
} SoTestFuzz;

void so_test_fuzz (const SoTestFuzz *fuzz);

G_END_DECLS
