/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name for what is typed to find people ("is:hot tag:vip"). Free with so_saved_filter_free(). */
typedef struct { char *id, *name, *query; } SoSavedFilter;

void so_saved_filter_free (SoSavedFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSavedFilter, so_saved_filter_free)

G_END_DECLS
