/* SPDX-License-Identifier: MIT */
/* What desktops say: their changes, each once, and after a count began anew all that holds on theirs. */
#include "so-hub-sync-private.h"

#include <string.h>

#include "so-error.h"
#include "so-hub-claims.h"
#include "so-json.h"

#define MOST_OPS 2000
#define MOST_NAME 64
#define MOST_PK 200

typedef struct {
  SoHubTurn turn;
  const char *device, *dev;
  const SoHubSyncCommands *commands;
  gint64 acked, last;        /* numbers of this desktop: it has seen all up to acked, we have had all up to last */
  gboolean fork;
} Push;

static gboolean
is_name (const char *text)
{
  return strlen (text) <= MOST_NAME && text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == 0;
}

/* Why it is not looked at; NULL: it is. Refused by name, so that who sent it knows which. */
static const char *
find_fault (const SoHubChange *c)
{
  gboolean command = !strcmp (c->tbl, SO_SHARE_COMMAND);

  if ((!command && (!*c->tbl || !is_name (c->tbl))) || (strcmp (c->grp, SO_SHARE_GONE) && !is_name (c->grp)) || strlen (c->nonce) > MOST_NAME)
    return "There is no such table or group.";
  if (!*c->pk || strlen (c->pk) > MOST_PK)
    return "A row needs an id of at most 200 letters.";
  if (!c->body)
    return "A value has to be an object.";
  if (strlen (c->val) > SO_SHARE_MOST_VALUE)
    return "The value is too large.";
  if (c->n > 0 && !strcmp (c->tbl, "draft") && !strcmp (c->grp, "claim") && so_json_string (c->body, "claim"))
    return "Who sends a draft is said by the hub.";
  return c->h < 0 ? "The stamp is before 1970." : NULL;
}

static void
read_change (JsonObject *object, const char *dev, SoHubChange *c)
{
  JsonArray *base = so_json_array (object, "b");
  JsonNode *val = json_object_has_member (object, "v") ? json_object_get_member (object, "v") : NULL;

  *c = (SoHubChange) { .dev = dev, .nonce = so_hub_sync_text (object, "x"), .tbl = so_hub_sync_text (object, "t"), .pk = so_hub_sync_text (object, "k"),
                       .grp = so_hub_sync_text (object, "g"), .n = so_json_int (object, "n"), .h = so_json_int (object, "h"), .base_dev = "",
                       .body = val ? so_json_root (val) : NULL };
  c->val = c->body ? so_json_write (val, FALSE) : g_strdup ("{}");
  if (base && json_array_get_length (base) == 2 && JSON_NODE_HOLDS_VALUE (json_array_get_element (base, 0)) && JSON_NODE_HOLDS_VALUE (json_array_get_element (base, 1)))
    {
      const char *text = json_node_get_value_type (json_array_get_element (base, 1)) == G_TYPE_STRING ? json_array_get_string_element (base, 1) : NULL;

      c->base_h = json_node_get_value_type (json_array_get_element (base, 0)) == G_TYPE_INT64 ? json_array_get_int_element (base, 0) : 0;
      c->base_dev = text ? text : "";
    }
}

static gboolean
answer_command (Push *push, const SoHubChange *c, char **answer, GError **error)
{
  SoHubAsk ask = { .studio = push->turn.studio, .dev = c->dev, .device = push->device, .id = c->pk, .body = c->body, .now = push->turn.now };

  if (!strcmp (c->grp, "claim"))
    return so_hub_claim_decide (push->turn.store, &ask, answer, error);
  return push->commands->decide (push->commands->data, push->turn.store, ask.studio, c->grp, ask.id, ask.body, ask.now, answer, error);
}

static gboolean
decide (Push *push, SoHubChange *c, GError **error)
{
  g_autofree char *answer = NULL;

  if (!push->commands && strcmp (c->grp, "claim"))
    return so_hub_turn_log (&push->turn, c, -1, "The hub does not know what it is to decide here.", error);
  /* What it says of its own counts on from here. */
  if (!so_hub_turn_end (&push->turn, error) || !answer_command (push, c, &answer, error) || !so_hub_turn_begin (&push->turn, error))
    return FALSE;
  return so_hub_turn_log (&push->turn, c, 1, answer, error);
}

/* Had before, word for word; or the name is used by two. */
static gboolean
check_known (Push *push, const SoHubChange *c, GError **error)
{
  g_autofree char *nonce = NULL;

  if (!so_hub_sql_text (push->turn.store, &nonce, error, "SELECT nonce FROM sync_log WHERE studio = ? AND dev = ? AND n = ?", "tti", push->turn.studio, c->dev, c->n))
    return FALSE;
  push->fork |= !nonce || strcmp (nonce, c->nonce);
  return TRUE;
}

static gboolean
take_op (Push *push, JsonObject *object, GError **error)
{
  SoHubChange c;
  const char *fault;
  gboolean good;

  if (!object || so_json_int (object, "n") <= 0)
    return so_fail (error, SO_ERROR_CHANGE, "Each change needs a number.");
  read_change (object, push->dev, &c);
  fault = find_fault (&c);
  if (c.n <= push->acked)
    good = TRUE;
  else if (c.n <= push->last)
    good = check_known (push, &c, error);
  else if (!fault && !strcmp (c.tbl, SO_SHARE_COMMAND))
    good = decide (push, &c, error);
  else
    good = so_hub_turn_take (&push->turn, &c, fault, error);
  push->last = MAX (push->last, c.n);
  g_free (c.val);
  return good;
}

static gboolean
load_device (Push *push, GError **error)
{
  return so_hub_sql_int (push->turn.store, &push->last, error, "SELECT last_n FROM sync_device WHERE studio = ? AND dev = ?", "tt", push->turn.studio, push->dev);
}

static gboolean
save_device (Push *push, GError **error)
{
  return so_hub_sql_run (push->turn.store, error, "INSERT INTO sync_device (studio, dev, device, last_n, acked, cursor, seen_at) VALUES (?, ?, ?, ?, ?, 0, ?)"
                         " ON CONFLICT (studio, dev) DO UPDATE SET device = excluded.device, last_n = excluded.last_n,"
                         " acked = CASE WHEN excluded.acked > sync_device.acked THEN excluded.acked ELSE sync_device.acked END, seen_at = excluded.seen_at", "tttiii",
                         push->turn.studio, push->dev, push->device, push->last, push->acked, push->turn.now);
}

static gboolean
take_ops (Push *push, JsonArray *ops, GError **error)
{
  for (guint i = 0; i < json_array_get_length (ops) && !push->fork; i++)
    if (!take_op (push, so_json_element (ops, i), error))
      return FALSE;
  return TRUE;
}

/* What the answer says instead, where it has to; NULL: go on. */
static const char *
find_hindrance (Push *push, JsonObject *request)
{
  push->last = MAX (push->last, push->acked);
  /* A page between is on its way, or was lost: taken out of turn, it would never be taken. */
  return so_json_int (request, "prev") > push->last ? "gap" : NULL;
}

static gboolean
run (Push *push, JsonObject *request, JsonArray *ops, const char **what, GError **error)
{
  if (!so_hub_turn_begin (&push->turn, error) || !load_device (push, error))
    return FALSE;
  *what = find_hindrance (push, request);
  if (*what)
    return TRUE;
  if (!take_ops (push, ops, error))
    return FALSE;
  *what = push->fork ? "fork" : NULL;
  return push->fork || (save_device (push, error) && so_hub_turn_end (&push->turn, error));
}

char *
so_hub_sync_push (SoHubStore *store, const char *studio, const char *device, JsonObject *request, gint64 now, const SoHubSyncCommands *commands, GError **error)
{
  Push push = { .turn = { .store = store, .studio = studio, .epoch = so_hub_sync_text (request, "epoch"), .device = device, .now = now }, .device = device, .dev = so_hub_sync_text (request, "dev"), .commands = commands,
                .acked = so_json_int (request, "acked") };
  JsonArray *ops = so_json_array (request, "ops");
  const char *what = NULL;
  JsonObject *answer;
  gboolean good;

  if (!*push.dev || strlen (push.dev) > MOST_NAME || !strcmp (push.dev, "hub") || !ops || json_array_get_length (ops) > MOST_OPS)
    return so_fail (error, SO_ERROR_CHANGE, "This is no list of changes."), NULL;
  if (!so_hub_sql_begin (store, error))
    return NULL;
  good = run (&push, request, ops, &what, error);
  /* What is answered with a hindrance is undone. */
  if (!good || what)
    so_hub_sql_end (store, FALSE, NULL);
  if (!good || (!what && !so_hub_sql_end (store, so_hub_sql_tell (store, error), error)))
    return NULL;
  answer = so_hub_sync_begin_answer (what ? what : "push", request, now);
  json_object_set_string_member (answer, "dev", push.dev);
  json_object_set_int_member (answer, "last", push.last);
  if (!what)
    json_object_set_int_member (answer, "head", push.turn.head);
  return so_json_write_object (answer);
}

/* --- merge --- */

static gboolean
take_rows (SoHubTurn *turn, JsonArray *rows, GError **error)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *object = so_json_element (rows, i);
      SoHubChange c;
      gboolean good;

      if (!object)
        continue;
      read_change (object, so_hub_sync_text (object, "d"), &c);
      c.n = 0;
      c.base_h = -1;
      good = find_fault (&c) || !strcmp (c.tbl, SO_SHARE_COMMAND) || so_hub_turn_take (turn, &c, NULL, error);
      g_free (c.val);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

char *
so_hub_sync_merge (SoHubStore *store, const char *studio, JsonObject *request, gint64 now, GError **error)
{
  SoHubTurn turn = { .store = store, .studio = studio, .epoch = so_hub_sync_text (request, "epoch"), .now = now };
  JsonArray *rows = so_json_array (request, "rows");
  JsonObject *answer;

  if (!rows || json_array_get_length (rows) > MOST_OPS)
    return so_fail (error, SO_ERROR_CHANGE, "This is no list of rows."), NULL;
  if (!so_hub_sql_begin (store, error) ||
      !so_hub_sql_end (store, so_hub_turn_begin (&turn, error) && take_rows (&turn, rows, error) && so_hub_turn_end (&turn, error) && so_hub_sql_tell (store, error), error))
    return NULL;
  answer = so_hub_sync_begin_answer ("merge", request, now);
  json_object_set_string_member (answer, "from", so_hub_sync_text (request, "from"));
  json_object_set_string_member (answer, "to", so_hub_sync_text (request, "to"));
  return so_json_write_object (answer);
}
