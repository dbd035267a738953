/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* The code by which the owner shows that an address or a number is hers. While one is asked for a setting has "ADDRESS CODE UNTIL [WRONG]": until when it counts (ms), and how many wrong ones were entered. */

#define SO_TELL_CODE_TRIES 5   /* wrong codes until a new one is needed */

typedef struct {
  const char *key;             /* of that setting */
  const char *reason;          /* of the row that brings it (so-alert-mails.h) */
  gint64 lasts;                /* ms */
} SoTellCode;

typedef enum {
  SO_TELL_CODE_RIGHT,
  SO_TELL_CODE_NONE,           /* nothing was asked for */
  SO_TELL_CODE_OLD,
  SO_TELL_CODE_WRONG,          /* another one */
  SO_TELL_CODE_ENDED,          /* and for the last time */
  SO_TELL_CODE_FAILED,         /* could not be counted: *@error */
} SoTellCodeAnswer;

/* A new one is to go to @address. */
gboolean so_tell_code_ask (SoDb *db, const SoTellCode *code, const char *address, GError **error);
/* Whether @call's id is the code; what is wrong is counted, and stays so when the caller refuses. *@address: of whom it was asked; yours. */
SoTellCodeAnswer so_tell_code_check (SoVerbCall *call, const SoTellCode *code, char **address, GError **error);
/* The one that is asked for; NULL: none. Free with g_free(). */
char *so_tell_code_dup (SoDb *db, const char *key);

G_END_DECLS
