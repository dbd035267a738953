/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call.h"
#include "so-transcript.h"

G_BEGIN_DECLS

/* The sound of a call, where the provider has it. Plain values. */
typedef struct {
  char *remote;       /* what so_channel_fetch() wants to hear for it */
  char *mime;         /* or NULL */
  guint seconds;      /* 0: not told */
  guint channels;     /* 2: caller and studio apart; 0: not told */
} SoRecording;

/* One piece of what is told of a call: how it stands, or only that something belongs to it (then call->signs lacks SO_CALL_TOLD). */
typedef struct {
  SoCall *call;
  GPtrArray *recordings;    /* SoRecording */
  GPtrArray *transcripts;   /* SoTranscript */
} SoCallNews;

/* About the call that @provider names @remote_id. */
SoCallNews *so_call_news_new (const char *provider, const char *remote_id);
void so_call_news_free (SoCallNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCallNews, so_call_news_free)

SoRecording *so_recording_new (const char *remote);
void so_recording_free (SoRecording *recording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRecording, so_recording_free)

/* Pure: what is told of a call (@told, see SoCall) into what is known of it. In which order pieces are added, and how often, makes no difference;
 * state and all that nobody tells stay as they are. */
void so_call_merge (SoCall *known, const SoCall *told);

G_END_DECLS
