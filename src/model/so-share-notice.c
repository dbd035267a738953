/* SPDX-License-Identifier: MIT */
#include "so-share-notice.h"

void
so_share_notice_free (gpointer data)
{
  SoShareNotice *notice = data;

  if (!notice)
    return;
  g_free (notice->table);
  g_free (notice->pk);
  g_free (notice->group);
  g_free (notice->mine);
  g_free (notice->theirs);
  g_free (notice->dev);
  g_free (notice->computer);
  g_free (notice->why);
  g_free (notice);
}

void
so_share_aside_free (gpointer data)
{
  SoShareAside *aside = data;

  if (!aside)
    return;
  g_free (aside->table);
  g_free (aside->pk);
  g_free (aside->group);
  g_free (aside->why);
  g_free (aside);
}
