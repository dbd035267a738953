/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-tell-group.h"

G_BEGIN_DECLS

/* Text messages to the owner about what is urgent: to which number, whether, and one to see. */
#define SO_TYPE_TELL_TEXT_GROUP (so_tell_text_group_get_type ())
G_DECLARE_FINAL_TYPE (SoTellTextGroup, so_tell_text_group, SO, TELL_TEXT_GROUP, SoTellGroup)

GtkWidget *so_tell_text_group_new (SoStudio *studio);

G_END_DECLS
