/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of studio-os-media, for so_media_read(): that of the same build where this program was not installed. Any thread; static. */
const char *so_media_program (void);

G_END_DECLS
