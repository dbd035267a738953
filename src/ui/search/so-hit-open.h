/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hit.h"
#include "so-window.h"

G_BEGIN_DECLS

/* Shows what was found, where it belongs: a message in its conversation, a note with its person. Only the kind and ids of @hit are looked at. */
void so_hit_open (SoWindow *window, const SoHit *hit);

G_END_DECLS
