/* SPDX-License-Identifier: MIT */
#include "so-key-presets.h"

#include <glib/gi18n.h>

static const SoKeyDifference studio[] = { { NULL } };

/* Plain Tab is left to the focus, which who uses a screen reader needs more than the next tab. */
static const SoKeyDifference mail[] = {
  { "thread.done", "e|y" },
  { "thread.later", "h|b" },
  { "thread.unread", "<Shift>u" },
  { "thread.tags", "l|v" },
  { "split.next", "grave|<Control>Tab|<Control>Page_Down" },
  { "split.previous", "asciitilde|<Control><Shift>Tab|<Control>Page_Up" },
  { "draft.edit", "Return|KP_Enter|o" },
  { "draft.suggested", "<Shift>o" },
  { "draft.discard", "d|<Control><Shift>d" },
  { "go.outbox", "g o|g t" },
  { "go.approve", "g a|g d" },
  { "win.undo", "z|<Control>z|<Alt>BackSpace" },
  { NULL },
};

/* d bins, u takes back, t ticks, F flags, N is new again, y sends: as its index and its compose menu have it. */
static const SoKeyDifference mutt[] = {
  { "win.undo", "u|<Control>z" },
  { "thread.done", "s" },
  { "thread.later", "z" },
  { "thread.unread", "<Shift>n" },
  { "thread.star", "<Shift>f" },
  { "thread.tags", "<Shift>y" },
  { "thread.spam", "<Shift>s" },
  { "thread.bin", "d|Delete" },
  { "thread.select", "t" },
  { "thread.select-all", "<Shift>t|<Control>a" },
  { "win.new-message", "m|<Control>n" },
  { "thread.stage", "<Shift>m" },
  { "thread.call", "<Shift>c" },
  { "thread.follow-ups", "w" },
  { "draft.approve", "y" },
  { "draft.edit", "e|Return|KP_Enter" },
  { "draft.discard", "<Shift>d" },
  { "draft.send-later", "<Shift>z" },
  { "go.today", "c h|g h" },
  { "go.inbox", "c i|g i" },
  { "go.approve", "c a|g a" },
  { "go.outbox", "c o|g o" },
  { "go.log", "c l|g l" },
  { "go.leads", "c b|g b" },
  { "go.calls", "c p|g p" },
  { "go.analytics", "c n|g n" },
  { "go.contacts", "c c|g c" },
  { "go.knowledge", "c k|g k" },
  { "read.page-up", "minus|<Shift>space|Page_Up" },
  { "go.schedule", "c w|g w" },
  { "schedule.copy", "y" },
  { NULL },
};

const SoKeyDifference *
so_key_preset_differences (SoKeyPreset preset)
{
  static const SoKeyDifference *const tables[SO_N_KEY_PRESETS] = { studio, mail, mutt };

  return tables[preset < SO_N_KEY_PRESETS ? preset : SO_KEY_PRESET_STUDIO];
}

const char *
so_key_preset_keys (SoKeyPreset preset, const SoAction *action)
{
  for (const SoKeyDifference *row = so_key_preset_differences (preset); row->id; row++)
    if (g_str_equal (row->id, action->id))
      return row->keys;
  return action->keys;
}

const char *
so_key_preset_label (SoKeyPreset preset)
{
  /* Translators: names of sets of keys; the second is that of common mail programs */
  static const char *const labels[SO_N_KEY_PRESETS] = { N_("Studio"), N_("Mail"), N_("Mutt") };

  return _(labels[preset < SO_N_KEY_PRESETS ? preset : SO_KEY_PRESET_STUDIO]);
}
