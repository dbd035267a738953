/* SPDX-License-Identifier: MIT */
#include "so-setup-item.h"

#include "so-error.h"

SoSetupItem *
so_setup_item_new (const char *name, const char *sentence)
{
  SoSetupItem *item = g_new0 (SoSetupItem, 1);

  item->name = g_strdup (name);
  item->good = sentence == NULL;
  item->sentence = g_strdup (sentence);
  return item;
}

SoSetupItem *
so_setup_item_new_error (const char *name, const GError *error)
{
  SoSetupItem *item = so_setup_item_new (name, error ? error->message : NULL);

  item->sign_in = g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN);
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
