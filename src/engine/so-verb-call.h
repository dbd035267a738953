/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a verb is called with (so-verb.c). */

typedef struct {
  SoStudio *studio;
  SoDb *db;               /* the transaction of this verb */
  const char *id;
  const char *argument;   /* or NULL */
  int value;              /* from the table of verbs */
  char **result;          /* NULL before */
  gboolean keeps;            /* set by a verb that refuses: what it wrote is kept all the same */
} SoVerbCall;

/* SO_VERB_SAVE_SETTING, for a transaction that saves several: checks what is to be checked of that key. */
gboolean so_verb_save_setting (SoVerbCall *call, GError **error);

/* The argument as JSON, which has to be an object; NULL with SO_ERROR_CHANGE where it is none. */
JsonNode *so_verb_call_object (SoVerbCall *call, GError **error);

G_END_DECLS
