/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-speech.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Who writes down what is said in calls and voice notes: nobody, as at first, a service, or a program on this computer. Kept in the studio's database but the key, which is in the
 * key ring. Blocking. Errors are sentences for the owner. */
typedef enum { SO_TRANSCRIBE_OFF, SO_TRANSCRIBE_OPENAI, SO_TRANSCRIBE_LOCAL, SO_N_TRANSCRIBES } SoTranscribe;

/* "off", "openai", "local": static. */
const char *so_transcribe_nick (SoTranscribe service);
gboolean so_transcribe_parse (const char *nick, SoTranscribe *service);

typedef struct {
  SoTranscribe service;
  char *base;               /* NULL: the service's own */
  char *model;              /* NULL: the service's own */
  char *language;           /* "de": what is spoken; NULL: it finds out */
  gboolean has_key;         /* one is in the key ring */
} SoTranscribeSettings;

void so_transcribe_settings_free (SoTranscribeSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTranscribeSettings, so_transcribe_settings_free)

/* Never NULL. */
SoTranscribeSettings *so_transcribe_settings_in (SoDb *db);
/* NULL where the studio cannot be read. Quick. */
SoTranscribeSettings *so_transcribe_settings_load (SoStudio *studio);

/* Where it is sent; NULL: nowhere. Borrowed, or static. */
const char *so_transcribe_address (const SoTranscribeSettings *settings);
/* TRUE where that is this computer, so that nothing leaves it. */
gboolean so_transcribe_is_here (const SoTranscribeSettings *settings);
/* What that means, in one sentence; free with g_free(). */
char *so_transcribe_describe (const SoTranscribeSettings *settings);

/* What changes; NULL: it stays. */
typedef struct {
  const char *base;         /* "": the service's own */
  const char *model;        /* "": the service's own */
  const char *language;     /* "": it finds out */
  const char *key;          /* a secret; "": it is forgotten */
} SoTranscribeChange;

/* A key is for the server for which it was entered: another address without another key has none. What failed lately is tried again. SO_ERROR_CHANGE where a part cannot be, and then
 * nothing is changed; "local" takes only addresses of this computer. */
gboolean so_transcribe_set (SoStudio *studio, SoTranscribe service, const SoTranscribeChange *change, GError **error);

/* The key; NULL without an error where there is none to be sent. */
char *so_transcribe_lookup_key (SoStudio *studio, const SoTranscribeSettings *settings, GCancellable *cancellable, GError **error);

G_END_DECLS
