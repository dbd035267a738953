/* SPDX-License-Identifier: MIT */
#include "so-hub-claims.h"

#include <string.h>

#include "so-json.h"

#define DRAFT "draft"
#define CLAIM "claim"

/* As what somebody has it; NULL: nobody has. */
static gboolean
load_claim (SoHubStore *store, const char *studio, const char *draft, char **dev, GError **error)
{
  g_autofree char *val = NULL;
  g_autoptr (JsonNode) node = NULL;

  *dev = NULL;
  if (!so_hub_sync_get (store, studio, DRAFT, draft, CLAIM, &val, error))
    return FALSE;
  node = val ? so_json_parse (val, -1, 0, NULL) : NULL;
  if (node && so_json_root (node))
    *dev = g_strdup (so_json_string (so_json_root (node), CLAIM));
  return TRUE;
}

static gboolean
load_device (SoHubStore *store, const char *studio, const char *dev, char **device, GError **error)
{
  return so_hub_sql_text (store, device, error, "SELECT device FROM sync_device WHERE studio = ? AND dev = ?", "tt", studio, dev);
}

static gboolean
is_same_device (SoHubStore *store, const char *studio, const char *dev, const char *device, gboolean *same, GError **error)
{
  g_autofree char *theirs = NULL;

  if (!load_device (store, studio, dev, &theirs, error))
    return FALSE;
  *same = !g_strcmp0 (theirs, device);
  return TRUE;
}

gboolean
so_hub_claim_allows (SoHubTurn *turn, const char *device, const SoHubChange *change, gboolean *allowed, GError **error)
{
  g_autofree char *dev = NULL;

  *allowed = TRUE;
  if (strcmp (change->tbl, DRAFT) || !*change->grp)
    return TRUE;
  if (!load_claim (turn->store, turn->studio, change->pk, &dev, error))
    return FALSE;
  if (!dev || !strcmp (dev, change->dev))
    return TRUE;
  return is_same_device (turn->store, turn->studio, dev, device, allowed, error);
}

static gboolean
say_claim (SoHubStore *store, const SoHubAsk *ask, const char *dev, GError **error)
{
  g_autofree char *val = dev ? g_strdup_printf ("{\"" CLAIM "\":\"%s\"}", dev) : g_strdup ("{\"" CLAIM "\":null}");

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

/* A computer whose key is worth nothing any more will never say what it did. */
static gboolean
is_gone (SoHubStore *store, const char *studio, const char *dev, gboolean *gone, GError **error)
{
  g_autofree char *device = NULL;
  gboolean has = FALSE;
  gint64 n = 0;

  *gone = FALSE;
  if (!load_device (store, studio, dev, &device, error) || !so_hub_sql_has_table (store, "device", &has, error) || !has)
    return device != NULL || has;
  if (!so_hub_sql_int (store, &n, error, "SELECT count(*) FROM device WHERE id = ? AND revoked_at IS NULL", "t", device ? device : ""))
    return FALSE;
  *gone = !n;
  return TRUE;
}

/* *@why: NULL where it is theirs. */
static gboolean
judge (SoHubStore *store, const SoHubAsk *ask, const char *dev, const char **why, GError **error)
{
  gboolean doubt = FALSE, changed = FALSE;

  *why = NULL;
  if (dev && !strcmp (dev, ask->dev))
    return TRUE;
  if (dev)
    {
      if (!is_same_device (store, ask->studio, dev, ask->device, &doubt, error) || (!doubt && !is_gone (store, ask->studio, dev, &doubt, error)))
        return FALSE;
      *why = doubt ? "doubt" : "claimed";
      return TRUE;
    }
  if (!find_change (store, ask, &changed, error))
    return FALSE;
  *why = changed ? "changed" : NULL;
  return TRUE;
}

gboolean
so_hub_claim_decide (SoHubStore *store, const SoHubAsk *ask, char **answer, GError **error)
{
  g_autofree char *dev = NULL, *epoch = so_hub_store_dup_epoch (store, ask->studio, error);
  JsonObject *object;
  const char *why;

  if (!epoch || !load_claim (store, ask->studio, ask->id, &dev, error) || !judge (store, ask, dev, &why, error))
    return FALSE;
  /* In doubt it is free again for whoever approves it once more, knowing that. */
  if ((!why && !dev && !say_claim (store, ask, ask->dev, error)) || (!g_strcmp0 (why, "doubt") && !say_claim (store, ask, NULL, error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "ok", !why);
  json_object_set_string_member (object, "dev", ask->dev);
  json_object_set_string_member (object, "epoch", epoch);
  if (why)
    json_object_set_string_member (object, "why", why);
  *answer = so_json_write_object (object);
  return TRUE;
}
