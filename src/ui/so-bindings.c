/* SPDX-License-Identifier: MIT */
#include "so-bindings.h"

#include "so-ui-settings.h"

#include <glib/gi18n.h>

#define STRONG (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

typedef struct {
  const SoAction *action;
  guint prefix, keyval;
  GdkModifierType modifiers;
} Key;

struct _SoBindings {
  SoKeyPreset preset;
  GHashTable *own;     /* id → keys */
  GArray *keys;        /* Key */
};

/* "g i", "<Control>Return". FALSE where it is no key. */
static gboolean
parse_key (const char *text, Key *key)
{
  const char *space = strchr (text, ' ');
  g_autofree char *first = space ? g_strndup (text, space - text) : NULL;
  GdkModifierType none = 0;

  key->prefix = 0;
  if (first && (!gtk_accelerator_parse (first, &key->prefix, &none) || none))
    return FALSE;
  return gtk_accelerator_parse (space ? space + 1 : text, &key->keyval, &key->modifiers) && key->keyval;
}

static void
add_keys (GArray *all, const SoAction *action, const char *keys)
{
  g_auto (GStrv) alternatives = g_strsplit (keys, "|", -1);

  for (char **a = alternatives; *a; a++)
    {
      Key key = { action, 0, 0, 0 };

      if (parse_key (*a, &key))
        g_array_append_val (all, key);
    }
}

static gboolean
makes_sense (const char *keys)
{
  g_auto (GStrv) alternatives = g_strsplit (keys, "|", -1);
  Key key;

  for (char **a = alternatives; *a; a++)
    if (!parse_key (*a, &key))
      return FALSE;
  return TRUE;
}

static GHashTable *
read_own (GVariant *own)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariantIter iter;
  const char *id, *keys;

  if (!own)
    return table;
  g_variant_iter_init (&iter, own);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &keys))
    if (so_action_find (id) && makes_sense (keys))
      g_hash_table_insert (table, g_strdup (id), g_strdup (keys));
  return table;
}

SoBindings *
so_bindings_new (SoKeyPreset preset, GVariant *own)
{
  SoBindings *self = g_new0 (SoBindings, 1);
  guint n;
  const SoAction *actions = so_actions (&n);

  self->preset = preset < SO_N_KEY_PRESETS ? preset : SO_KEY_PRESET_STUDIO;
  self->own = read_own (own);
  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  for (guint i = 0; i < n; i++)
    add_keys (self->keys, &actions[i], so_bindings_get_keys (self, &actions[i]));
  return self;
}

void
so_bindings_free (SoBindings *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->own);
  g_array_unref (self->keys);
  g_free (self);
}

SoKeyPreset
so_bindings_get_preset (const SoBindings *self)
{
  return self->preset;
}

const char *
so_bindings_get_keys (const SoBindings *self, const SoAction *action)
{
  const char *own = g_hash_table_lookup (self->own, action->id);

  return own ? own : so_key_preset_keys (self->preset, action);
}

gboolean
so_bindings_is_own (const SoBindings *self, const SoAction *action)
{
  return g_hash_table_contains (self->own, action->id);
}

/* Shift is part of the character in "?" and "!", so it only counts where the key makes none. */
static gboolean
shift_counts (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return c <= ' ' || c == 0x7f || g_unichar_isalpha (c);
}

static gboolean
is_plain (guint keyval, GdkModifierType modifiers)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return !(modifiers & STRONG) && c >= ' ' && c != 0x7f;
}

static gboolean
matches (const Key *key, guint keyval, GdkModifierType modifiers)
{
  GdkModifierType strong = STRONG | (shift_counts (keyval) ? GDK_SHIFT_MASK : 0);

  if (keyval == GDK_KEY_ISO_Left_Tab)
    keyval = GDK_KEY_Tab;
  return gdk_keyval_to_lower (keyval) == key->keyval && (modifiers & strong) == key->modifiers;
}

const SoAction *
so_bindings_find (const SoBindings *self, guint keyval, GdkModifierType modifiers, guint prefix, SoScope scopes,
                  gboolean *is_prefix, gboolean *plain)
{
  *is_prefix = FALSE;
  *plain = is_plain (keyval, modifiers);
  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *key = &g_array_index (self->keys, Key, i);

      if (!(key->action->scope & scopes))
        continue;
      if (prefix == key->prefix && matches (key, keyval, modifiers))
        return key->action;
      if (!prefix && key->prefix && keyval == key->prefix && *plain)
        *is_prefix = TRUE;
    }
  return NULL;
}

/* A conversation and its list are on the same pages. */
static gboolean
meet (SoScope a, SoScope b)
{
  SoScope page = SO_SCOPE_LIST | SO_SCOPE_CONVERSATION;

  return (a | b) & SO_SCOPE_EVERYWHERE || a & b || (a & page && b & page);
}

/* "g" cannot be a command where "g i" is one. */
static gboolean
collide (const Key *a, const Key *b)
{
  if (a->prefix == b->prefix)
    return a->keyval == b->keyval && a->modifiers == b->modifiers;
  return (!a->modifiers && !a->prefix && a->keyval == b->prefix) || (!b->modifiers && !b->prefix && b->keyval == a->prefix);
}

const SoAction *
so_bindings_conflict (const SoBindings *self, const SoAction *action, const char *keys)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Key));

  add_keys (wanted, action, keys);
  for (guint i = 0; i < wanted->len; i++)
    for (guint j = 0; j < self->keys->len; j++)
      {
        const Key *other = &g_array_index (self->keys, Key, j);

        if (other->action != action && meet (action->scope, other->action->scope) &&
            collide (&g_array_index (wanted, Key, i), other))
          return other->action;
      }
  return NULL;
}

GVariant *
so_bindings_with (const SoBindings *self, const SoAction *action, const char *keys)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->own), (GCompareFunc) strcmp);

  for (GList *l = ids; l; l = l->next)
    if (!g_str_equal (l->data, action->id))
      g_variant_builder_add (&builder, "{ss}", l->data, g_hash_table_lookup (self->own, l->data));
  /* What the preset has anyway is no choice of the owner's. */
  if (keys && !g_str_equal (keys, so_key_preset_keys (self->preset, action)))
    g_variant_builder_add (&builder, "{ss}", action->id, keys);
  return g_variant_builder_end (&builder);
}

char *
so_bindings_without (const char *keys, const char *taken)
{
  g_auto (GStrv) alternatives = g_strsplit (keys, "|", -1);
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
  g_auto (GStrv) result = NULL;
  Key key, other;

  if (!parse_key (taken, &other))
    return g_strdup (keys);
  for (char **a = alternatives; *a; a++)
    if (parse_key (*a, &key) && !collide (&key, &other))
      g_strv_builder_add (left, *a);
  result = g_strv_builder_end (left);
  return g_strjoinv ("|", result);
}

GVariant *
so_bindings_swap (const SoBindings *self, const SoAction *action, const char *key, const SoAction *other)
{
  g_autofree char *left = so_bindings_without (so_bindings_get_keys (self, other), key);
  g_autoptr (GVariant) taken = NULL, freed = NULL;
  g_autoptr (SoBindings) free_of_it = NULL, with_it = NULL;

  freed = g_variant_ref_sink (so_bindings_with (self, other, ""));
  free_of_it = so_bindings_new (self->preset, freed);
  if (so_bindings_conflict (free_of_it, action, key))
    return NULL;
  taken = g_variant_ref_sink (so_bindings_with (free_of_it, action, key));
  with_it = so_bindings_new (self->preset, taken);
  if (!*left && !so_bindings_conflict (with_it, other, so_bindings_get_keys (self, action)))
    return so_bindings_with (with_it, other, so_bindings_get_keys (self, action));
  return so_bindings_with (with_it, other, left);
}

/* What is in force, for the whole program: tooltips and menus have no window to ask. */
static struct {
  GSettings *settings;
  SoBindings *bindings;
  GArray *watches;
} now;

typedef struct {
  void (*changed) (gpointer user_data);
  gpointer user_data;
} Watch;

static void
read_settings (void)
{
  g_autoptr (GVariant) own = now.settings ? g_settings_get_value (now.settings, "key-bindings") : NULL;

  g_clear_pointer (&now.bindings, so_bindings_free);
  now.bindings = so_bindings_new (now.settings ? g_settings_get_enum (now.settings, "key-preset") : SO_KEY_PRESET_STUDIO, own);
}

static void
on_settings_changed (GSettings *settings, const char *key)
{
  if (!g_str_equal (key, "key-preset") && !g_str_equal (key, "key-bindings"))
    return;
  read_settings ();
  for (guint i = 0; now.watches && i < now.watches->len; i++)
    {
      const Watch *watch = &g_array_index (now.watches, Watch, i);
      watch->changed (watch->user_data);
    }
}

const SoBindings *
so_bindings_in_force (void)
{
  if (now.bindings)
    return now.bindings;
  now.settings = so_ui_settings_new ();
  if (now.settings)
    g_signal_connect (now.settings, "changed", G_CALLBACK (on_settings_changed), NULL);
  read_settings ();
  return now.bindings;
}

void
so_bindings_watch (void (*changed) (gpointer user_data), gpointer user_data)
{
  Watch watch = { changed, user_data };

  if (!now.watches)
    now.watches = g_array_new (FALSE, FALSE, sizeof (Watch));
  g_array_append_val (now.watches, watch);
}

char *
so_key_name (guint keyval, GdkModifierType modifiers)
{
  static const guint reserved[] = {
    GDK_KEY_Escape, GDK_KEY_Tab, GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_VoidSymbol, GDK_KEY_Menu,
  };

  if (keyval == GDK_KEY_ISO_Left_Tab)
    keyval = GDK_KEY_Tab;
  keyval = gdk_keyval_to_lower (keyval);
  modifiers &= STRONG | (shift_counts (keyval) ? GDK_SHIFT_MASK : 0);
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (keyval == reserved[i] && !(modifiers & STRONG))
      return NULL;
  return gtk_accelerator_valid (keyval, modifiers) ? gtk_accelerator_name (keyval, modifiers) : NULL;
}

static char *
dup_label (const char *key)
{
  GdkModifierType modifiers;
  guint keyval;

  gtk_accelerator_parse (key, &keyval, &modifiers);
  return gtk_accelerator_get_label (keyval, modifiers);
}

GStrv
so_key_dup_labels (const char *keys)
{
  g_auto (GStrv) alternatives = g_strsplit (keys, "|", -1);
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (char **a = alternatives; *a; a++)
    {
      g_auto (GStrv) words = g_strsplit (*a, " ", 2);
      g_autofree char *first = dup_label (words[0]), *last = words[1] ? dup_label (words[1]) : NULL;

      if (strstr (*a, "KP_"))
        continue;
      /* Translators: two keys pressed one after the other, as "G then I" */
      g_strv_builder_take (labels, last ? g_strdup_printf (_("%s then %s"), first, last) : g_steal_pointer (&first));
    }
  return g_strv_builder_end (labels);
}
