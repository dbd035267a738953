/* SPDX-License-Identifier: MIT */
#include "so-setup-item.h"

SoSetupItem *
so_setup_item_new (const char *name, const char *sentence)
{
  SoSetupItem *item = g_new0 (SoSetupItem, 1);

  item->name = g_strdup (name);
  item->good = sentence == NULL;
  item->sentence = g_strdup (sentence);
  return item;
}

void
so_setup_item_free (gpointer data)
{
  SoSetupItem *item = data;

  g_free (item->name);
  g_free (item->sentence);
  g_free (item);
}
