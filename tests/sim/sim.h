/* SPDX-License-Identifier: MIT */
#pragma once

/* Several desktops, a hub and a provider in one process and one thread: the same code as in the products, with a clock, a randomness, a transport
 * and a provider that follow from one number. The same seed is the same run, on every computer. */
#include <glib.h>

#include "so-db.h"
#include "so-hub-sync.h"
#include "so-share.h"

#define SIM_MOST_DESKS 4
#define STUDIO "default"

/* What goes wrong in a run, each in thousandths of the cases. */
typedef struct {
  guint drop, duplicate, delay;          /* of texts between desktops and the hub; a delay is up to 20 s */
  guint cut;                             /* a desktop is away, for up to 200 s */
  guint fail_desk, fail_hub;             /* a statement in the middle fails, and with it the transaction */
  guint mute;                            /* the hub dies after it has stored and before it answers */
  guint set_back, clone, restore;        /* of 1000 steps */
  guint compact;
  guint skew;                            /* a desktop's clock is up to two days wrong; and jumps */
  guint page;                            /* rows of a page; 0: as in the products, where all fits on one */
  guint provider;                        /* the provider takes it and nobody hears of it; or the hub dies around the call */
} SimFaults;

typedef struct {
  char *path, *old;                      /* old: the folder as it was some time ago; "" none */
  SoDb *db;
  gint64 skew, away_until;
  guint device;                          /* whose key it shows: a copy shows that of what it was copied from */
  gint64 pushed;                         /* up to which change was told in this go */
  gint64 began;                          /* when its program did */
  guint version, file_version, old_version;   /* of the program, of what last opened the folder, of its copy; 0: this one */
} SimDesk;

typedef struct {
  char *path, *old;
  SoHubStore *store;
  gint64 restored_at;
} SimHub;

typedef struct {
  guint desk;
  gboolean to_hub;
  char *text;
  gint64 at, asked;
} SimPacket;

typedef struct {
  guint64 seed;
  GRand *rand;
  char *folder;
  gint64 now;
  SimFaults faults;
  SimDesk desks[SIM_MOST_DESKS];
  guint n_desks;
  SoRole role;                           /* of the second desktop */
  SimHub hub;
  GPtrArray *packets;
  GHashTable *facts;                     /* "table id" of rows that somebody has made and nobody has lost */
  GHashTable *sent;                      /* draft → how often the provider took it */
  GString *log;                          /* what happened, where it is wanted */
  char *failure;
  gboolean calm;                         /* nothing goes wrong any more */
  gboolean odd;                          /* a folder was set back or copied, the hub set back or its log forgotten: numbers may be used twice */
  guint older;                           /* which other version is among them; 0: none */
} Sim;

/* What happened in all runs, for the last line. */
typedef struct { guint64 steps, packets, dropped, duplicated, set_back, clones, restores, forks, sends, confirms, failed_statements, notices, facts, upgrades; } SimCount;
extern SimCount sim_count;

/* NULL: all is well; else what is not, free with g_free(). */
char *sim_run (guint64 seed, const char *folder, gboolean tell);

guint sim_below (Sim *sim, guint n);
gboolean sim_chance (Sim *sim, guint thousandths);
void sim_note (Sim *sim, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_fail (Sim *sim, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_copy (const char *from, const char *to);
/* Before the file of an open database is replaced: connections keep their locks otherwise, since to take them is most of the work. */
void sim_let_go (SoDb *db);

/* Desktops. */
void sim_desk_open (Sim *sim, guint d);              /* empty */
void sim_desks_close (void);
void sim_desk_act (Sim *sim, guint d);               /* its owner does something */
void sim_desk_talk (Sim *sim, guint d);              /* it asks the hub something */
void sim_desk_hear (Sim *sim, guint d, const char *text, gint64 asked);
void sim_desk_remember (Sim *sim, guint d);
void sim_desk_set_back (Sim *sim, guint d);
void sim_desk_clone (Sim *sim, guint from, guint to);
gboolean sim_desk_begin (Sim *sim, guint d);
gboolean sim_desk_end (Sim *sim, guint d, gboolean good);
void sim_desk_settle (Sim *sim, guint d);

/* What desktops send. */
extern const char *const sim_devices[SIM_MOST_DESKS];
char *sim_any_id (Sim *sim, SoDb *db, const char *table);
void sim_send_open (Sim *sim, guint d);
gboolean sim_send_act (Sim *sim, SoDb *db, GPtrArray *made);
void sim_send_begin_run (Sim *sim, guint d);         /* the program begins */
void sim_send_work (Sim *sim, guint d);
void sim_send_check (Sim *sim, guint d);
void sim_provider_takes (Sim *sim, const char *draft);

/* Versions. */
guint sim_n_versions (void);
void sim_use_version (guint version);
void sim_choose_versions (Sim *sim);
gboolean sim_knows (Sim *sim, guint d, const char *name);    /* "task", "contact.notes" */
void sim_fit_version (Sim *sim, guint d);                    /* another folder is there, or another program */
void sim_upgrade (Sim *sim, guint d);
void sim_check_versions (Sim *sim);

/* The hub, and what it sends. */
void sim_hub_open (Sim *sim);                        /* empty */
void sim_hub_close (void);
void sim_hub_hear (Sim *sim, guint d, const char *text, gint64 asked);
void sim_hub_remember (Sim *sim);
void sim_hub_restore (Sim *sim);
void sim_hub_work (Sim *sim);
extern const SoHubSyncCommands sim_commands;

void sim_send (Sim *sim, guint d, gboolean to_hub, char *text, gint64 asked);
/* After something was lost on purpose: what nobody has any more is not asked for in the end. */
void sim_forget_lost (Sim *sim);
void sim_check (Sim *sim);
/* Where a desktop shows something else than the hub holds. */
void sim_tell_differences (Sim *sim, guint d);

/* Studios to begin with, made once. */
void sim_make_templates (const char *folder);
