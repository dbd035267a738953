/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "so-transcript.h"

G_BEGIN_DECLS

/* Programs that write down speech: who speaks as OpenAI does (https://platform.openai.com/docs/api-reference/audio), or whisper.cpp's own server. */
typedef enum { SO_SPEECH_OPENAI, SO_SPEECH_WHISPER } SoSpeechKind;

#define SO_SPEECH_OPENAI_BASE "https://api.openai.com/v1"
#define SO_SPEECH_WHISPER_BASE "http://127.0.0.1:8080"

/* Where, with which key and model. Borrowed values. */
typedef struct {
  SoSpeechKind kind;
  const char *base;        /* NULL: as above */
  const char *key;         /* a secret; NULL: none */
  const char *model;       /* SO_SPEECH_WHISPER has one of its own; without spaces and quotes */
  const char *language;    /* "de": what is spoken; NULL: it finds out */
} SoSpeechServer;

/* A piece of a sound, and where it belongs. Borrowed values. */
typedef struct {
  GBytes *wav;
  double seconds;          /* how long it is */
  double offset;           /* s: where in the whole sound it begins */
  gboolean whole;          /* it is all there is: where nobody tells times there are none */
  const char *who;         /* who speaks, as SoSegment.who */
} SoSpeechPiece;

/**
 * so_speech_ask: has @piece written down, and adds that to @transcript, with the language that was heard. Blocking, for as long as writing down takes: at most two minutes and
 * twice its length. That nothing was said is no error.
 *
 * Errors: SO_ERROR_SIGN_IN (the key), SO_ERROR_CHANGE (model, address, money, an answer that is none), SO_ERROR_WAIT (busy, not there), SO_ERROR_GIVE_UP (an answer without end),
 *   G_IO_ERROR_CANCELLED; @transcript is as it was then.
 */
gboolean so_speech_ask (const SoSpeechServer *server, const SoSpeechPiece *piece, SoTranscript *transcript, GCancellable *cancellable, GError **error);

/* The name of the computer that is asked; free with g_free(). */
char *so_speech_dup_host (const SoSpeechServer *server);

G_END_DECLS
