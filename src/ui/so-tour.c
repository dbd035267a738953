/* SPDX-License-Identifier: MIT */
#include "so-tour.h"

void
so_tour_start (SoWindow *window, const char *folder)
{
}
