/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"

G_BEGIN_DECLS

/**
 * SoCall: one call as a telephone service or another program told it. What happened is told in pieces (the call, where it was put through to, its
 * recording, the assistant's conversation), twice, and in any order. So each piece only adds signs, and the state follows from all of them:
 *
 *     ringing → live → person, assistant, voicemail, missed         (a call of ours: person, assistant, unreached)
 *
 * That it came while the studio was closed, and from a withheld number, is told beside the state.
 */
typedef enum {
  SO_CALL_RINGING,
  SO_CALL_LIVE,
  SO_CALL_PERSON,       /* a person of the studio took it, and the caller did not end at the mailbox; also from the assistant */
  SO_CALL_ASSISTANT,
  SO_CALL_VOICEMAIL,    /* nobody took it, and the caller left a message */
  SO_CALL_MISSED,       /* nobody took it */
  SO_CALL_UNREACHED,    /* of ours: nobody took it there */
  SO_N_CALL_STATES,
} SoCallState;

/* What is known of a call, as bits: never taken back. */
typedef enum {
  SO_CALL_TOLD = 1 << 0,          /* the call itself, and not only something that belongs to it */
  SO_CALL_ENDED = 1 << 1,
  SO_CALL_UNANSWERED = 1 << 2,    /* busy, no answer, hung up before anybody took it */
  SO_CALL_ANSWERED = 1 << 3,      /* it was taken; by whom is not told */
  SO_CALL_RANG_OUT = 1 << 4,      /* it rang with somebody of the studio who did not take it */
  SO_CALL_BY_PERSON = 1 << 5,
  SO_CALL_BY_ASSISTANT = 1 << 6,
  SO_CALL_LEFT_MESSAGE = 1 << 7,  /* a mailbox recorded the caller */
  SO_CALL_HANDED_OVER = 1 << 8,   /* the assistant asked for a person */
} SoCallSign;

/* What was agreed about recording: the later one holds against the earlier. */
typedef enum { SO_RECORDING_UNKNOWN, SO_RECORDING_ANNOUNCED, SO_RECORDING_AGREED, SO_RECORDING_DECLINED, SO_N_RECORDING_CONSENTS } SoRecordingConsent;

/* ms, the year 3000: who tells of a later call is not believed. */
#define SO_CALL_LATEST G_GINT64_CONSTANT (32503680000000)

/* Which recordings the studio keeps (setting). */
typedef enum { SO_RECORD_ANY, SO_RECORD_ANNOUNCED, SO_RECORD_AGREED, SO_RECORD_NEVER, SO_N_RECORD_RULES } SoRecordRule;

/* What was read out of what was said in a call (so_call_read()), as bits: what is told goes before it. */
typedef enum { SO_CALL_GUESSED_INTENT = 1 << 0, SO_CALL_GUESSED_OUTCOME = 1 << 1, SO_CALL_GUESSED_SUMMARY = 1 << 2, SO_CALL_GUESSED_SATISFACTION = 1 << 3 } SoCallGuess;

/* A plain value; texts that nobody told are NULL, times 0. */
typedef struct {
  char *id;
  char *account_id;
  char *provider;        /* "twilio", "elevenlabs", or what another program calls itself */
  char *remote_id;       /* the provider's id of it */
  gboolean outbound;
  char *number;          /* the other one's, in international form; "" where it is withheld */
  char *name;            /* of the caller, as the network says it */
  char *line;            /* the studio's number */
  gint64 started_at;     /* ms UTC */
  gint64 ended_at;
  guint seconds;         /* of the connection, as the provider counts */
  guint talk;            /* of that, with whoever took it, where it is told apart; 0: not */
  guint signs;           /* SoCallSign */
  SoRecordingConsent consent;

  /* What the studio knows beyond: filled by the store, and not told; but a summary and an outcome may be told, and hold where there is none. */
  SoCallState state;
  gboolean after_hours;
  char *message_id, *thread_id, *contact_id;
  char *contact;         /* name of the person */
  char *intent, *outcome, *summary;
  int satisfaction;      /* 0 to 10, -1: not estimated */
  char *satisfaction_why;   /* the sentence that it rests on */
  guint guessed;         /* SoCallGuess: which of these nobody told */
  char *booking_id;      /* what was booked because of it */
} SoCall;

SoCall *so_call_new (const char *provider, const char *remote_id);
void so_call_free (SoCall *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCall, so_call_free)

/* "ringing" … "unreached": as they are stored. */
const char *so_call_state_nick (SoCallState state);
gboolean so_call_state_parse (const char *nick, SoCallState *state);
/* For people, in English: translate with gettext. */
const char *so_call_state_label (SoCallState state, gboolean after_hours);

/* Pure: what @signs (SoCallSign) come to. */
SoCallState so_call_state (gboolean outbound, guint signs);
/* TRUE of a state from which nothing but further news leads. */
gboolean so_call_state_is_over (SoCallState state);
/* TRUE where somebody of the studio, or its assistant, spoke with them. */
gboolean so_call_state_is_answered (SoCallState state);
/* Inbound, and the studio was closed when it began. @hours NULL: nobody knows when it is open. */
gboolean so_call_is_after_hours (gboolean outbound, gint64 started_at, const SoHours *hours);
/* @number may be NULL: not told is withheld. */
gboolean so_call_is_anonymous (const char *number);
/* Seconds that were spoken with the studio or its assistant; 0 of what nobody took. */
guint so_call_talk (SoCallState state, guint signs, guint seconds, guint talk);

/* "", "announced", "agreed", "declined"; "any", "announced", "agreed", "never". */
const char *so_recording_consent_nick (SoRecordingConsent consent);
gboolean so_recording_consent_parse (const char *nick, SoRecordingConsent *consent);
const char *so_record_rule_nick (SoRecordRule rule);
gboolean so_record_rule_parse (const char *nick, SoRecordRule *rule);
/* TRUE where the sound may be fetched and kept. A caller who declined is never kept, whatever the rule. */
gboolean so_recording_may_be_kept (SoRecordingConsent consent, SoRecordRule rule);

G_END_DECLS
