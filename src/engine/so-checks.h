/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-window.h"

G_BEGIN_DECLS

/* May this message go? One pure function, asked when the owner approves and again before the message leaves.
 * The gravest come first. */
typedef enum {
  SO_CHECK_DEMO,          /* a demo studio on its way to a real service */
  SO_CHECK_COPY,          /* this folder is a copy or a restored backup that nobody has called the active one yet */
  SO_CHECK_APPROVAL,      /* what would be sent is not what was approved */
  SO_CHECK_RECIPIENT,     /* nobody to send it to */
  SO_CHECK_CONSENT,       /* the person asked not to be written to */
  SO_CHECK_MARKETING,     /* advertising by SMS to somebody who never agreed to it */
  SO_CHECK_COPY_CONSENT,  /* somebody in Cc or Bcc asked not to be written to */
  SO_CHECK_COPIES,        /* what goes by itself answers who wrote, and nobody else */
  SO_CHECK_EMPTY,         /* nothing to send */
  SO_CHECK_PLACEHOLDER,   /* "{name}" was never filled in */
  SO_CHECK_HIDDEN,        /* a model wrote markup, or characters that nobody sees */
  SO_CHECK_TOO_LONG,      /* for the channel */
  SO_CHECK_FILE_GONE,     /* an attachment is not there any more */
  SO_CHECK_FILE_AWAY,     /* an attachment is still on another computer of the studio */
  SO_CHECK_FILE_SIZE,     /* the attachments are more than the channel takes */
  SO_CHECK_TEMPLATE_GONE, /* the provider lets its template not go any more */
  SO_CHECK_TEMPLATE,      /* the channel's free window is over: only a template may go */
  SO_CHECK_WINDOW,        /* the channel lets nothing go until the customer writes */
  SO_CHECK_NEW_INBOUND,   /* the customer wrote after the draft was made */
  SO_CHECK_TOO_OLD,       /* the approval waited longer than it holds */
  SO_CHECK_QUIET_HOURS,   /* an SMS, or advertising, at night: before it leaves */
  SO_CHECK_FACTS,         /* a price or an answer that it states was changed since */
  SO_CHECK_ANSWERED,      /* another computer of the studio has answered the same message: the hub says so */
  SO_CHECK_OTHER_PERSON,  /* somebody else's number or address stands in it */
  SO_CHECK_UNPROVEN,      /* a model states what stands nowhere in the studio's own data */
  SO_CHECK_DUPLICATE,     /* the same words went to this person within twelve hours */
  SO_CHECK_LIST,          /* a mailing list is in Cc or Bcc */
  SO_CHECK_LINK,          /* a link to where the studio never linked before */
  SO_CHECK_LANGUAGE,      /* another language than the customer's */
  SO_CHECK_NIGHT_WAITS,   /* approved now, it leaves in the morning */
  SO_CHECK_NIGHT_NOW,     /* an SMS at night that leaves at once: the customer wrote a short while ago, or the owner says so */
  SO_CHECK_NO_FILE,       /* a mail that speaks of an attachment and has none */
  SO_N_CHECKS,
} SoCheck;

typedef enum {
  SO_CHECK_STOPS,         /* not sent like this, whoever wants it */
  SO_CHECK_RED,           /* sent only after the owner has pressed its own button */
  SO_CHECK_WARNS,         /* sent once the owner has seen it */
} SoCheckGravity;

/* What the messages about this draft are judged by. Borrowed values; 0 and NULL say nothing. */
typedef struct {
  const char *text;
  SoChannelKind channel;
  gint64 now;
  gint64 basis_at;            /* newest inbound message that the draft knew, ms */
  gint64 newest_inbound_at;   /* newest that is there now, 0 if none */
  gboolean by_other;          /* it leaves by another account than the one of newest_inbound_at … */
  gint64 heard_at;            /* … through which the person last wrote then, 0: never */
  gboolean approved;          /* FALSE while the owner decides: there is no approval to look at yet */
  gboolean approval_valid;
  gint64 waiting_since;       /* ms: since when an approved message could have gone */
  gboolean demo;
  gboolean unconfirmed_copy;
  const char *transport;      /* adapter it would go through, or NULL while that is not known */
  gboolean no_recipient;
  gboolean opted_out;
  gboolean copies, copy_to_list, copy_opted_out;   /* Cc and Bcc */
  gboolean has_template;
  gboolean template_gone;
  gboolean automatic;         /* approved by a rule, not by a person */
  gboolean advertising;
  gboolean wants_advertising; /* they agreed to it, and it stands in the ledger */
  gboolean quiet_hours;       /* it is night where the customer is */
  gboolean now_anyway;        /* the owner wants this message out in spite of it */
  guint64 file_bytes;
  gboolean file_gone, file_away;
  gboolean facts_changed;
  gboolean answered;
  gboolean other_person;
  gboolean duplicate;
  gboolean unknown_link;
  gboolean other_language;
  gboolean hidden;            /* so-draft-guard.h, as the next two */
  gboolean unfilled;
  gboolean unproven;
  gboolean names_file;        /* so_check_names_file() */
} SoCheckFacts;

/* Bits 1 << SoCheck of what speaks against sending; 0: it may go. */
guint so_checks_run (const SoCheckFacts *facts);
/* The gravest of @failed, which must not be 0. */
SoCheck so_checks_first (guint failed);
/* Those of @failed that nobody can wave through. */
guint so_checks_stopping (guint failed);

SoCheckGravity so_check_gravity (SoCheck check);
/* Why a message is held, as it is stored: "new_inbound". */
const char *so_check_reason (SoCheck check);
/* FALSE where there is none of that nick. */
gboolean so_check_parse (const char *reason, SoCheck *check);
/* The same as one sentence for the owner, translated. */
const char *so_check_sentence (SoCheck check);
/* Before the message leaves: TRUE where it waits for something to change, FALSE where the owner has to decide anew. */
gboolean so_check_holds (SoCheck check);

/* "duplicate language" as bits, and back (free with g_free(); NULL for none). Unknown words are passed over. */
guint so_checks_parse (const char *nicks);
char *so_checks_write (guint checks);

G_END_DECLS
