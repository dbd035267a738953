/* SPDX-License-Identifier: MIT */
#include "so-price.h"

SoPrice *
so_price_copy (const SoPrice *price)
{
  SoPrice *copy = g_memdup2 (price, sizeof *price);

  copy->id = g_strdup (price->id);
  copy->name = g_strdup (price->name);
  copy->currency = g_strdup (price->currency);
  copy->unit = g_strdup (price->unit);
  return copy;
}

void
so_price_free (SoPrice *price)
{
  if (!price)
    return;
  g_free (price->id);
  g_free (price->name);
  g_free (price->currency);
  g_free (price->unit);
  g_free (price);
}
