/* SPDX-License-Identifier: MIT */
#include "so-saved-filter.h"

void
so_saved_filter_free (SoSavedFilter *filter)
{
  if (!filter)
    return;
  g_free (filter->id);
  g_free (filter->name);
  g_free (filter->query);
  g_free (filter);
}
