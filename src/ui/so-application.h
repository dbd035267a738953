/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SoApplication: the program. One window per studio folder, one process for all of them.
 */
#define SO_TYPE_APPLICATION (so_application_get_type ())
G_DECLARE_FINAL_TYPE (SoApplication, so_application, SO, APPLICATION, AdwApplication)

SoApplication *so_application_new (void);

G_END_DECLS
