/* SPDX-License-Identifier: MIT */
#include "so-incoming.h"

SoIncoming *
so_incoming_new (SoChannelKind channel)
{
  SoIncoming *incoming = g_new0 (SoIncoming, 1);

  g_atomic_ref_count_init (&incoming->refs);
  incoming->channel = channel;
  incoming->others = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  incoming->aliases = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  incoming->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_part_free);
  return incoming;
}

SoIncoming *
so_incoming_ref (SoIncoming *incoming)
{
  g_atomic_ref_count_inc (&incoming->refs);
  return incoming;
}

void
so_incoming_unref (SoIncoming *incoming)
{
  if (!incoming || !g_atomic_ref_count_dec (&incoming->refs))
    return;
  g_free (incoming->remote_id);
  g_free (incoming->thread_key);
  g_free (incoming->title);
  so_identity_free (incoming->sender);
  g_ptr_array_unref (incoming->others);
  g_ptr_array_unref (incoming->aliases);
  g_ptr_array_unref (incoming->parts);
  g_free (incoming->touch);
  g_strfreev (incoming->labels);
  g_strfreev (incoming->references);
  g_clear_pointer (&incoming->raw, g_bytes_unref);
  g_free (incoming);
}

char *
so_incoming_dup_text (const SoIncoming *incoming)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < incoming->parts->len; i++)
    {
      SoPart *part = g_ptr_array_index (incoming->parts, i);
      if (!part->text || !*part->text)
        continue;
      if (out->len)
        g_string_append_c (out, '\n');
      g_string_append (out, part->text);
    }
  return g_string_free_and_steal (out);
}
