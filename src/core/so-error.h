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

/* "sign-in", "wait", "change", "give-up", "report": as they are stored. */
const char *so_error_nick (SoError code);
gboolean so_error_parse (const char *nick, SoError *code);

/* For how long the other side asked not to be asked again, in ms from now; 0 where it said nothing, also for other errors. It is
 * copied with the error. */
gint64 so_error_get_wait (const GError *error);
/* Only for errors of SO_ERROR; of two waits the longer one stands. */
void so_error_set_wait (GError *error, gint64 wait);

/* Sets an error and returns FALSE, so that a failing check is one line. */
gboolean so_fail (GError **error, SoError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
