/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-split-bar.h"
#include "so-live-list.h"

G_BEGIN_DECLS

/* What the list of the inbox shows: the tab, or one of the views without a tab, and perhaps one channel only.
 * Signal "changed". */
#define SO_TYPE_INBOX_FILTER (so_inbox_filter_get_type ())
G_DECLARE_FINAL_TYPE (SoInboxFilter, so_inbox_filter, SO, INBOX_FILTER, GObject)

SoInboxFilter *so_inbox_filter_new (SoSplitBar *tabs);

SoThreadFilter so_inbox_filter_get (SoInboxFilter *self);
SoSplit so_inbox_filter_get_split (SoInboxFilter *self);
/* What stands above the list, borrowed: "Inbox" or "Done", and under it "WhatsApp" or "". */
const char *so_inbox_filter_title (SoInboxFilter *self);
const char *so_inbox_filter_subtitle (SoInboxFilter *self);

/* The actions "split.next", "split.hot", "inbox.show", "inbox.channel"… for a page's class; each calls @activate, which
 * hands it on to so_inbox_filter_activate(). */
void so_inbox_filter_install_actions (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc activate);
void so_inbox_filter_activate (SoInboxFilter *self, const char *action, GVariant *parameter);

G_END_DECLS
