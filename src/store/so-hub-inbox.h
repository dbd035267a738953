/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-link.h"
#include "so-store.h"

G_BEGIN_DECLS

/* How far the hub was read, and what it brought: both move in the transaction that stores what an event says, so that it is stored once. */

/* NULL without an error: this computer is not paired. */
SoHubLink *so_hub_link_find (SoDb *db, GError **error);
/* In place of the one that there is. */
gboolean so_hub_link_set (SoDb *db, const SoHubLink *link, GError **error);
gboolean so_hub_link_remove (SoDb *db, GError **error);
/* @cursor is the last that is stored, of @head; nothing is wrong with the hub. */
gboolean so_hub_link_move (SoDb *db, const char *epoch, gint64 cursor, gint64 head, GError **error);
gboolean so_hub_link_acked (SoDb *db, gint64 acked, GError **error);
gboolean so_hub_link_set_doors (SoDb *db, const char *doors, GError **error);
gboolean so_hub_link_failed (SoDb *db, const char *words, SoError kind, GError **error);

/* TRUE where it is here already, stored or set aside. */
gboolean so_hub_news_is_known (SoDb *db, const char *id);
/* @news as it is: its body is kept only where it is set aside. */
gboolean so_hub_news_add (SoDb *db, const SoHubNews *news, GError **error);
/* What became of one that was set aside, by its n: as its fields say now. */
gboolean so_hub_news_settle (SoDb *db, const SoHubNews *news, GError **error);
/* SoHubNews that are set aside, oldest first; @after: n of the last one seen. */
GPtrArray *so_hub_news_aside (SoDb *db, gint64 after, guint limit, GError **error);
guint so_hub_news_count_aside (SoDb *db);
/* ms; 0: never. */
gint64 so_hub_news_last_at (SoDb *db, const char *endpoint);
/* What is stored and older than @before is not needed to know it again. */
gboolean so_hub_news_forget (SoDb *db, gint64 before, GError **error);

G_END_DECLS
