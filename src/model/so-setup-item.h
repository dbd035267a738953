/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands between an account and its first message: one line of the set-up checklist. */
typedef struct {
  char *name;        /* "The token may send messages", translated */
  gboolean good;
  char *sentence;    /* what to do where it is not good; NULL otherwise */
  gboolean sign_in;  /* what to do is a new token, or signing in again */
} SoSetupItem;

/* Good where @sentence is NULL. */
SoSetupItem *so_setup_item_new (const char *name, const char *sentence);
/* The question itself failed: @error (may be NULL: good) says why, and whether it is the token. */
SoSetupItem *so_setup_item_new_error (const char *name, const GError *error);
/* A GDestroyNotify. */
void so_setup_item_free (gpointer item);

G_END_DECLS
