/* SPDX-License-Identifier: MIT */
#include "so-call-news.h"

#include <string.h>

SoRecording *
so_recording_new (const char *remote)
{
  SoRecording *recording = g_new0 (SoRecording, 1);

  recording->remote = g_strdup (remote);
  return recording;
}

void
so_recording_free (SoRecording *recording)
{
  if (!recording)
    return;
  g_free (recording->remote);
  g_free (recording->mime);
  g_free (recording);
}

SoCallNews *
so_call_news_new (const char *provider, const char *remote_id)
{
  SoCallNews *news = g_new0 (SoCallNews, 1);

  news->call = so_call_new (provider, remote_id);
  news->recordings = g_ptr_array_new_with_free_func ((GDestroyNotify) so_recording_free);
  news->transcripts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_transcript_free);
  return news;
}

void
so_call_news_free (SoCallNews *news)
{
  if (!news)
    return;
  so_call_free (news->call);
  g_ptr_array_unref (news->recordings);
  g_ptr_array_unref (news->transcripts);
  g_free (news);
}

/* Of two texts always the same one, whichever came first. */
static void
merge_text (char **known, const char *told)
{
  if (told && *told && (!*known || strcmp (told, *known) > 0))
    g_set_str (known, told);
}

/* One service shows a number that another one withholds. */
static void
merge_number (char **known, const char *told)
{
  if (!told || !*told || (so_call_is_anonymous (told) && !so_call_is_anonymous (*known)))
    return;
  if (*known && so_call_is_anonymous (*known) && !so_call_is_anonymous (told))
    g_clear_pointer (known, g_free);
  merge_text (known, told);
}

void
so_call_merge (SoCall *known, const SoCall *told)
{
  known->outbound |= told->outbound;
  known->signs |= told->signs;
  known->consent = MAX (known->consent, told->consent);
  if (told->started_at > 0 && (!known->started_at || told->started_at < known->started_at))
    known->started_at = told->started_at;
  known->ended_at = MAX (known->ended_at, told->ended_at);
  known->seconds = MAX (known->seconds, told->seconds);
  known->talk = MAX (known->talk, told->talk);
  merge_number (&known->number, told->number);
  merge_text (&known->name, told->name);
  merge_text (&known->line, told->line);
}
