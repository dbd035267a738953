/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-state.h"

G_BEGIN_DECLS

/* What became of one draft, and who wanted it so: a row of the log of decisions. */

/* Who decided. */
typedef enum {
  SO_LOG_BY_ANYONE,     /* in a filter only */
  SO_LOG_BY_OWNER,
  SO_LOG_BY_STAFF,
  SO_LOG_BY_RULE,       /* a standing approval */
  SO_LOG_BY_NOBODY,     /* it closed by itself: the customer wrote again, it grew too old… */
  SO_N_LOG_BY,
} SoLogBy;

/* Free with so_log_entry_free(). */
typedef struct {
  gint64 n;
  char *id;               /* of the draft */
  char *thread_id;
  char *contact_id;       /* or NULL */
  char *contact_name;     /* never NULL */
  char *channel;          /* nick */
  SoDraftState state;
  gint64 decided_at;      /* ms */
  SoLogBy by;
  char *approver;         /* a member of staff by name; else "owner", "standing" or NULL */
  char *method;           /* "key", "batch", "rule", "studioctl"; NULL where it was not approved */
  char *rule;             /* kind of the standing approval, or NULL */
  gint64 rule_version;    /* of its words, 0 without one */
  char *text;             /* as it was, or would have been, sent */
  char *proposed;         /* or NULL where a person wrote it */
  char *origin;
  char *sources;          /* JSON array, or NULL */
  char *reason;           /* nick: why discarded, held, failed, closed; or NULL */
  char *detail;           /* the same in words, or NULL */
  char *warnings;         /* nicks of what the approver was warned of; NULL for nothing */
  gboolean edited;        /* the text is not the one that was proposed */
  int edit_distance;      /* characters; -1 where it was not counted */
  gint64 visible_ms;      /* how long it stood before the approver */
  gint64 approved_at;     /* newest approval, 0 for none */
  gint64 not_before;      /* when it leaves, or was to leave */
  gint64 sent_at;         /* when the channel took it, 0 if it did not */
} SoLogEntry;

void so_log_entry_free (SoLogEntry *entry);

/* One thing that happened to it. Free with so_log_time_free(). */
typedef struct {
  gint64 at;              /* ms */
  char *what;             /* nick: "proposed", "approved", "scheduled", "held", "sending", "accepted", "recalled"… */
  char *by;               /* "owner", "standing", "dispatcher", "assistant"…; or NULL */
  char *detail;           /* what the channel said, or NULL */
} SoLogTime;

void so_log_time_free (SoLogTime *time);

/* What of the log is wanted; all 0 is everything. Borrowed strings. */
typedef struct {
  guint states;           /* bits of 1 << SoDraftState: so_log_outcome_parse(); 0 for all */
  SoLogBy by;
  const char *contact_id;
  const char *text;       /* words that all stand in the message or the name, in any order and case; or NULL */
  gint64 from, to;        /* decided at or after, and before; ms, 0 for no limit */
} SoLogFilter;

/* The outcome of a state: its nick, and "recalled" for what is open again. */
const char *so_log_outcome (SoDraftState state);
/* One outcome, or a group of them: "approved", "sent", "waiting", "trouble", "lapsed". FALSE where there is none of that name. */
gboolean so_log_outcome_parse (const char *nick, guint *states);
/* "owner", "staff", "rule", "nobody". */
const char *so_log_by_nick (SoLogBy by);
gboolean so_log_by_parse (const char *nick, SoLogBy *by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoLogEntry, so_log_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoLogTime, so_log_time_free)

G_END_DECLS
