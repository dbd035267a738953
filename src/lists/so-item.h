/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One row of a list: a plain value of model/ in a GObject, so that templates can bind to it. The
 * same row is the same object as long as anybody holds it; SoItem::changed says that its value
 * was read anew. */
#define SO_TYPE_ITEM (so_item_get_type ())
G_DECLARE_FINAL_TYPE (SoItem, so_item, SO, ITEM, GObject)

/* The value: an SoThread, SoMessage, SoContact, SoDraft, SoLogEntry, SoCallEntry or SoHit, by the list it is from. Borrowed
 * until the next SoItem::changed. */
gpointer so_item_get_value (SoItem *item);
gint64 so_item_get_number (SoItem *item);

G_END_DECLS
