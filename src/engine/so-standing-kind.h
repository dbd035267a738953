/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"

G_BEGIN_DECLS

/* What may be answered by itself, once the owner has switched it on. In the order in which they are asked: the first that
 * fits answers. Complaints and bookings are none of these, and cannot become one. */
typedef enum {
  SO_STANDING_LOCATION,
  SO_STANDING_OPENING_HOURS,
  SO_STANDING_SCHEDULE_FACTS,
  SO_STANDING_PRICE_FACTS,
  SO_STANDING_OUT_OF_HOURS,
  SO_STANDING_GREETING,
  SO_STANDING_ACKNOWLEDGEMENT,
  SO_STANDING_MISSED_CALL,
  SO_N_STANDINGS,
} SoStandingKind;

const char *so_standing_kind_nick (SoStandingKind kind);
/* For people, translated: a name, and one sentence on when it answers. */
const char *so_standing_kind_label (SoStandingKind kind);
const char *so_standing_kind_summary (SoStandingKind kind);
/* In English, for the owner to change. */
const char *so_standing_kind_text (SoStandingKind kind);
/* It says that the message came, and answers nothing: the conversation stays open. */
gboolean so_standing_kind_acknowledges (SoStandingKind kind);
/* It answers a question with what the studio's own data say. */
gboolean so_standing_kind_tells_facts (SoStandingKind kind);
/* The kind of a standing approval's id, or SO_N_STANDINGS. */
SoStandingKind so_standing_kind_of_id (const char *standing_id);

/* SO_ERROR_CHANGE where there is none: for complaints and bookings the sentence says why there never is. */
gboolean so_standing_kind_parse (const char *nick, SoStandingKind *kind, GError **error);

/* Whether what a customer wrote is of the kind; @closed: the studio is, by its hours. Nothing that is written is a missed call. Pure. */
gboolean so_standing_kind_fits (SoStandingKind kind, const char *text, gboolean closed);
/* Whether a message is about the kind's topic: for what the owner's decisions tell about it. @topic: sub-category of a message or
 * category of an entry, or NULL. */
gboolean so_standing_kind_is_about (SoStandingKind kind, const char *topic);

G_END_DECLS
