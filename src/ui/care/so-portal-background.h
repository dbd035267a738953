/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether Studio OS may go on without a window, and start with the session. In a sandbox the desktop is asked, by its portal org.freedesktop.portal.Background;
 * outside of one nobody needs to be asked, and what starts with the session is a file in ~/.config/autostart. */

/* TRUE where the portal decides: in a sandbox, or with GTK_USE_PORTAL=1. */
gboolean so_portal_background_is_asked (void);

typedef struct {
  gboolean background;       /* allowed */
  gboolean autostart;        /* done */
} SoBackgroundAnswer;

/* Asks; @reason: a sentence for the owner. @folder: of the studio that is opened with the session, NULL: the usual one. */
void so_portal_background_ask (GDBusConnection *bus, const char *reason, gboolean autostart, const char *folder, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
/* Without a portal that answers it is an error, and without its leave nothing is allowed. */
gboolean so_portal_background_ask_finish (GAsyncResult *result, SoBackgroundAnswer *answer, GError **error);

/* The file of the session, outside of a sandbox; @on FALSE: it goes. Quick. */
gboolean so_autostart_write (gboolean on, const char *folder, GError **error);
gboolean so_autostart_is_on (void);
/* What stands in it. Free with g_free(). */
char *so_autostart_dup_text (const char *program, const char *folder);

G_END_DECLS
