/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a text is cut into SMS, each of which is paid for. */
typedef struct {
  guint segments;     /* 0 for an empty text */
  guint left;         /* characters that still fit into the last one */
  gboolean unicode;   /* one character is not in the GSM alphabet, so all of them take two bytes */
} SoSmsLength;

/* Pure. GSM 03.38: 160 characters of 7 bits, 153 each where there are several; [ ] { } \ ~ ^ | € count twice and are not torn apart.
 * Anything else: UCS-2, 70 and 67; an emoji counts twice, and is not torn apart either. */
SoSmsLength so_sms_length (const char *text);

/* What the words of an SMS mean to the carriers (CTIA, and Twilio's default lists, with their French ones), whatever else is meant by
 * them. "STOPP", as German telephones correct it, is none of theirs, but can mean nothing else. */
typedef enum {
  SO_SMS_PLAIN,
  SO_SMS_STOP,        /* "STOP", "unsubscribe"…: nothing more may be sent to this number */
  SO_SMS_CANCEL,      /* "CANCEL", "END", "QUIT": to the carrier the same, but here perhaps about a class */
  SO_SMS_START,
  SO_SMS_YES,         /* "YES": START to who has said STOP, to everybody else an answer */
  SO_SMS_HELP,
} SoSmsWord;

/* Only where the whole text is that word. */
SoSmsWord so_sms_word (const char *text);

G_END_DECLS
