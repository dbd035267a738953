/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"

G_BEGIN_DECLS

/* Never open, in no zone yet. */
SoHours *so_hours_new (void);

G_END_DECLS
