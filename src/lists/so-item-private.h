/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-item.h"

G_BEGIN_DECLS

/* Takes @value. */
SoItem *so_item_new (gint64 number, gpointer value, GDestroyNotify free);
/* Takes @value; emits SoItem::changed. */
void so_item_set_value (SoItem *item, gpointer value);

G_END_DECLS
