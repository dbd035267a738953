/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-verdict.h"

#include <glib/gi18n-lib.h>

static const char *const nicks[SO_VERDICT_N] = {
  [SO_VERDICT_WHOLE] = "whole", [SO_VERDICT_CUT] = "cut", [SO_VERDICT_LONG] = "long", [SO_VERDICT_EMPTY] = "empty",
  [SO_VERDICT_NOT_SOUND] = "not-sound", [SO_VERDICT_UNSUPPORTED] = "unsupported", [SO_VERDICT_DAMAGED] = "damaged",
  [SO_VERDICT_LARGE] = "large", [SO_VERDICT_SLOW] = "slow", [SO_VERDICT_CRASHED] = "crashed",
};

/* 2:31, or 1:02:31. */
static char *
length_text (double seconds)
{
  guint s = (guint) seconds;

  return s < 3600 ? g_strdup_printf ("%u:%02u", s / 60, s % 60) : g_strdup_printf ("%u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
}

static char *
not_sound (SoSoundKind kind)
{
  switch (kind)
    {
    case SO_SOUND_NOT_WEB_PAGE:
      return g_strdup (_("This file isn't a recording (it looks like a web page)."));
    case SO_SOUND_NOT_TEXT:
      return g_strdup (_("This file isn't a recording (it looks like a text)."));
    case SO_SOUND_NOT_PICTURE:
      return g_strdup (_("This file isn't a recording (it looks like a picture)."));
    case SO_SOUND_NOT_DOCUMENT:
      return g_strdup (_("This file isn't a recording (it looks like a document)."));
    case SO_SOUND_NOT_ARCHIVE:
      return g_strdup (_("This file isn't a recording (it looks like a packed file)."));
    case SO_SOUND_NOT_PROGRAM:
      return g_strdup (_("This file isn't a recording (it looks like a program)."));
    default:
      return g_strdup (_("This file isn't a recording that Studio OS knows."));
    }
}

/* A part of it is played. */
static char *
partly (SoVerdict verdict, double seconds)
{
  g_autofree char *length = length_text (seconds);

  switch (verdict)
    {
    case SO_VERDICT_CUT:
      return g_strdup_printf (_("This recording is cut short – playing the first %s."), length);
    case SO_VERDICT_LONG:
      return g_strdup_printf (_("This recording is very long – playing the first %s."), length);
    case SO_VERDICT_SLOW:
      return g_strdup_printf (_("This recording took too long to read – playing the first %s."), length);
    default:
      return g_strdup_printf (_("This recording is damaged – playing the first %s."), length);
    }
}

static char *
nothing (SoVerdict verdict, SoSoundKind kind)
{
  switch (verdict)
    {
    case SO_VERDICT_EMPTY:
      return g_strdup (_("This recording is empty."));
    case SO_VERDICT_NOT_SOUND:
      return not_sound (kind);
    case SO_VERDICT_UNSUPPORTED:
      return g_strdup_printf (_("Studio OS can't play this kind of recording (%s). Open it in another program."), so_sound_kind_name (kind));
    case SO_VERDICT_LARGE:
      return g_strdup_printf (_("This file has more than %u MB. Open it in another program."), SO_SOUND_MOST_BYTES / (1024 * 1024));
    case SO_VERDICT_SLOW:
      return g_strdup (_("This recording took too long to read, so it can't be played. Open it in another program."));
    default:
      return g_strdup (_("This recording is damaged and can't be played."));
    }
}

char *
so_verdict_sentence (SoVerdict verdict, SoSoundKind kind, double seconds)
{
  if (verdict == SO_VERDICT_WHOLE)
    return NULL;
  return seconds > 0 ? partly (verdict, seconds) : nothing (verdict, kind);
}

const char *
so_verdict_nick (SoVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < SO_VERDICT_N, NULL);

  return nicks[verdict];
}
