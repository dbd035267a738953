/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-people-facts.h"

G_BEGIN_DECLS

/**
 * SoAlikes: the pairs who may be one person, looked for again when people changed.
 *
 * Looking reads all addresses on another thread, so a change is waited for a while, and nothing is done where nobody looks. SoAlikes::changed:
 * there are others now. Main thread.
 */
#define SO_TYPE_ALIKES (so_alikes_get_type ())
G_DECLARE_FINAL_TYPE (SoAlikes, so_alikes, SO, ALIKES, GObject)

/* As many pairs as are looked at; behind them there are more. */
#define SO_MOST_ALIKES 100

SoAlikes *so_alikes_new (SoStudio *studio);
/* Somebody sees what comes of it, and with @eager waits for it. */
void so_alikes_set_watched (SoAlikes *self, gboolean watched, gboolean eager);

/* SoLikeness; NULL until it was looked the first time. Borrowed, until SoAlikes::changed. */
GPtrArray *so_alikes_get (SoAlikes *self);

G_END_DECLS
