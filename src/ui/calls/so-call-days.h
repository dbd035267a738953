/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SoCallDays: a list of calls (SoCallEntry, newest first) with a section for each day. Where a day begins and ends is looked for when it is seen: of ten thousand calls only
 * some are read.
 */
#define SO_TYPE_CALL_DAYS (so_call_days_get_type ())
G_DECLARE_FINAL_TYPE (SoCallDays, so_call_days, SO, CALL_DAYS, GObject)

SoCallDays *so_call_days_new (GListModel *calls);

G_END_DECLS
