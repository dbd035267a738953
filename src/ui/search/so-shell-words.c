/* SPDX-License-Identifier: MIT */
#include "so-shell-words.h"

#include "so-age.h"
#include "so-channel-kind.h"
#include "so-hit-row.h"

#include <glib/gi18n.h>

char *
so_shell_id_of (const SoHit *hit)
{
  const char *of = hit->kind == SO_HIT_MESSAGE ? hit->thread_id : hit->kind == SO_HIT_NOTE ? hit->contact_id : NULL;

  return g_strjoin ("/", so_hit_kind_nick (hit->kind), of ? of : hit->id, of ? hit->id : NULL, NULL);
}

SoHit *
so_shell_id_parse (const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id ? id : "", "/", -1);
  guint n = g_strv_length (parts);

  for (SoHitKind kind = 0; kind < SO_N_HITS; kind++)
    {
      gboolean has_owner = kind == SO_HIT_MESSAGE || kind == SO_HIT_NOTE;
      SoHit *hit;

      if (n != (has_owner ? 3 : 2) || strcmp (parts[0], so_hit_kind_nick (kind)) || !*parts[1] || !*parts[n - 1])
        continue;
      hit = g_new0 (SoHit, 1);
      hit->kind = kind;
      hit->id = g_strdup (parts[n - 1]);
      hit->thread_id = kind == SO_HIT_MESSAGE ? g_strdup (parts[1]) : NULL;
      hit->contact_id = kind == SO_HIT_NOTE ? g_strdup (parts[1]) : NULL;
      return hit;
    }
  return NULL;
}

/* "WhatsApp · 12 Nov", "Note · 12 Nov". */
static char *
dup_where (const SoHit *hit, gint64 now)
{
  SoChannelKind channel;
  g_autofree char *when = so_age_dup_short (hit->when, now);
  const char *what = hit->kind == SO_HIT_NOTE ? _("Note") : hit->channel && so_channel_kind_parse (hit->channel, &channel) ? _(so_channel_kind_label (channel)) : _("Message");

  return g_strdup_printf ("%s · %s", what, when);
}

static char *
dup_description (const SoHit *hit, gint64 now, gboolean with_text)
{
  gboolean private = hit->kind == SO_HIT_MESSAGE || hit->kind == SO_HIT_NOTE;
  g_autofree char *where = private ? dup_where (hit, now) : NULL, *text = so_hit_dup_plain (hit);

  if (!private)
    return g_steal_pointer (&text);
  return with_text ? g_strdup_printf ("%s\n%s", where, text) : g_steal_pointer (&where);
}

GVariant *
so_shell_meta (const SoHit *hit, gint64 now, gboolean with_text)
{
  g_autofree char *id = so_shell_id_of (hit), *description = dup_description (hit, now, with_text);
  GVariantDict meta;

  g_variant_dict_init (&meta, NULL);
  g_variant_dict_insert (&meta, "id", "s", id);
  g_variant_dict_insert (&meta, "name", "s", hit->contact_name);
  g_variant_dict_insert (&meta, "description", "s", description);
  g_variant_dict_insert (&meta, "gicon", "s", so_hit_icon (hit));
  return g_variant_dict_end (&meta);
}
