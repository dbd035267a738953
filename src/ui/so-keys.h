/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-actions.h"

G_BEGIN_DECLS

/* Which scopes are in front of the owner now. */
typedef SoScope (*SoKeysScope) (GtkWidget *widget);
/* Starts an action; FALSE where nothing on the page has it. */
typedef gboolean (*SoKeysActivate) (GtkWidget *widget, const SoAction *action);

/* Makes the keys of the table work in the window @widget, after whatever has the focus had its turn. */
void so_keys_attach (GtkWidget *widget, SoKeysScope scope, SoKeysActivate activate);

/* The key that a Latin keyboard has in that place: letters must work on a Cyrillic or Greek layout too. */
guint so_keys_latin (GdkDisplay *display, guint keycode, guint keyval, GdkModifierType modifiers);

/* TRUE if the widget with the focus takes characters. */
gboolean so_keys_typing (GtkWidget *focus);

G_END_DECLS
