/* SPDX-License-Identifier: MIT */
#include "so-card.h"

SoCard *
so_card_new (const char *name)
{
  SoCard *card = g_new0 (SoCard, 1);

  card->name = g_strdup (name ? name : "");
  card->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  return card;
}

void
so_card_free (SoCard *card)
{
  if (!card)
    return;
  g_free (card->name);
  g_ptr_array_unref (card->identities);
  g_free (card->notes);
  g_free (card->birthday);
  g_strfreev (card->tags);
  g_free (card->stage);
  g_free (card->source_id);
  g_free (card);
}
