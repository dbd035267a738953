/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which recordings of calls are fetched and kept. */
GtkWidget *so_record_rule_row_new (SoStudio *studio);

G_END_DECLS
