/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-actions.h"

G_BEGIN_DECLS

/**
 * SoKeyCapture: waits for the key that shall do something. One that does something else already is named, and
 * taken only on request; one that cannot be a command is refused.
 */
#define SO_TYPE_KEY_CAPTURE (so_key_capture_get_type ())
G_DECLARE_FINAL_TYPE (SoKeyCapture, so_key_capture, SO, KEY_CAPTURE, AdwAlertDialog)

/* What is chosen is written to "key-bindings" of @settings. */
AdwDialog *so_key_capture_new (GSettings *settings, const SoAction *action);

G_END_DECLS
