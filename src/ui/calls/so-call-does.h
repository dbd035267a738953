/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-detail.h"

G_BEGIN_DECLS

/* What can be done about the call of a SoCallDetail: the actions "call.back", "call.write", "call.conversation", "call.person", "call.who", "call.task", "call.book",
 * "call.stage". They say so where they cannot. */
void so_call_does (SoCallDetail *detail, SoStudio *studio, const char *action);

G_END_DECLS
