/* SPDX-License-Identifier: MIT */
#include "so-live-news.h"

/* Both arrays without what they have in common at their ends. */
typedef struct {
  const gint64 *shown, *fresh;
  guint n_shown, n_fresh;
} Difference;

static Difference
differ (const GArray *shown, const GArray *fresh)
{
  Difference d = { (const gint64 *) shown->data, (const gint64 *) fresh->data, shown->len, fresh->len };

  while (d.n_shown && d.n_fresh && *d.shown == *d.fresh)
    d.shown++, d.fresh++, d.n_shown--, d.n_fresh--;
  while (d.n_shown && d.n_fresh && d.shown[d.n_shown - 1] == d.fresh[d.n_fresh - 1])
    d.n_shown--, d.n_fresh--;
  return d;
}

static GHashTable *
places_of (const gint64 *numbers, guint n)
{
  GHashTable *places = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (places, (gpointer) &numbers[i], GUINT_TO_POINTER (i));
  return places;
}

guint
so_live_news (const GArray *shown, const GArray *fresh, const GArray *heard)
{
  Difference d = differ (shown, fresh);
  g_autoptr (GHashTable) before = places_of (d.shown, d.n_shown);
  g_autoptr (GHashTable) spoke = places_of (heard ? (const gint64 *) heard->data : NULL, heard ? heard->len : 0);
  guint added = 0, moved = 0;

  for (guint i = 0; i < d.n_fresh; i++)
    {
      gpointer place;

      if (!g_hash_table_lookup_extended (before, &d.fresh[i], NULL, &place))
        added++;
      /* Where only new rows came above it, it has not moved. */
      else if (g_hash_table_contains (spoke, &d.fresh[i]) && i - added < GPOINTER_TO_UINT (place))
        moved++;
    }
  return added + moved;
}
