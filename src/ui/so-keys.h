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

/* The digit that is meant, or -1: "&" and "é" of a French keyboard lie on 1 and 2, which it has with Shift. */
int so_keys_digit (GdkDisplay *display, guint keycode, guint keyval, GdkModifierType modifiers);

/* Both of a keymap entry: what a key code bears, as gdk_display_map_keycode() gives it. */
guint so_keys_latin_of (const GdkKeymapKey *keys, const guint *keyvals, int n, guint keycode, guint keyval, gboolean shift);
int so_keys_digit_of (const GdkKeymapKey *keys, const guint *keyvals, int n, guint keyval, gboolean shift);

/* TRUE if the widget with the focus takes characters: not a text that cannot be changed. @focus may be NULL. */
gboolean so_keys_typing (GtkWidget *focus);

/* @entry is a page's own search. "/" with nothing in it opens the search everywhere: nobody looks for a name that begins so. */
void so_keys_let_search (GtkEditable *entry);

G_END_DECLS
