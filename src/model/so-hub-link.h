/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-error.h"

G_BEGIN_DECLS

/* This computer's side of a hub: where it is, and how far it has been read. Holds no secret. Free with so_hub_link_free(). */
typedef struct {
  char *url;          /* "https://hub.example.org" */
  char *hub;          /* id */
  char *device;       /* this computer's id there, and its name */
  char *name;
  char *epoch;        /* which count the numbers are of */
  gint64 cursor;      /* the last event that is stored here */
  gint64 acked;       /* the last one that the hub knows to be */
  gint64 head;        /* the last one that the hub had */
  gint64 paired_at;   /* ms, as below */
  gint64 heard_at;    /* 0: never */
  char *doors;        /* JSON, for so_hub_doors_parse(); or NULL */
  char *error;        /* in words, or NULL */
  SoError error_kind; /* nothing without one */
} SoHubLink;
void so_hub_link_free (SoHubLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubLink, so_hub_link_free)

/* An address that a provider calls. */
typedef struct {
  char *name;         /* "whatsapp-main" */
  char *provider;     /* "whatsapp" */
  char *url;
  gint64 last_at;     /* ms: when the last event came by it that is here; 0: never */
} SoHubDoor;
void so_hub_door_free (gpointer door);
/* SoHubDoor of what so_hub_doors_write() made; what cannot be read is left out. */
GPtrArray *so_hub_doors_parse (const char *json);
char *so_hub_doors_write (const GPtrArray *doors);

/* Why an event is set aside. */
typedef enum {
  SO_HUB_ASIDE_ACCOUNT,      /* no account of this studio is meant by it */
  SO_HUB_ASIDE_PAUSED,       /* its account is switched off */
  SO_HUB_ASIDE_UNREADABLE,
  SO_HUB_ASIDE_UNSUPPORTED,  /* nobody in this version reads such events */
  SO_HUB_ASIDE_FAULT,        /* it could be read and not stored */
  SO_N_HUB_ASIDES
} SoHubAside;
const char *so_hub_aside_nick (SoHubAside reason);
gboolean so_hub_aside_parse (const char *nick, SoHubAside *reason);

/* One event that came by the hub. Free with so_hub_news_free(). */
typedef struct {
  gint64 n;           /* 0: not stored yet */
  char *id;
  gint64 seq;
  char *endpoint, *provider, *kind;
  gint64 received_at; /* ms: by the hub */
  gint64 size;        /* of a body that is asked for by itself; -1: it is here, or nowhere any more */
  GBytes *body;       /* or NULL */
  gboolean aside;
  SoHubAside reason;  /* where it is set aside */
  char *detail;       /* in words, or NULL */
} SoHubNews;
void so_hub_news_free (gpointer news);

G_END_DECLS
