/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-split-bar.h"
#include "so-live-list.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the list of the inbox shows: the tab, or one of the views without a tab, perhaps one channel only, and in which
 * order; each tab keeps its own. Signal "changed"; property "order" is the order's nick. */
#define SO_TYPE_INBOX_FILTER (so_inbox_filter_get_type ())
G_DECLARE_FINAL_TYPE (SoInboxFilter, so_inbox_filter, SO, INBOX_FILTER, GObject)

SoInboxFilter *so_inbox_filter_new (SoSplitBar *tabs);
/* Where the orders are kept; before, each is SO_ORDER_DUE. */
void so_inbox_filter_set_studio (SoInboxFilter *self, SoStudio *studio);

SoThreadFilter so_inbox_filter_get (SoInboxFilter *self);
SoSplit so_inbox_filter_get_split (SoInboxFilter *self);
void so_inbox_filter_set_order (SoInboxFilter *self, SoThreadOrder order);
/* What stands above the list, borrowed: "Inbox" or "Done", and under it "WhatsApp" or "". */
const char *so_inbox_filter_title (SoInboxFilter *self);
const char *so_inbox_filter_subtitle (SoInboxFilter *self);

/* "sort.order" for menus in @widget, which mark the one that is chosen. */
void so_inbox_filter_insert_action (SoInboxFilter *self, GtkWidget *widget);
/* The actions "split.next", "split.hot", "order.newest", "inbox.show", "inbox.channel"… for a page's class; each calls @activate, which
 * hands it on to so_inbox_filter_activate(). */
void so_inbox_filter_install_actions (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc activate);
void so_inbox_filter_activate (SoInboxFilter *self, const char *action, GVariant *parameter);

G_END_DECLS
