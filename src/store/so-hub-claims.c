/* SPDX-License-Identifier: MIT */
#include "so-hub-claims.h"

#include <string.h>

#include "so-json.h"

#define DRAFT "draft"
#define CLAIM "claim"
/* "doubt 65": who had it may have sent it. Nobody has it, and only who was told of this doubt gets it. */
#define DOUBT "doubt "

static gint64 grace = SO_HUB_CLAIM_GRACE_MS;

void
so_hub_claim_set_grace (gint64 ms)
{
  grace = ms ? ms : SO_HUB_CLAIM_GRACE_MS;
}

/* "DEV RUN" */
static gboolean
is_of (const char *who, const char *dev)
{
  gsize n = strlen (dev);

  return !strncmp (who, dev, n) && who[n] == ' ';
}

/* Who has it; NULL: nobody has. */
static gboolean
load_claim (SoHubStore *store, const char *studio, const char *draft, char **who, GError **error)
{
  g_autofree char *val = NULL;
  g_autoptr (JsonNode) node = NULL;

  *who = NULL;
  if (!so_hub_sync_get (store, studio, DRAFT, draft, CLAIM, &val, error))
    return FALSE;
  node = val ? so_json_parse (val, -1, 0, NULL) : NULL;
  if (node && so_json_root (node))
    *who = g_strdup (so_json_string (so_json_root (node), CLAIM));
  return TRUE;
}

static gboolean
load_device (SoHubStore *store, const char *studio, const char *dev, char **device, GError **error)
{
  return so_hub_sql_text (store, device, error, "SELECT device FROM sync_device WHERE studio = ? AND dev = ?", "tt", studio, dev);
}

static gboolean
is_one_of (const char *val, const char *const *states)
{
  g_autoptr (JsonNode) node = val ? so_json_parse (val, -1, 0, NULL) : NULL;
  const char *state = node && so_json_root (node) ? so_json_string (so_json_root (node), "state") : NULL;

  return state && g_strv_contains (states, state);
}

/* That it left is a fact, which nobody's older knowledge takes back: else it would leave once more. */
static gboolean
takes_back (SoHubTurn *turn, const SoHubChange *change, gboolean *back, GError **error)
{
  static const char *const sent[] = { "accepted", "delivered", "read", NULL }, *const after[] = { "accepted", "delivered", "read", "failed", "unknown", NULL };
  g_autofree char *val = NULL;

  *back = FALSE;
  if (strcmp (change->grp, "state"))
    return TRUE;
  if (!so_hub_sync_get (turn->store, turn->studio, DRAFT, change->pk, "state", &val, error))
    return FALSE;
  *back = is_one_of (val, sent) && !is_one_of (change->val, after);
  return TRUE;
}

gboolean
so_hub_claim_allows (SoHubTurn *turn, const SoHubChange *change, gboolean *allowed, GError **error)
{
  g_autofree char *who = NULL;
  gboolean back;

  *allowed = TRUE;
  if (strcmp (change->tbl, DRAFT) || !*change->grp)
    return TRUE;
  if (!load_claim (turn->store, turn->studio, change->pk, &who, error) || !takes_back (turn, change, &back, error))
    return FALSE;
  /* A doubt is over when a claim ends it, and not before. */
  *allowed = !back && (!who || is_of (who, change->dev) || (g_str_has_prefix (who, DOUBT) && strcmp (change->grp, CLAIM)));
  return TRUE;
}

static gboolean
say_claim (SoHubStore *store, const SoHubAsk *ask, const char *who, GError **error)
{
  g_autofree char *val = g_strdup_printf ("{\"" CLAIM "\":\"%s\"}", who);

  return so_hub_sync_say (store, ask->studio, DRAFT, ask->id, CLAIM, val, ask->now, error);
}

/* Somebody else has said something of it, or taken it away, behind what who asks has read. */
static gboolean
find_change (SoHubStore *store, const SoHubAsk *ask, gboolean *changed, GError **error)
{
  gint64 n = 0;

  if (!so_hub_sql_int (store, &n, error, "SELECT count(*) FROM sync_cell WHERE studio = ? AND tbl = '" DRAFT "' AND pk = ? AND seq > ? AND dev <> ? AND dev <> 'hub'", "ttit",
                       ask->studio, ask->id, so_json_int (ask->body, "seq"), ask->dev))
    return FALSE;
  *changed = n > 0;
  return TRUE;
}

/* Whether who has it can still say what they did: not where their key is worth nothing any more, and not where they are the same computer, set back to
 * before or begun anew. */
static gboolean
is_in_doubt (SoHubStore *store, const SoHubAsk *ask, const char *who, gboolean *doubt, GError **error)
{
  g_autofree char *dev = g_strndup (who, strcspn (who, " ")), *device = NULL;
  gint64 n = 0;

  if (!load_device (store, ask->studio, dev, &device, error) ||
      !so_hub_sql_int (store, &n, error, "SELECT count(*) FROM device WHERE id = ? AND revoked_at IS NULL", "t", device ? device : ""))
    return FALSE;
  *doubt = !n || !g_strcmp0 (device, ask->device);
  return TRUE;
}

/* Who has it may be at it just now: to say that it is lost, and to have somebody look whether it left, is too early. */
static gboolean
may_be_sending (SoHubStore *store, const SoHubAsk *ask, gboolean *may, GError **error)
{
  gint64 h = 0;

  if (!so_hub_sql_int (store, &h, error, "SELECT h FROM sync_cell WHERE studio = ? AND tbl = '" DRAFT "' AND pk = ? AND grp = '" CLAIM "'", "tt", ask->studio, ask->id))
    return FALSE;
  *may = SO_SHARE_MS (h) > ask->now - grace;
  return TRUE;
}

/* *@why: NULL where it is theirs. */
static gboolean
judge (SoHubStore *store, const SoHubAsk *ask, const char *claimed, const char *who, const char **why, GError **error)
{
  gboolean told = claimed && g_str_has_prefix (claimed, DOUBT), doubt = told && g_strcmp0 (so_json_string (ask->body, "sure"), claimed), changed = FALSE, early = FALSE;

  *why = NULL;
  if (!g_strcmp0 (claimed, who))
    return TRUE;
  if (claimed && !told ? !is_in_doubt (store, ask, claimed, &doubt, error) || (doubt && !may_be_sending (store, ask, &early, error)) : !find_change (store, ask, &changed, error))
    return FALSE;
  *why = early ? "later" : doubt ? "doubt" : claimed && !told ? "claimed" : changed ? "changed" : NULL;
  return TRUE;
}

/* What holds from now on: in doubt nobody has it, until somebody approves it once more who knows that. NULL: nothing else than did. Who has it and asks
 * again has it anew from now. */
static gboolean
follow (SoHubStore *store, const SoHubAsk *ask, const char *claimed, const char *who, const char *why, char **now, GError **error)
{
  gint64 head = 0;

  *now = NULL;
  if (!why)
    *now = g_strdup (who);
  if (!g_strcmp0 (why, "doubt") && !g_str_has_prefix (claimed, DOUBT))
    {
      if (!so_hub_sql_int (store, &head, error, "SELECT head FROM sync_studio WHERE studio = ?", "t", ask->studio))
        return FALSE;
      *now = g_strdup_printf (DOUBT "%" G_GINT64_FORMAT, head);
    }
  return !*now || say_claim (store, ask, *now, error);
}

gboolean
so_hub_claim_decide (SoHubStore *store, const SoHubAsk *ask, char **answer, GError **error)
{
  g_autofree char *claimed = NULL, *now = NULL, *epoch = so_hub_store_dup_epoch (store, ask->studio, error);
  const char *who = so_json_string (ask->body, "who"), *why = "changed";
  JsonObject *object;

  if (!epoch || !load_claim (store, ask->studio, ask->id, &claimed, error))
    return FALSE;
  /* What was asked before the hub was set back was asked about what it does not know any more. */
  if (who && is_of (who, ask->dev) && !g_strcmp0 (so_json_string (ask->body, "epoch"), epoch) && !judge (store, ask, claimed, who, &why, error))
    return FALSE;
  if (!follow (store, ask, claimed, who, why, &now, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "ok", !why);
  json_object_set_string_member (object, "who", who ? who : "");
  json_object_set_string_member (object, "epoch", epoch);
  if (why)
    json_object_set_string_member (object, "why", why);
  if (!g_strcmp0 (why, "doubt"))
    json_object_set_string_member (object, "doubt", now ? now : claimed);
  *answer = so_json_write_object (object);
  return TRUE;
}
