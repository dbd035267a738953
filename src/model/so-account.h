/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"
#include "so-error.h"

G_BEGIN_DECLS

/* One way in and out of the studio. Holds no secret. Free with so_account_free(). */
typedef struct {
  gint64 n;
  char *id;
  SoChannelKind channel;
  char *name;         /* for people */
  char *address;      /* number, mail address, user name; or NULL */
  char *transport;    /* adapter that moves its messages: "loopback" in a demo, else the channel's */
  char *settings;     /* JSON object of KEY=VALUE; or NULL */
  char *cursor;       /* where the next pull goes on, or NULL */
  char *error;        /* last error in words, or NULL */
  SoError error_kind; /* what can be done about it; nothing without one */
  gint64 retry_at;    /* ms: it is asked again then, 0: no matter */
  gint64 synced_at;   /* ms: when all was read last, to the minute; 0: never */
  gboolean elsewhere; /* another computer of the studio has its keys: only that one reads it */
  char *computer;     /* what that one is called, "" where that is not known; NULL: it is this one */
  gboolean paused;    /* neither read nor written to, until the owner switches it on again */
} SoAccount;

void so_account_free (SoAccount *account);

/* Its setting @name ("signature", "from"), or NULL. Free with g_free(). */
char *so_account_dup_setting (const SoAccount *account, const char *name);

/* How it fares, in the order of what needs the owner more. */
typedef enum {
  SO_HEALTH_GOOD,
  SO_HEALTH_ELSEWHERE, /* another computer of the studio reads it */
  SO_HEALTH_OFF,       /* the owner switched it off */
  SO_HEALTH_WAITING,   /* it goes on by itself, at @retry_at */
  SO_HEALTH_CHANGE,    /* something is to be changed */
  SO_HEALTH_SIGN_IN,   /* the token is refused, or missing */
} SoHealth;

/* Pure. */
SoHealth so_account_health (const SoAccount *account);
/* "good", "elsewhere", "off", "waiting", "change", "sign-in": as studioctl has it. */
const char *so_health_nick (SoHealth health);
/* TRUE where nothing gets better until the owner does something. */
gboolean so_health_needs_owner (SoHealth health);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoAccount, so_account_free)

G_END_DECLS
