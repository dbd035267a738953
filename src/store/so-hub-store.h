/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "so-role.h"

G_BEGIN_DECLS

/**
 * SoHubStore: what the hub keeps, in hub.db of its own folder or on a PostgreSQL server: requests of providers as they came in, the devices that
 * fetch them, and the codes by which devices join. Nothing of it is read by a desktop's store, and nothing of a studio's data is in it.
 *
 * One connection of one thread; to a file, one of them writes. A connection to a server is made again when it was lost: what was asked in
 * between fails with SO_ERROR_WAIT. A request is an event of one studio with the number after the last one, given when it
 * is committed: who has seen number N has seen everything before it.
 */
typedef struct _SoHubStore SoHubStore;

typedef enum {
  SO_HUB_STORE_WRITE,      /* makes the file or the tables where there are none */
  SO_HUB_STORE_READ,
} SoHubStoreMode;

/* Where it is. */
typedef struct {
  char *path;              /* of hub.db; or */
  char *server;            /* "postgresql://hub@db.example.org/hub", without a password */
  char *password;          /* or NULL */
  gboolean notify;         /* who reads is told at once when something is stored (NOTIFY); else it looks every few seconds */
} SoHubPlace;

SoHubStore *so_hub_store_open (const SoHubPlace *place, SoHubStoreMode mode, GError **error);
SoHubStore *so_hub_store_open_file (const char *path, SoHubStoreMode mode, GError **error);
void so_hub_store_close (SoHubStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubStore, so_hub_store_close)

/* Makes the studio if there is none yet. */
gboolean so_hub_store_add_studio (SoHubStore *self, const char *studio, GError **error);
/* Of this file and its copies; and of one studio's numbers: a new one after a restore, since numbers are given again then. Free with g_free(). */
char *so_hub_store_dup_id (SoHubStore *self, GError **error);
char *so_hub_store_dup_epoch (SoHubStore *self, const char *studio, GError **error);
gboolean so_hub_store_renew_epochs (SoHubStore *self, GError **error);

/* A request of a provider. */
typedef struct {
  char *studio;
  char *endpoint;
  char *provider;
  char *kind;              /* what the endpoint's path said: "sms"; or "" */
  char *headers;           /* those that matter, "Name: value\n" each */
  GBytes *body;            /* NULL where it is kept no longer */
  char *key;               /* hex: what makes it the same request when it comes again */
  char *id;                /* made of the key when it is read, so the same after a restore */
  gint64 received_at;
  gint64 seq;              /* its number; 0 where it was there already */
  gint64 size;
} SoHubEvent;
void so_hub_event_free (SoHubEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubEvent, so_hub_event_free)

/* All of them in one transaction, durable when this returns; sets their seq. On failure nothing is stored. */
gboolean so_hub_store_put (SoHubStore *self, GPtrArray *events, GError **error);

/* The events after number @after, in order, at most @most of them and, from the second one on, @most_bytes of bodies in sum. Bodies of more than
 * @most_inline bytes stay away (body NULL, size set). *@head: the last number there is. */
GPtrArray *so_hub_store_page (SoHubStore *self, const char *studio, gint64 after, guint most, gint64 most_bytes, gint64 most_inline,
                              gint64 *head, GError **error);
/* The body of one event; SO_ERROR_CHANGE where there is none (any more). */
GBytes *so_hub_store_body (SoHubStore *self, const char *studio, gint64 seq, GError **error);

/* Forgets bodies that every device has had since before @acked_before, then whole events from before @before; a part of them at a time: *@more. */
gboolean so_hub_store_sweep (SoHubStore *self, gint64 before, gint64 acked_before, gboolean *more, GError **error);

typedef struct {
  gint64 events;           /* ever, of all studios */
  gint64 waiting;          /* of them not yet fetched by the slowest device */
  gint64 devices;
  gint64 bytes;            /* of the file or the tables */
} SoHubNumbers;
gboolean so_hub_store_count (SoHubStore *self, SoHubNumbers *numbers, GError **error);

/* A whole copy in the new file @path, a hub.db wherever it comes from. */
gboolean so_hub_store_backup (SoHubStore *self, const char *path, GError **error);
/* What there is makes room for all that is in @from, with new epochs; a file is replaced instead. */
gboolean so_hub_store_fill (SoHubStore *self, SoHubStore *from, GError **error);
/* SO_ERROR_CHANGE with what is wrong with the file. */
gboolean so_hub_store_check (SoHubStore *self, GError **error);

/* --- Devices --- */

typedef struct {
  char *id;
  char *studio;
  char *name;
  SoRole role;
  gint64 cursor;           /* the last number that it acknowledged */
  gint64 paired_at;
  gint64 seen_at;          /* 0: never since */
  GStrv devs;              /* so_hub_sync_add_devs(); else NULL */
} SoHubDevice;
void so_hub_device_free (SoHubDevice *device);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubDevice, so_hub_device_free)

/* A new code ("7KXQ-M2PD", to be read out and typed) that lets one device join before @until, as what @role may. Free with g_free(). */
char *so_hub_store_offer (SoHubStore *self, const char *studio, SoRole role, gint64 until, GError **error);
/* Uses a code up: the device, and in *@key what it shows from now on, which is kept nowhere here. SO_ERROR_SIGN_IN for a code that is not (any more) offered. */
SoHubDevice *so_hub_store_pair (SoHubStore *self, const char *code, const char *name, char **key, GError **error);
/* All codes that are still open, after too many wrong ones. */
gboolean so_hub_store_withdraw_codes (SoHubStore *self, GError **error);
/* Whose key this is; SO_ERROR_SIGN_IN where it is nobody's (any more). */
SoHubDevice *so_hub_store_device (SoHubStore *self, const char *key, GError **error);
/* The device has everything up to @seq; never goes back. SO_ERROR_GIVE_UP for a number that was never given. */
gboolean so_hub_store_ack (SoHubStore *self, const SoHubDevice *device, gint64 seq, GError **error);
/* SoHubDevice, those of @studio (NULL: of all) that are still paired, in the order in which they joined. */
GPtrArray *so_hub_store_devices (SoHubStore *self, const char *studio, GError **error);
/* SO_ERROR_CHANGE where there is no such device. */
gboolean so_hub_store_revoke (SoHubStore *self, const char *device, GError **error);

G_END_DECLS
