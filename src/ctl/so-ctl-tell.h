/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-alert-mails.h"
#include "so-ctl.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What alert-mail and alert-text share: words that change something, then what holds. */

typedef struct {
  guint most;                                                            /* words */
  gboolean (*change) (SoCtl *ctl, const char *word, GError **error);
  JsonObject *(*describe) (SoDb *db, GError **error);
} SoCtlTell;

gboolean so_ctl_tell (SoCtl *ctl, const SoCtlTell *tell, GError **error);

/* To whom the code went that is waited for, from that setting (so-tell-code.h). The code itself is for who can read it there. */
void so_ctl_tell_set_asked (JsonObject *object, SoDb *db, const char *key);

/* Rows (SoAlertMail), each by what both have; @more, or NULL, adds what only one of them has. */
void so_ctl_tell_set_rows (JsonObject *object, const char *name, GPtrArray *rows, void (*more) (JsonObject *object, const SoAlertMail *row));

G_END_DECLS
