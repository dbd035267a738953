/* SPDX-License-Identifier: MIT */
/* What desktops say: their changes, each once, and after a count began anew all that holds on theirs. */
#include "so-hub-sync-private.h"

#include <string.h>

#include "so-error.h"
#include "so-hub-claims.h"
#include "so-hub-roles.h"
#include "so-hub-seats.h"
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
  if (c->n > 0 && !*c->nonce)
    return "A change needs a word of its own beside its number.";
  if (!*c->pk || strlen (c->pk) > MOST_PK)
    return "A row needs an id of at most 200 letters.";
  if (c->size > SO_SHARE_MOST_VALUE)
    return "The value is too large.";
  if (c->n > 0 && !strcmp (c->tbl, "draft") && !strcmp (c->grp, "claim") && strcmp (c->val, "{\"claim\":null}"))
    return "Who sends a draft is said by the hub.";
  if (!c->whole)
    return "A value has to be an object that says each thing once.";
  return c->h < 0 ? "The stamp is before 1970." : NULL;
}

static void
read_change (SoJsonText *text, SoJsonPlace op, const char *dev, SoHubChange *c)
{
  SoJsonPlace val = so_json_text_member (text, op, "v"), base = so_json_text_first (text, so_json_text_member (text, op, "b")), base_dev = so_json_text_next (text, base);
  const char *holder = so_json_text_string (text, base_dev);

  *c = (SoHubChange) { .dev = dev, .nonce = so_share_get_text (text, op, "x"), .tbl = so_share_get_text (text, op, "t"), .pk = so_share_get_text (text, op, "k"),
                       .grp = so_share_get_text (text, op, "g"), .n = so_share_get_int (text, op, "n"), .h = so_share_get_int (text, op, "h"),
                       .base_h = so_json_text_int (text, base), .base_dev = holder ? holder : "" };
  so_json_text_span (text, val, &c->size);
  c->whole = so_json_text_kind (text, val) == SO_JSON_OBJECT && c->size <= SO_SHARE_MOST_VALUE && so_json_text_is_clear (text, val);
  c->val = c->whole ? so_json_text_raw (text, val) : "{}";
}

static gboolean
answer_command (Push *push, const SoHubChange *c, JsonObject *body, char **answer, GError **error)
{
  SoHubAsk ask = { .studio = push->turn.studio, .dev = c->dev, .device = push->device, .id = c->pk, .body = body, .now = push->turn.now };

  if (!strcmp (c->grp, "claim"))
    return so_hub_claim_decide (push->turn.store, &ask, answer, error);
  if (!strcmp (c->grp, "seat"))
    return so_hub_seat_decide (push->turn.store, &ask, answer, error);
  return push->commands->decide (push->commands->data, push->turn.store, ask.studio, c->grp, ask.id, ask.body, ask.now, answer, error);
}

static gboolean
decide (Push *push, SoHubChange *c, GError **error)
{
  g_autoptr (JsonNode) body = so_json_parse (c->val, -1, 0, error);
  g_autofree char *answer = NULL;

  if (!body)
    return FALSE;
  if (!push->commands && strcmp (c->grp, "claim") && strcmp (c->grp, "seat"))
    return so_hub_turn_log (&push->turn, c, -1, "The hub does not know what it is to decide here.", error);
  /* What it says of its own counts on from here. */
  if (!so_hub_turn_end (&push->turn, error) || !answer_command (push, c, so_json_root (body), &answer, error) || !so_hub_turn_begin (&push->turn, error))
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
take_op (Push *push, SoJsonText *text, SoJsonPlace op, GError **error)
{
  g_autofree char *may_not = NULL;
  SoHubChange c;
  const char *fault;
  gboolean good;

  if (so_share_get_int (text, op, "n") <= 0)
    return so_fail (error, SO_ERROR_GIVE_UP, "Each change needs a number.");
  read_change (text, op, push->dev, &c);
  fault = find_fault (&c);
  if (!fault)
    fault = may_not = so_role_refuse_change (push->turn.role, c.tbl, c.pk, c.grp, c.val);
  if (c.n <= push->acked)
    good = TRUE;
  else if (c.n <= push->last)
    good = check_known (push, &c, error);
  else if (!fault && !strcmp (c.tbl, SO_SHARE_COMMAND))
    good = decide (push, &c, error);
  else
    good = so_hub_turn_take (&push->turn, &c, fault, error);
  push->last = MAX (push->last, c.n);
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
take_ops (Push *push, SoJsonText *text, SoJsonPlace ops, GError **error)
{
  for (SoJsonPlace op = so_json_text_first (text, ops); op && !push->fork; op = so_json_text_next (text, op))
    if (!take_op (push, text, op, error))
      return FALSE;
  return TRUE;
}

/* What the answer says instead, where it has to; NULL: go on. */
static const char *
find_hindrance (Push *push, const SoHubRequest *request)
{
  push->last = MAX (push->last, push->acked);
  /* A page between is on its way, or was lost: taken out of turn, it would never be taken. */
  return so_share_get_int (request->text, SO_JSON_TEXT_ROOT, "prev") > push->last ? "gap" : NULL;
}

static gboolean
run (Push *push, const SoHubRequest *request, SoJsonPlace ops, const char **what, GError **error)
{
  if (!so_hub_turn_begin (&push->turn, error) || !so_hub_role_of (push->turn.store, push->device, &push->turn.role, error) || !load_device (push, error))
    return FALSE;
  *what = find_hindrance (push, request);
  if (*what)
    return TRUE;
  if (!take_ops (push, request->text, ops, error))
    return FALSE;
  *what = push->fork ? "fork" : NULL;
  return push->fork || (save_device (push, error) && so_hub_turn_end (&push->turn, error));
}

/* 0 where it is no list, or one that is too long. */
static SoJsonPlace
list_of (const SoHubRequest *request, const char *name)
{
  SoJsonPlace list = so_json_text_member (request->text, SO_JSON_TEXT_ROOT, name);
  guint n = 0;

  if (so_json_text_kind (request->text, list) != SO_JSON_LIST)
    return 0;
  for (SoJsonPlace place = so_json_text_first (request->text, list); place; place = so_json_text_next (request->text, place))
    if (++n > MOST_OPS)
      return 0;
  return list;
}

char *
so_hub_sync_push (SoHubStore *store, const char *studio, const char *device, const SoHubRequest *request, gint64 now, const SoHubSyncCommands *commands,
                  SoHubSyncCounts *counts, GError **error)
{
  Push push = { .turn = { .store = store, .studio = studio, .epoch = request->epoch, .device = device, .now = now }, .device = device, .dev = request->dev, .commands = commands,
                .acked = so_share_get_int (request->text, SO_JSON_TEXT_ROOT, "acked") };
  SoJsonPlace ops = list_of (request, "ops");
  const char *what = NULL;
  GString *answer;
  gboolean good;

  if (!*push.dev || strlen (push.dev) > MOST_NAME || !strcmp (push.dev, "hub") || !ops)
    return so_fail (error, SO_ERROR_GIVE_UP, "This is no list of changes."), NULL;
  if (!so_hub_sql_begin (store, error))
    return NULL;
  good = run (&push, request, ops, &what, error);
  /* What is answered with a hindrance is undone. */
  if (!good || what)
    so_hub_sql_end (store, FALSE, NULL);
  if (!good || (!what && !so_hub_sql_end (store, so_hub_sql_tell (store, error), error)))
    return NULL;
  if (!what)
    *counts = push.turn.counts;
  answer = so_hub_sync_begin_answer (what ? what : "push", request, now);
  so_share_add_text (answer, "dev", push.dev);
  so_share_add_int (answer, "last", push.last);
  if (!what)
    so_share_add_int (answer, "head", push.turn.head);
  return so_hub_sync_end_answer (answer);
}

/* --- merge --- */

static gboolean
take_rows (SoHubTurn *turn, SoJsonText *text, SoJsonPlace rows, GError **error)
{
  for (SoJsonPlace row = so_json_text_first (text, rows); row; row = so_json_text_next (text, row))
    {
      g_autofree char *may_not = NULL;
      SoHubChange c;

      read_change (text, row, so_share_get_text (text, row, "d"), &c);
      c.n = 0;
      c.base_h = -1;
      if (!find_fault (&c) && strcmp (c.tbl, SO_SHARE_COMMAND) &&
          !so_hub_turn_take (turn, &c, may_not = so_role_refuse_change (turn->role, c.tbl, c.pk, c.grp, c.val), error))
        return FALSE;
    }
  return TRUE;
}

char *
so_hub_sync_merge (SoHubStore *store, const char *studio, const char *device, const SoHubRequest *request, gint64 now, SoHubSyncCounts *counts, GError **error)
{
  SoHubTurn turn = { .store = store, .studio = studio, .epoch = request->epoch, .now = now };
  g_autoptr (GString) refused = turn.refused = g_string_new (NULL);
  SoJsonPlace rows = list_of (request, "rows");
  GString *answer;

  if (!rows)
    return so_fail (error, SO_ERROR_GIVE_UP, "This is no list of rows."), NULL;
  if (!so_hub_sql_begin (store, error) ||
      !so_hub_sql_end (store, so_hub_turn_begin (&turn, error) && so_hub_role_of (store, device, &turn.role, error) && take_rows (&turn, request->text, rows, error) &&
                       so_hub_turn_end (&turn, error) && so_hub_sql_tell (store, error), error))
    return NULL;
  *counts = turn.counts;
  answer = so_hub_sync_begin_answer ("merge", request, now);
  so_share_add_text (answer, "from", so_share_get_text (request->text, SO_JSON_TEXT_ROOT, "from"));
  so_share_add_text (answer, "to", so_share_get_text (request->text, SO_JSON_TEXT_ROOT, "to"));
  if (refused->len)
    {
      so_share_begin_list (answer, "refused");
      g_string_append_printf (answer, "%s]", refused->str);
    }
  return so_hub_sync_end_answer (answer);
}
