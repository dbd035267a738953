/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* studio-os-hub with its options; the exit status: 0 done, 1 failed with one line on standard error, 2 wrong usage. */
int so_hub_program (int argc, char **argv);

G_END_DECLS
