/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-news.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The setting that says which recordings are kept: "any", "announced", "agreed" or "never" (SoRecordRule). */
#define SO_SETTING_RECORDINGS "call.recordings"

/* The opening hours and the rule for recordings, for all calls that are told in one go. */
typedef struct {
  SoStudio *studio;
  gboolean elsewhere;        /* what follows from them is another computer's matter */
  const char *account_id;    /* who tells them; NULL: another program */
  const char *country;       /* as in so_phone_normalise() */
  SoHours *hours;            /* owned; NULL: nobody knows */
  SoRecordRule rule;
  GStrvBuilder *files;       /* borrowed: takes files that nobody may keep any more, to be removed once all is committed; or NULL */
} SoCallWay;

void so_call_way_open (SoCallWay *way, SoStudio *studio, SoDb *db, const char *account_id, const char *country);
void so_call_way_clear (SoCallWay *way);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoCallWay, so_call_way_clear)

/* For so-verb.c: which recordings are kept from now on. What is still to be fetched is left where the new rule forbids it; what is here already stays (so-keeping.h). */
gboolean so_call_rule_save (SoDb *db, const char *value, GError **error);

/* Stores a piece of what is told of a call. What was long ago wakes nobody. The conversation is added to @heard (char *) where its message is new and somebody waits; *@received
 * counts new messages. *@id (yours, may be NULL): of the call, NULL where it was erased. */
gboolean so_call_intake_take (SoDb *db, const SoCallNews *news, const SoCallWay *way, GPtrArray *heard, guint *received, char **id, GError **error);

G_END_DECLS
