/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-key-presets.h"

G_BEGIN_DECLS

/* Which key does what: a preset, and over it what the owner chose. Free with so_bindings_free(). */
typedef struct _SoBindings SoBindings;

/* @own: a{ss} from action to keys (as in SoAction; "" for none), or NULL. What in it makes no sense is passed over. */
SoBindings *so_bindings_new (SoKeyPreset preset, GVariant *own);
void so_bindings_free (SoBindings *bindings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoBindings, so_bindings_free)

SoKeyPreset so_bindings_get_preset (const SoBindings *bindings);
const char *so_bindings_get_keys (const SoBindings *bindings, const SoAction *action);
/* TRUE where it is the owner's choice. */
gboolean so_bindings_is_own (const SoBindings *bindings, const SoAction *action);

/* The action of a key in @scopes, or NULL. @prefix is a key that was pressed before (0: none); where @keyval only
 * begins a sequence, *@is_prefix is TRUE. *@plain: it is a character key, which must not act
 * while text is typed. */
const SoAction *so_bindings_find (const SoBindings *bindings, guint keyval, GdkModifierType modifiers, guint prefix,
                                  SoScope scopes, gboolean *is_prefix, gboolean *plain);

/* Another action that one of @keys (as in SoAction) would be taken from, or NULL. Where one page has both. */
const SoAction *so_bindings_conflict (const SoBindings *bindings, const SoAction *action, const char *keys);

/* The a{ss} with one more row: @keys NULL takes the owner's choice away. Floating. */
GVariant *so_bindings_with (const SoBindings *bindings, const SoAction *action, const char *keys);
/* @keys without the key that is also in @taken: "d|Delete" without "d" is "Delete". Free with g_free(). */
char *so_bindings_without (const char *keys, const char *taken);

/* The a{ss} in which @action has the one key @key that @other had, and @other what is left, or where nothing is,
 * what @action had. NULL where others need the key too (G begins five). Floating. */
GVariant *so_bindings_swap (const SoBindings *bindings, const SoAction *action, const char *key, const SoAction *other);

/* What the settings say; it stays until they change. */
const SoBindings *so_bindings_in_force (void);
/* @changed is called whenever they did, for as long as the program runs. */
void so_bindings_watch (void (*changed) (gpointer user_data), gpointer user_data);

/* One key press as it is written in a table ("<Shift>a", "question"), or NULL where it cannot be a command: Escape,
 * Tab and arrows move the focus. Free with g_free(). */
char *so_key_name (guint keyval, GdkModifierType modifiers);
/* Each of @keys as people read it ("E", "Ctrl+Enter", "G then I"), NULL-terminated. */
GStrv so_key_dup_labels (const char *keys);

G_END_DECLS
