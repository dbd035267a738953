/* SPDX-License-Identifier: MIT */
#include "so-arming.h"
#include "so-bindings.h"
#include "so-keys.h"

/* What each key does: the table, its presets, the owner's own keys, other layouts. No display is needed. */

#define ALL_SCOPES (SO_SCOPE_EVERYWHERE | SO_SCOPE_LIST | SO_SCOPE_CONVERSATION)

static void
test_no_key_twice (void)
{
  guint n;
  const SoAction *actions = so_actions (&n);

  for (SoKeyPreset preset = 0; preset < SO_N_KEY_PRESETS; preset++)
    {
      g_autoptr (SoBindings) bindings = so_bindings_new (preset, NULL);

      for (guint i = 0; i < n; i++)
        {
          const char *keys = so_bindings_get_keys (bindings, &actions[i]);
          const SoAction *other = so_bindings_conflict (bindings, &actions[i], keys);

          if (other)
            g_error ("preset %d: %s (%s) takes a key from %s (%s)", preset, actions[i].id, keys, other->id, so_bindings_get_keys (bindings, other));
        }
    }
}

static void
test_presets_complete (void)
{
  guint n;
  const SoAction *actions = so_actions (&n);

  for (SoKeyPreset preset = 0; preset < SO_N_KEY_PRESETS; preset++)
    {
      g_autoptr (SoBindings) bindings = so_bindings_new (preset, NULL);

      for (const SoKeyDifference *row = so_key_preset_differences (preset); row->id; row++)
        {
          g_test_message ("preset %d: %s", preset, row->id);
          g_assert_nonnull (so_action_find (row->id));
          g_assert_cmpstr (row->keys, !=, so_action_find (row->id)->keys);
        }
      for (guint i = 0; i < n; i++)
        {
          const char *keys = so_bindings_get_keys (bindings, &actions[i]);
          g_auto (GStrv) each = g_strsplit (keys, "|", -1);

          g_test_message ("preset %d: %s “%s”", preset, actions[i].id, keys);
          g_assert_true (!*keys == !*actions[i].keys);
          for (char **key = each; *key; key++)
            {
              g_auto (GStrv) words = g_strsplit (*key, " ", 2);
              GdkModifierType modifiers;
              guint keyval;

              g_assert_true (gtk_accelerator_parse (words[0], &keyval, &modifiers) && keyval);
              g_assert_true (!words[1] || (gtk_accelerator_parse (words[1], &keyval, &modifiers) && keyval));
            }
        }
    }
}

/* Letters and signs are not all: who switches them off must still reach what only a key reaches. */
static void
test_find (void)
{
  static const struct { SoKeyPreset preset; guint keyval; GdkModifierType modifiers; guint prefix; const char *id; gboolean plain; } rows[] = {
    { SO_KEY_PRESET_STUDIO, GDK_KEY_a, 0, 0, "draft.approve", TRUE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_A, GDK_SHIFT_MASK, 0, "draft.approve-stay", TRUE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_A, GDK_LOCK_MASK, 0, "draft.approve", TRUE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_a, 0, GDK_KEY_g, "go.approve", TRUE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_a, GDK_CONTROL_MASK, 0, "thread.select-all", FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_Return, GDK_CONTROL_MASK, 0, "draft.send", FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_KP_Enter, GDK_CONTROL_MASK | GDK_SHIFT_MASK, 0, "draft.approve-done", FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_asterisk, GDK_SHIFT_MASK, 0, "thread.select-all", TRUE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_asterisk, 0, 0, "thread.select-all", TRUE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_Down, GDK_SHIFT_MASK, 0, "thread.extend-next", FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_Down, 0, 0, NULL, FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_Delete, 0, 0, "thread.bin", FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_ISO_Left_Tab, GDK_CONTROL_MASK | GDK_SHIFT_MASK, 0, "split.previous", FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_Tab, 0, 0, NULL, FALSE },
    { SO_KEY_PRESET_STUDIO, GDK_KEY_y, 0, 0, NULL, TRUE },
    { SO_KEY_PRESET_MAIL, GDK_KEY_y, 0, 0, "thread.done", TRUE },
    { SO_KEY_PRESET_MAIL, GDK_KEY_u, 0, 0, NULL, TRUE },
    { SO_KEY_PRESET_MAIL, GDK_KEY_U, GDK_SHIFT_MASK, 0, "thread.unread", TRUE },
    { SO_KEY_PRESET_MUTT, GDK_KEY_y, 0, 0, "draft.approve", TRUE },
    { SO_KEY_PRESET_MUTT, GDK_KEY_a, 0, 0, NULL, TRUE },
    { SO_KEY_PRESET_MUTT, GDK_KEY_d, 0, 0, "thread.bin", TRUE },
    { SO_KEY_PRESET_MUTT, GDK_KEY_u, 0, 0, "win.undo", TRUE },
    { SO_KEY_PRESET_MUTT, GDK_KEY_i, 0, GDK_KEY_c, "go.inbox", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoBindings) bindings = so_bindings_new (rows[i].preset, NULL);
      gboolean is_prefix, plain;
      const SoAction *action = so_bindings_find (bindings, rows[i].keyval, rows[i].modifiers, rows[i].prefix, ALL_SCOPES, &is_prefix, &plain);

      g_test_message ("row %u: %s", i, action ? action->id : "nothing");
      g_assert_cmpstr (action ? action->id : NULL, ==, rows[i].id);
      g_assert_cmpint (plain, ==, rows[i].plain);
      g_assert_false (is_prefix);
    }
}

static void
test_prefix_and_scope (void)
{
  g_autoptr (SoBindings) bindings = so_bindings_new (SO_KEY_PRESET_STUDIO, NULL);
  gboolean is_prefix, plain;

  g_assert_null (so_bindings_find (bindings, GDK_KEY_g, 0, 0, ALL_SCOPES, &is_prefix, &plain));
  g_assert_true (is_prefix);
  g_assert_null (so_bindings_find (bindings, GDK_KEY_g, GDK_CONTROL_MASK, 0, ALL_SCOPES, &is_prefix, &plain));
  g_assert_false (is_prefix);
  g_assert_null (so_bindings_find (bindings, GDK_KEY_a, 0, 0, SO_SCOPE_EVERYWHERE | SO_SCOPE_KNOWLEDGE, &is_prefix, &plain));
}

static void
test_own_keys (void)
{
  g_autoptr (GVariant) own = g_variant_ref_sink (g_variant_new_parsed ("{'draft.approve': 'q|<Control>y', 'go.inbox': '', "
                                                                       "'no.such': 'w', 'thread.done': 'nosuchkey', 'thread.star': '<Control>'}"));
  g_autoptr (SoBindings) bindings = so_bindings_new (SO_KEY_PRESET_STUDIO, own);
  const SoAction *approve = so_action_find ("draft.approve"), *done = so_action_find ("thread.done"), *discard = so_action_find ("draft.discard");
  gboolean is_prefix, plain;

  g_assert_cmpstr (so_bindings_get_keys (bindings, approve), ==, "q|<Control>y");
  g_assert_true (so_bindings_is_own (bindings, approve));
  g_assert_cmpstr (so_bindings_get_keys (bindings, so_action_find ("go.inbox")), ==, "");
  g_assert_cmpstr (so_bindings_get_keys (bindings, done), ==, "e");
  g_assert_false (so_bindings_is_own (bindings, done));
  g_assert_cmpstr (so_bindings_get_keys (bindings, so_action_find ("thread.star")), ==, "s");
  g_assert_true (so_bindings_find (bindings, GDK_KEY_q, 0, 0, ALL_SCOPES, &is_prefix, &plain) == approve);
  g_assert_null (so_bindings_find (bindings, GDK_KEY_a, 0, 0, ALL_SCOPES, &is_prefix, &plain));
  g_assert_true (so_bindings_conflict (bindings, discard, "q") == approve);
  g_assert_null (so_bindings_conflict (bindings, discard, "a"));
  g_assert_null (so_bindings_conflict (bindings, discard, "d"));
  /* g begins "g a": it cannot be a command too */
  g_assert_nonnull (so_bindings_conflict (bindings, discard, "g"));
  g_assert_true (so_bindings_conflict (bindings, discard, "j x") == so_action_find ("thread.next"));
  /* on pages that are never in front together, a key may mean two things */
  g_assert_null (so_bindings_conflict (bindings, so_action_find ("knowledge.add"), "d"));
  g_assert_nonnull (so_bindings_conflict (bindings, so_action_find ("knowledge.add"), "z"));
}

static void
test_with (void)
{
  g_autoptr (SoBindings) before = so_bindings_new (SO_KEY_PRESET_STUDIO, NULL);
  const SoAction *approve = so_action_find ("draft.approve");
  g_autoptr (GVariant) changed = g_variant_ref_sink (so_bindings_with (before, approve, "q"));
  g_autoptr (SoBindings) after = so_bindings_new (SO_KEY_PRESET_STUDIO, changed);
  g_autoptr (GVariant) same = g_variant_ref_sink (so_bindings_with (after, approve, "a"));
  g_autoptr (GVariant) reset = g_variant_ref_sink (so_bindings_with (after, approve, NULL));

  g_assert_cmpstr (so_bindings_get_keys (after, approve), ==, "q");
  g_assert_cmpuint (g_variant_n_children (same), ==, 0);
  g_assert_cmpuint (g_variant_n_children (reset), ==, 0);
}

static void
test_without (void)
{
  static const struct { const char *keys, *taken, *left; } rows[] = {
    { "d|Delete", "d", "Delete" }, { "d", "d", "" }, { "d", "e", "d" }, { "g i|<Alt>i", "g i", "<Alt>i" },
    { "g i", "g", "" }, { "<Shift>a", "a", "<Shift>a" }, { "a", "nosuchkey", "a" }, { "", "a", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *left = so_bindings_without (rows[i].keys, rows[i].taken);
      g_assert_cmpstr (left, ==, rows[i].left);
    }
}

static void
test_swap (void)
{
  static const struct { const char *action, *key, *other, *keys, *left; } rows[] = {
    { "draft.approve", "d", "draft.discard", "d", "a" },          /* they change places */
    { "draft.approve", "Delete", "thread.bin", "Delete", "numbersign" },
    { "draft.approve", "g", "go.inbox", NULL, NULL },             /* five others begin with it */
    { "draft.approve", "g i", "go.inbox", "g i", "a" },
    { "knowledge.add", "z", "win.undo", "z", "<Control>z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoBindings) before = so_bindings_new (SO_KEY_PRESET_STUDIO, NULL);
      const SoAction *action = so_action_find (rows[i].action), *other = so_action_find (rows[i].other);
      GVariant *swapped = so_bindings_swap (before, action, rows[i].key, other);
      g_autoptr (GVariant) own = swapped ? g_variant_ref_sink (swapped) : NULL;
      g_autoptr (SoBindings) after = NULL;

      g_test_message ("row %u", i);
      g_assert_true (!own == !rows[i].keys);
      if (!own)
        continue;
      after = so_bindings_new (SO_KEY_PRESET_STUDIO, own);
      g_assert_cmpstr (so_bindings_get_keys (after, action), ==, rows[i].keys);
      g_assert_cmpstr (so_bindings_get_keys (after, other), ==, rows[i].left);
      g_assert_null (so_bindings_conflict (after, action, rows[i].keys));
      g_assert_null (so_bindings_conflict (after, other, rows[i].left));
    }
}

static void
test_names (void)
{
  static const struct { guint keyval; GdkModifierType modifiers; const char *name; } rows[] = {
    { GDK_KEY_a, 0, "a" }, { GDK_KEY_A, GDK_SHIFT_MASK, "<Shift>a" }, { GDK_KEY_question, GDK_SHIFT_MASK, "question" },
    { GDK_KEY_question, GDK_SHIFT_MASK | GDK_CONTROL_MASK, "<Control>question" }, { GDK_KEY_Escape, 0, NULL }, { GDK_KEY_Tab, 0, NULL },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, NULL }, { GDK_KEY_Down, 0, NULL }, { GDK_KEY_Down, GDK_ALT_MASK, "<Alt>Down" },
    { GDK_KEY_Shift_L, 0, NULL }, { GDK_KEY_Control_L, GDK_SHIFT_MASK, NULL }, { GDK_KEY_F7, 0, "F7" }, { GDK_KEY_A, GDK_LOCK_MASK, "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = so_key_name (rows[i].keyval, rows[i].modifiers);

      g_test_message ("row %u", i);
      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

static void
test_labels (void)
{
  g_auto (GStrv) labels = so_key_dup_labels ("g i|Delete|KP_Enter");
  g_auto (GStrv) none = so_key_dup_labels ("");

  g_assert_cmpuint (g_strv_length (labels), ==, 2);
  g_assert_cmpstr (labels[0], ==, "G then I");
  g_assert_cmpstr (labels[1], ==, "Delete");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* Key codes are evdev's + 8: 38 is the place of A, 44 of J, 11 of 2. */
static void
test_latin (void)
{
  static const GdkKeymapKey two[] = { { 38, 0, 0 }, { 38, 0, 1 }, { 38, 1, 0 }, { 38, 1, 1 } };
  static const guint ru_us[] = { GDK_KEY_Cyrillic_ef, GDK_KEY_Cyrillic_EF, GDK_KEY_a, GDK_KEY_A };
  static const guint ru_fr[] = { GDK_KEY_Cyrillic_ef, GDK_KEY_Cyrillic_EF, GDK_KEY_q, GDK_KEY_Q };
  static const struct { const guint *keyvals; int n; guint keycode, keyval; gboolean shift; guint means; } rows[] = {
    { ru_us, 4, 38, GDK_KEY_Cyrillic_ef, FALSE, 'a' }, { ru_us, 4, 38, GDK_KEY_Cyrillic_EF, TRUE, 'A' },
    { ru_fr, 4, 38, GDK_KEY_Cyrillic_ef, FALSE, 'q' },
    { NULL, 0, 38, GDK_KEY_Cyrillic_ef, FALSE, 'a' }, { NULL, 0, 44, GDK_KEY_Greek_xi, FALSE, 'j' },
    { NULL, 0, 38, GDK_KEY_Arabic_sheen, FALSE, 'a' }, { NULL, 0, 38, GDK_KEY_hebrew_shin, FALSE, 'a' },
    { NULL, 0, 38, 0x1000905, FALSE, 'a' },                       /* Devanagari: a Unicode key value */
    { NULL, 0, 47, GDK_KEY_odiaeresis, FALSE, GDK_KEY_odiaeresis }, /* German: it is what it says */
    { NULL, 0, 11, GDK_KEY_eacute, FALSE, GDK_KEY_eacute },
    { NULL, 0, 38, GDK_KEY_a, FALSE, 'a' }, { NULL, 0, 36, GDK_KEY_Return, FALSE, GDK_KEY_Return },
    { NULL, 0, 200, GDK_KEY_Cyrillic_ef, FALSE, GDK_KEY_Cyrillic_ef },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmphex (so_keys_latin_of (two, rows[i].keyvals, rows[i].n, rows[i].keycode, rows[i].keyval, rows[i].shift), ==, rows[i].means);
    }
}

static void
test_digits (void)
{
  static const GdkKeymapKey levels[] = { { 11, 0, 0 }, { 11, 0, 1 } }, mixed[] = { { 11, 0, 0 }, { 11, 0, 1 }, { 11, 1, 0 }, { 11, 1, 1 } };
  static const guint fr[] = { GDK_KEY_eacute, GDK_KEY_2 }, us[] = { GDK_KEY_2, GDK_KEY_at };
  static const guint us_fr[] = { GDK_KEY_2, GDK_KEY_at, GDK_KEY_eacute, GDK_KEY_2 };
  static const struct { const GdkKeymapKey *keys; const guint *keyvals; int n; guint keyval; gboolean shift; int digit; } rows[] = {
    { levels, us, 2, GDK_KEY_2, FALSE, 2 }, { levels, us, 2, GDK_KEY_at, TRUE, -1 },
    { levels, fr, 2, GDK_KEY_eacute, FALSE, 2 }, { levels, fr, 2, GDK_KEY_2, TRUE, 2 },
    { mixed, us_fr, 4, GDK_KEY_eacute, FALSE, 2 }, { mixed, us_fr, 4, GDK_KEY_at, TRUE, -1 },
    { levels, us, 2, GDK_KEY_KP_2, FALSE, 2 }, { levels, us, 2, 0x1000662, FALSE, 2 },  /* Arabic-Indic two */
    { levels, us, 2, GDK_KEY_a, FALSE, -1 }, { NULL, NULL, 0, GDK_KEY_eacute, FALSE, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (so_keys_digit_of (rows[i].keys, rows[i].keyvals, rows[i].n, rows[i].keyval, rows[i].shift), ==, rows[i].digit);
    }
}

/* The item came at 1000, its text was painted at 1020. */
static void
test_arming (void)
{
  static const struct { gint64 painted, warned, now; gboolean repeated, known, stops, red, warns; SoArmingAnswer answer; } rows[] = {
    { 1020, 0, 1700, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_GO },
    { 1020, 0, 1700, TRUE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },      /* FreeScout #3974: a held key */
    { 1020, 0, 1100, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },
    { 1020, 0, 1349, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },
    { 1020, 0, 1619, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },
    { 1020, 0, 1620, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_GO },
    { 900, 0, 1349, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },      /* long seen, but changed again */
    { 500, 0, 1350, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_GO },
    { 0, 0, 99000, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },       /* never painted */
    { 2000, 0, 1700, FALSE, TRUE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },
    { 1020, 0, 1700, FALSE, FALSE, FALSE, FALSE, FALSE, SO_ARMING_IGNORE },    /* not checked yet */
    { 1020, 0, 1700, FALSE, TRUE, FALSE, FALSE, TRUE, SO_ARMING_WARN },
    { 1020, 0, 1100, FALSE, TRUE, FALSE, FALSE, TRUE, SO_ARMING_IGNORE },
    { 1020, 1700, 2299, FALSE, TRUE, FALSE, FALSE, TRUE, SO_ARMING_IGNORE },
    { 1020, 1700, 2300, FALSE, TRUE, FALSE, FALSE, TRUE, SO_ARMING_GO },
    { 1020, 1700, 2300, TRUE, TRUE, FALSE, FALSE, TRUE, SO_ARMING_IGNORE },
    { 1020, 0, 1700, FALSE, TRUE, FALSE, TRUE, TRUE, SO_ARMING_NAMED },
    { 1020, 1700, 9000, FALSE, TRUE, FALSE, TRUE, TRUE, SO_ARMING_NAMED },     /* however often it is pressed */
    { 1020, 1700, 9000, FALSE, TRUE, TRUE, TRUE, TRUE, SO_ARMING_STOP },
    { 1020, 0, 9000, FALSE, TRUE, TRUE, FALSE, FALSE, SO_ARMING_STOP },
    { 1020, 0, 1100, FALSE, TRUE, TRUE, FALSE, FALSE, SO_ARMING_IGNORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoArming arming = { 1000, rows[i].painted, rows[i].warned, rows[i].known, rows[i].stops, rows[i].red, rows[i].warns };

      g_test_message ("row %u", i);
      g_assert_cmpint (so_arming_ask (&arming, rows[i].now, rows[i].repeated), ==, rows[i].answer);
    }
}

static void
test_visible (void)
{
  SoArming arming = { .changed_at = 1000 };

  g_assert_cmpint (so_arming_visible_ms (&arming, 5000), ==, 0);
  arming.painted_at = 1020;
  g_assert_cmpint (so_arming_visible_ms (&arming, 5000), ==, 3980);
  g_assert_cmpint (so_arming_visible_ms (&arming, 10), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/no-key-twice", test_no_key_twice);
  g_test_add_func ("/keys/presets-complete", test_presets_complete);
  g_test_add_func ("/keys/find", test_find);
  g_test_add_func ("/keys/prefix-and-scope", test_prefix_and_scope);
  g_test_add_func ("/keys/own", test_own_keys);
  g_test_add_func ("/keys/with", test_with);
  g_test_add_func ("/keys/without", test_without);
  g_test_add_func ("/keys/swap", test_swap);
  g_test_add_func ("/keys/names", test_names);
  g_test_add_func ("/keys/labels", test_labels);
  g_test_add_func ("/keys/latin", test_latin);
  g_test_add_func ("/keys/digits", test_digits);
  g_test_add_func ("/arming/ask", test_arming);
  g_test_add_func ("/arming/visible", test_visible);
  return g_test_run ();
}
