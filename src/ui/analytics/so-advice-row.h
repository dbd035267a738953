/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-advice.h"

G_BEGIN_DECLS

/* A piece of advice with the button that leads to where it is followed; on Today, in Analytics and in the weekly report. @advice is borrowed until the row is gone. */
GtkWidget *so_advice_row_new (const SoAdvice *advice);

G_END_DECLS
