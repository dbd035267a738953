/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-draft-state.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * Whether all that a studio needs is there and works, as one list: what "studioctl health", "studio-os --check" and the page Health show.
 * Each part is told in one sentence, with the one thing that helps where something is wrong.
 */

typedef enum {
  SO_HEALTH_FINE,
  SO_HEALTH_NOTE,       /* nothing is lost, and it is better to know */
  SO_HEALTH_FAULT,      /* something does not work, or may be lost */
} SoHealthGrade;
/* "fine", "note", "fault". */
const char *so_health_grade_nick (SoHealthGrade grade);

/* What the owner can do about it. */
typedef enum {
  SO_HEALTH_DO_NOTHING,
  SO_HEALTH_DO_RESTORE,    /* put a backup back */
  SO_HEALTH_DO_BACK_UP,
  SO_HEALTH_DO_FOLDER,     /* make room: the folder is shown */
  SO_HEALTH_DO_UNLOCK,     /* the key ring */
  SO_HEALTH_DO_ACCOUNT,    /* the page of the account with @id */
  SO_HEALTH_DO_HUB,        /* the page of the hub */
  SO_HEALTH_DO_OUTBOX,
  SO_HEALTH_DO_RETRY,      /* work that failed is tried once more */
} SoHealthDo;

/* One part. */
typedef struct {
  const char *nick;        /* "database", "space", "backup", "keys", "media", "account", "outbox", "work", "speech", "hub", "sharing", "timers" */
  char *id;                /* of the account; NULL else */
  char *title;             /* "Database" */
  char *words;             /* one or two sentences for the owner; of an account they may name an address */
  char *plain;             /* the same for somebody who helps: without a name, an address or a path */
  SoHealthGrade grade;
  SoHealthDo remedy;
} SoHealthItem;

/* How much waits. */
typedef struct {
  guint drafts[SO_N_DRAFT_STATES];
  guint jobs_waiting, jobs_failed;           /* what models do */
  guint sounds_waiting, sounds_failed;       /* what is to be written down */
  gint64 sharing_waiting;                    /* changes that the studio's other computers have not heard of; 0 also where it is not shared */
  guint aside;                               /* what the hub brought and could not be read */
} SoHealthQueues;

typedef struct {
  int schema;              /* of the database */
  char *sqlite;            /* "3.46.1" */
  gint64 bytes, free_bytes;  /* of the database; of the disk, -1: not known */
  gint64 backed_up_at;     /* ms; 0: never from this computer */
  gint64 next_at;          /* ms: when something happens by itself next; 0: nothing waits for its time */
  SoHealthQueues queues;
  GPtrArray *items;        /* SoHealthItem, in the order above */
  SoHealthGrade worst;
} SoHealthReport;
void so_health_report_free (SoHealthReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHealthReport, so_health_report_free)

/* Looks at everything. Blocking: the database is read once, seconds where it is large. Asks no server, and the key ring without a question to the
 * owner. NULL where the studio cannot be read at all. */
SoHealthReport *so_health_read (SoStudio *studio, GCancellable *cancellable, GError **error);
/* The same on a thread of its own. */
void so_health_read_async (SoStudio *studio, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoHealthReport *so_health_read_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* All of it as lines of text that may be sent to somebody who helps: no name, no address, no path, no secret. @versions: lines of the caller's own
 * ("GTK: 4.18.6"), or NULL. Free with g_free(). */
char *so_health_report_dup_text (const SoHealthReport *report, const char *versions);

/* For what a page does about it. Blocking: so_studio_job_async(). */
gboolean so_health_unlock (SoStudio *studio, GError **error);
gboolean so_health_retry (SoStudio *studio, GError **error);

G_END_DECLS
