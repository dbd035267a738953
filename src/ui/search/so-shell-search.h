/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoShellSearch: what the desktop's own search finds in the studio: org.gnome.Shell.SearchProvider2.
 *
 * It looks where the window in front is, or where none is open, in the default studio, as a service without a window: that neither sends nor receives.
 * While the screen is locked it finds nothing.
 */
typedef struct _SoShellSearch SoShellSearch;

/* @find: the window of a folder, made where there is none. @application is borrowed and outlives it. */
SoShellSearch *so_shell_search_new (GtkApplication *application, SoWindow *(*find) (GtkApplication *application, const char *folder));
void so_shell_search_free (SoShellSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoShellSearch, so_shell_search_free)

/* Below @path of the application's own objects. */
gboolean so_shell_search_export (SoShellSearch *self, GDBusConnection *connection, const char *path, GError **error);
void so_shell_search_unexport (SoShellSearch *self, GDBusConnection *connection);

G_END_DECLS
