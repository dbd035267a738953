/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A row of the studio's price list. Free with so_price_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *name;         /* "Beginner Salsa" */
  gint64 amount;      /* minor units: 1500 is 15 € */
  char *currency;     /* ISO 4217 */
  char *unit;         /* "per class", or NULL */
  gint64 version;     /* counts changes, from 1 */
  gint64 updated_at;
} SoPrice;

SoPrice *so_price_copy (const SoPrice *price);
void so_price_free (SoPrice *price);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPrice, so_price_free)

G_END_DECLS
