/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-entry.h"
#include "so-item.h"
#include "so-lead.h"
#include "so-log-entry.h"
#include "so-search.h"
#include "so-store.h"
#include "so-threads.h"

G_BEGIN_DECLS

/**
 * SoLiveList: a GListModel of SoItem over the store, kept true by itself. Only the numbers of all
 * rows are held (8 bytes each); a row is read when it is asked for (one indexed read). Numbers
 * are read on a worker thread; the first page comes at once. A change in the store leads to at
 * most one items-changed, and rows that stay keep their objects.
 */
#define SO_TYPE_LIVE_LIST (so_live_list_get_type ())
G_DECLARE_FINAL_TYPE (SoLiveList, so_live_list, SO, LIVE_LIST, GObject)

SoLiveList *so_live_list_new_threads (SoStore *store, const SoThreadFilter *filter); /* SoThread */
/* Messages of a thread, or with @contact_id of all threads of a person; oldest first: SoMessage. */
SoLiveList *so_live_list_new_messages (SoStore *store, const char *thread_id, const char *contact_id);
SoLiveList *so_live_list_new_contacts (SoStore *store, const char *query);           /* SoContact */
SoLiveList *so_live_list_new_drafts (SoStore *store, guint states);                  /* SoDraft; bits of 1 << SoDraftState */
SoLiveList *so_live_list_new_drafts_by_change (SoStore *store, guint states);        /* the same, those that changed last first */
SoLiveList *so_live_list_new_knowledge (SoStore *store, const char *query);          /* SoKnowledge */

SoLiveList *so_live_list_new_prices (SoStore *store, const char *query);             /* SoPrice */
SoLiveList *so_live_list_new_templates (SoStore *store, const char *query);          /* SoReplyTemplate */
SoLiveList *so_live_list_new_questions (SoStore *store, const char *query);          /* SoQuestion; open ones */
/* Decisions, newest first: SoLogEntry. */
SoLiveList *so_live_list_new_log (SoStore *store, const SoLogFilter *filter);

/* Calls, newest first: SoCallEntry. */
SoLiveList *so_live_list_new_calls (SoStore *store, const SoCallLogFilter *filter);

/* A column of the board, the highest score first: SoLead. */
SoLiveList *so_live_list_new_leads (SoStore *store, SoStage stage, const SoLeadFilter *filter);

/* Another filter for the same list (kept objects stay). Only on a list of threads. */
void so_live_list_set_filter (SoLiveList *list, const SoThreadFilter *filter);
/* The same on a log of decisions. What is shown stays until the answer comes ("loading"). */
void so_live_list_set_log_filter (SoLiveList *list, const SoLogFilter *filter);
/* The same on a list of calls. */
void so_live_list_set_call_filter (SoLiveList *list, const SoCallLogFilter *filter);
/* The same on a column of the board. */
void so_live_list_set_lead_filter (SoLiveList *list, const SoLeadFilter *filter);
/* Another query. Only on lists that were made with one. */
void so_live_list_set_query (SoLiveList *list, const char *query);

/* A steady list never moves under the hand: rows change in place, but none comes, goes or takes another place because
 * something arrived. What arrived is counted in the property "news" and shown by so_live_list_take_in(). A list that
 * is empty, or shows another filter, takes everything in at once. */
void so_live_list_set_steady (SoLiveList *list, gboolean steady);
/* How many rows are new, or have heard from a customer and would move up, since the list was taken in last. */
guint so_live_list_get_news (SoLiveList *list);
/* What is known to have come is shown at once, what just changed as soon as it is read. */
void so_live_list_take_in (SoLiveList *list);

/* TRUE until the first full read has come back (for a spinner). Property "loading". */
gboolean so_live_list_get_loading (SoLiveList *list);

/* Position of the row with this id, or GTK_INVALID_LIST_POSITION (G_MAXUINT). */
guint so_live_list_find (SoLiveList *list, const char *id);

G_END_DECLS
