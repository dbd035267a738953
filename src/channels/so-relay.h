/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-hub-link.h"
#include "so-secrets.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SO_HUB_SIGNING_KEY "signing-key"   /* beside SO_HUB_KEY: what this computer signs orders by */

/**
 * SoRelay: the way out of an account that was handed over to the hub. A message goes there as an order that is signed (so-order.h), once however often
 * it is said; the hub sends it, and says what became of it, also later. Nothing can be pulled or fetched by it: that the account's own adapter does.
 */
#define SO_TYPE_RELAY (so_relay_get_type ())
G_DECLARE_FINAL_TYPE (SoRelay, so_relay, SO, RELAY, GObject)

/* @sender: so_outlet_dup_sender(). SO_ERROR_CHANGE where the hub's address cannot be used. */
SoRelay *so_relay_new (const SoHubLink *link, const char *sender, SoSecrets *secrets, GError **error);

/* Calls an order back: TRUE where it never leaves, also where it never came there. Else @error says why. */
gboolean so_relay_withdraw (SoRelay *self, const char *tag, GCancellable *cancellable, GError **error);

/* What the hub says of an order, there and in its events. */
typedef enum {
  SO_RELAY_WAITING,
  SO_RELAY_SENT,
  SO_RELAY_FAILED,
  SO_RELAY_UNKNOWN,
  SO_RELAY_VOID,
} SoRelayState;

typedef struct {
  SoRelayState state;
  char *id;
  char *remote_id;
  char *detail;            /* in words; or NULL */
  char *alias;             /* a number as the provider writes it; or NULL */
  char *by;                /* name of the computer that approved it */
  gboolean sign_in, stopped;
  gint64 at, next_at;      /* ms; 0: not said */
} SoRelayReport;
void so_relay_report_clear (SoRelayReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoRelayReport, so_relay_report_clear)
/* Pure. FALSE where @object is none. */
gboolean so_relay_read_report (JsonObject *object, SoRelayReport *report);

G_END_DECLS
