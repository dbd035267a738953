/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How likely somebody is to become a customer, 0 to 100, as a sum of points that everybody can check. Never moves a stage.
 *
 *   asks for a price                    15     wrote two or three messages            5
 *   asks when                           10     wrote four or more                    10
 *   asks for a trial                    25     wrote in the last day                 10
 *   wants to enrol                      35     wrote in the last week                 5
 *   wants a place or an appointment     25     wrote nothing for 30 days            -15
 *   private session or a group          30     complains                            -20
 *   wants it today                      20     cancels                              -25
 *   says yes ("count me in")            20     sells something                      -60
 *   names a day or an hour              10     is in good humour                      5
 *   names a class                        5     is in bad humour                     -10
 *   begins from nothing, or a child      5     was sent by a friend                  10
 *
 * Each counts once, however often it is said. */
typedef enum {
  SO_LEAD_PRICE, SO_LEAD_WHEN, SO_LEAD_TRIAL, SO_LEAD_ENROL, SO_LEAD_RESERVE, SO_LEAD_PRIVATE, SO_LEAD_SOON, SO_LEAD_READY, SO_LEAD_DAY,
  SO_LEAD_CLASS, SO_LEAD_BEGINNER, SO_LEAD_REFERRED, SO_LEAD_SOME, SO_LEAD_MANY, SO_LEAD_FRESH, SO_LEAD_WEEK, SO_LEAD_STALE,
  SO_LEAD_COMPLAINS, SO_LEAD_CANCELS, SO_LEAD_SELLS, SO_LEAD_GLAD, SO_LEAD_CROSS,
  SO_N_LEAD_SIGNALS,
} SoLeadSignal;

#define SO_LEAD_WEIGHT_MOST 100

const char *so_lead_signal_nick (SoLeadSignal signal);      /* "asks_price": static */
const char *so_lead_signal_label (SoLeadSignal signal);     /* for people, translated */
int so_lead_signal_points (SoLeadSignal signal);            /* as in the table above */

/* TRUE for what says that somebody wants to buy: shown as chips. */
gboolean so_lead_signal_buys (SoLeadSignal signal);

/* Weights that the owner has changed: {"asks_price": 20}; NULL: none. What has no such nick, or is beyond ±100, is refused with a
 * sentence, and nothing is changed. */
gboolean so_lead_weights_parse (const char *json, int weights[SO_N_LEAD_SIGNALS], GError **error);

/* Adds what one message tells to the set of @signals (bits of SoLeadSignal). */
guint32 so_lead_signals_of_message (const char *category, const char *sub_category, const char *sentiment, const char *const *tags,
                                    gboolean names_time, gboolean names_class);
/* And what its number and age tell. @newest_at, @now: ms. */
guint32 so_lead_signals_of_count (guint messages, gint64 newest_at, gint64 now);

/* 0 to 100. */
int so_lead_score (guint32 signals, const int weights[SO_N_LEAD_SIGNALS]);
G_END_DECLS
