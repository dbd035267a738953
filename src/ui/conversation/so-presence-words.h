/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-here.h"

G_BEGIN_DECLS

/* "Front desk is looking", or with @editor, one of @others (SoHubHere), "Front desk is editing this draft". NULL where nobody is there. Pure; free with g_free(). */
char *so_presence_words (const GPtrArray *others, const SoHubHere *editor);

G_END_DECLS
