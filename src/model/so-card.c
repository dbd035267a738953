/* SPDX-License-Identifier: MIT */
#include "so-card.h"

SoCard *
so_card_new (const char *name)
{
  SoCard *card = g_new0 (SoCard, 1);

  card->name = g_strdup (name ? name : "");
  card->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  card->fields = g_ptr_array_new_with_free_func (g_free);
  return card;
}

SoCard *
so_card_copy (const SoCard *card)
{
  SoCard *copy = so_card_new (card->name);

  for (guint i = 0; i < card->identities->len; i++)
    g_ptr_array_add (copy->identities, so_identity_copy (card->identities->pdata[i]));
  for (guint i = 0; i < card->fields->len; i++)
    g_ptr_array_add (copy->fields, g_strdup (card->fields->pdata[i]));
  copy->notes = g_strdup (card->notes);
  copy->birthday = g_strdup (card->birthday);
  copy->tags = g_strdupv (card->tags);
  copy->stage = g_strdup (card->stage);
  copy->source_id = g_strdup (card->source_id);
  copy->source = g_strdup (card->source);
  copy->photo = g_strdup (card->photo);
  copy->line = card->line;
  return copy;
}

void
so_card_add_field (SoCard *card, const char *name, const char *value)
{
  g_ptr_array_add (card->fields, g_strdup (name));
  g_ptr_array_add (card->fields, g_strdup (value));
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
  g_free (card->source);
  g_free (card->photo);
  g_ptr_array_unref (card->fields);
  g_free (card);
}
