/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"
#include "so-json.h"

G_BEGIN_DECLS

/* Handler of SoupServer; @data is the hub. */
void so_hub_on_chat (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);

/* Pages of @visit (NULL: of all) that wait look once more. */
void so_hub_wake_visitors (SoHub *self, const char *visit);

/* What its files share. TRUE where @error was answered, and @call is gone. */
gboolean so_hub_visitor_failed (SoHubCall *call, const GError *error);
/* Takes both. */
void so_hub_visitor_answer (SoHubCall *call, JsonObject *object);
void so_hub_visitor_set_time (JsonObject *object, const char *name, gint64 ms);
/* Nobody is there: the owner says so (@said), or no computer of the studio has asked for a while. */
gboolean so_hub_visitor_is_away (SoHub *self, const char *studio, gboolean said);
/* An event of the chat; @same is what it is known by when it comes again. Takes @object. */
SoHubEvent *so_hub_visitor_event (const SoHubChat *chat, const char *kind, const char *visit, const char *same, JsonObject *object);
/* Takes @call. */
void so_hub_visitor_poll (SoHubCall *call, JsonObject *body);

/* /v1/chat/… of a desktop (so-hub-answers.c), with @body (NULL: none). FALSE where there is no such request. */
gboolean so_hub_route_answers (SoHubCall *call, const char *method, const char *path, JsonObject *body);

/* The one JSON object that a body is, NULL where it is not; *@node keeps it. */
JsonObject *so_hub_parse_body (SoupServerMessage *message, JsonNode **node);

G_END_DECLS
