/* SPDX-License-Identifier: MIT */
#include "so-sound.h"

SoSound *
so_sound_new (void)
{
  return g_atomic_rc_box_new0 (SoSound);
}

SoSound *
so_sound_ref (SoSound *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SoSound *self = data;

  g_clear_pointer (&self->pcm, g_bytes_unref);
  g_clear_pointer (&self->peaks, so_peaks_free);
}

void
so_sound_unref (SoSound *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

double
so_sound_get_seconds (const SoSound *self)
{
  return self->rate ? (double) self->frames / self->rate : 0;
}

char *
so_sound_dup_sentence (const SoSound *self)
{
  return so_verdict_sentence (self->verdict, self->kind, so_sound_get_seconds (self));
}
