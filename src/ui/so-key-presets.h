/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-actions.h"

G_BEGIN_DECLS

/* Keys for hands that learned others: each is the table of actions with a few differences. */
typedef enum {
  SO_KEY_PRESET_STUDIO,
  SO_KEY_PRESET_MAIL,    /* Gmail, Superhuman */
  SO_KEY_PRESET_MUTT,
  SO_N_KEY_PRESETS,
} SoKeyPreset;

typedef struct {
  const char *id;
  const char *keys;   /* in place of those of the table */
} SoKeyDifference;

/* Ends with an id of NULL. */
const SoKeyDifference *so_key_preset_differences (SoKeyPreset preset);
const char *so_key_preset_keys (SoKeyPreset preset, const SoAction *action);
const char *so_key_preset_label (SoKeyPreset preset);

G_END_DECLS
