/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SoError: every error of Studio OS, sorted by what the owner can do next. The message is one plain
 * sentence that may be shown as it is; it says what happened and what to do.
 */
typedef enum {
  SO_ERROR_SIGN_IN,   /* sign in again */
  SO_ERROR_WAIT,      /* nothing is wrong on this side: try later */
  SO_ERROR_CHANGE,    /* choose or change something, then try again */
  SO_ERROR_GIVE_UP,   /* it cannot be done */
  SO_ERROR_REPORT,    /* a fault in Studio OS */
} SoError;

#define SO_ERROR (so_error_quark ())
GQuark so_error_quark (void);

/* Sets an error and returns FALSE, so that a failing check is one line. */
gboolean so_fail (GError **error, SoError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
