/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"
#include "so-stage.h"

G_BEGIN_DECLS

/* One card of the board: a person, and what is to be known of them at a glance. */
typedef struct {
  gint64 n;
  char *id;
  char *name;              /* never NULL */
  SoStage stage;
  gint64 stage_at;         /* ms, since when they are there */
  char *lost_reason;       /* nick or own words (so-lost-reason.h), or NULL */
  char *temperature;       /* "HOT", "WARM", "COLD", or NULL where never scored */
  int score;               /* 0–100, -1 if none */
  char *source;            /* channel or import they came by, or NULL */
  GStrv tags;              /* never NULL */
  char *task;              /* what is to be done next, or NULL */
  gint64 task_due_at;      /* ms; 0: no day */
  char *thread_id;         /* of the newest conversation, or NULL */
  SoChannelKind channel;   /* of that one */
  char *snippet;           /* its newest message, or NULL */
  gint64 last_at;          /* ms of it, 0 if none */
  guint unread;            /* in all their conversations */
  char *trial;             /* state of the newest trial class, or NULL */
  gint64 trial_at;         /* ms */
} SoLead;

void so_lead_free (SoLead *lead);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoLead, so_lead_free)

/* Which cards the board shows. Strings are borrowed; NULL: whatever. */
typedef struct {
  const char *source;
  const char *temperature;
  const char *tag;
  const char *text;        /* words of their name, addresses and notes */
  gint64 before;           /* ms: in their stage since then or longer; 0: however long */
} SoLeadFilter;

/* How long somebody waits in a stage before it shows. */
typedef enum { SO_AGEING_FRESH, SO_AGEING_AGEING, SO_AGEING_OLD } SoAgeing;

/* Whole days in the stage at @now (ms). */
guint so_lead_days (const SoLead *lead, gint64 now);
/* Who is a customer, or lost, does not age. */
SoAgeing so_stage_ageing (SoStage stage, guint days);

/* What stood on the board when. */
typedef struct {
  char *id;
  SoStage from, to;
  char *reason;            /* why they were lost, or NULL */
  char *actor;             /* "owner", "attendance", "rule", "import" */
  gint64 at;               /* ms */
} SoStageMove;

void so_stage_move_free (SoStageMove *move);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoStageMove, so_stage_move_free)

/* What became of those who came by one source. */
typedef struct {
  char *source;            /* "" where it is not known */
  guint came, converted, lost;
} SoSourceStat;

void so_source_stat_free (SoSourceStat *stat);

G_END_DECLS
