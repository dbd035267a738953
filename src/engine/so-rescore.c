/* SPDX-License-Identifier: MIT */
#include "so-rescore.h"

#include "so-contacts.h"
#include "so-json.h"
#include "so-settings.h"
#include "so-understand.h"
#include "so-verb.h"

/* The number of the last person who has a new score already; not there: everybody has. */
#define SETTING_AT "lead.rescore"
#define A_PASS 100

gboolean
so_rescore_begin (SoDb *db, GError **error)
{
  return so_setting_set (db, SETTING_AT, "0", error);
}

gboolean
so_rescore_is_due (SoDb *db)
{
  g_autofree char *at = so_setting_get (db, SETTING_AT);

  return at != NULL;
}

static gboolean
score (SoDb *db, gint64 n, guint *changed, GError **error)
{
  g_autoptr (SoContact) contact = so_contact_load (db, n, error);
  g_autoptr (SoLeadReasons) reasons = contact ? so_understand_explain (db, contact->id, error) : NULL;

  if (!reasons)
    return FALSE;
  /* Nobody wrote here: their score did not come from these points. */
  if (!reasons->messages || reasons->score == contact->score)
    return TRUE;
  (*changed)++;
  return so_contact_set_score (db, contact->id, reasons->score, error);
}

gboolean
so_rescore_pass (SoDb *db, guint *changed, gboolean *more, GError **error)
{
  g_autofree char *at = so_setting_get (db, SETTING_AT), *now = NULL;
  g_autoptr (GArray) people = NULL;

  *changed = 0;
  *more = FALSE;
  if (!at)
    return TRUE;
  people = so_contact_scored (db, g_ascii_strtoll (at, NULL, 10), A_PASS, error);
  if (!people)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    if (!score (db, g_array_index (people, gint64, i), changed, error))
      return FALSE;
  *more = people->len == A_PASS;
  if (*more)
    now = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (people, gint64, people->len - 1));
  return so_setting_set (db, SETTING_AT, now, error);
}

static gboolean
do_pass (SoStudio *studio, guint *changed, gboolean *more, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_rescore_pass (db, changed, more, error) && so_store_commit (store, &db, error);
}

gboolean
so_rescore_all (SoStudio *studio, guint *changed, GError **error)
{
  gboolean more = TRUE;
  guint n;

  for (*changed = 0; more; *changed += n)
    if (!do_pass (studio, &n, &more, error))
      return FALSE;
  return TRUE;
}

gboolean
so_studio_get_weights (SoStudio *studio, int weights[SO_N_LEAD_SIGNALS])
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autofree char *own = db ? so_setting_get (db, SO_SETTING_LEAD_WEIGHTS) : NULL;

  return so_lead_weights_parse (own, weights, NULL) || so_lead_weights_parse (NULL, weights, NULL);
}

char *
so_lead_weights_to_json (const int weights[SO_N_LEAD_SIGNALS])
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
    if (weights[i] != so_lead_signal_points (i))
      json_object_set_int_member (object, so_lead_signal_nick (i), weights[i]);
  return json_object_get_size (object) ? so_json_write (node, FALSE) : NULL;
}

/* Without a stop ---------------------------------------------------------------------------------- */

typedef struct {
  char *json;        /* to be kept first; NULL: the usual */
  gboolean kept, more;
  guint changed;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->json);
  g_free (work);
}

static void
step_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  guint n = 0;

  if ((work->kept || so_studio_do (source, SO_VERB_SAVE_SETTING, SO_SETTING_LEAD_WEIGHTS, work->json, NULL, &error)) &&
      do_pass (source, &n, &work->more, &error))
    {
      work->kept = TRUE;
      work->changed += n;
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
on_step (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) whole = user_data;
  Work *work = g_task_get_task_data (whole);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (whole, error);
  else if (!work->more)
    g_task_return_boolean (whole, TRUE);
  else
    {
      /* A task of its own each time: what the owner does meanwhile comes between. */
      g_autoptr (GTask) step = g_task_new (source, g_task_get_cancellable (whole), on_step, g_object_ref (whole));

      g_task_set_task_data (step, work, NULL);
      so_studio_run (SO_STUDIO (source), step, step_on_worker);
    }
}

void
so_studio_set_weights_async (SoStudio *studio, const int weights[SO_N_LEAD_SIGNALS], GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) whole = NULL, step = NULL;
  Work *work;

  g_return_if_fail (SO_IS_STUDIO (studio));

  work = g_new0 (Work, 1);
  work->json = so_lead_weights_to_json (weights);
  whole = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (whole, so_studio_set_weights_async);
  g_task_set_task_data (whole, work, work_free);
  step = g_task_new (studio, cancellable, on_step, g_object_ref (whole));
  g_task_set_task_data (step, work, NULL);
  so_studio_run (studio, step, step_on_worker);
}

gboolean
so_studio_set_weights_finish (SoStudio *studio, GAsyncResult *result, guint *changed, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  if (changed)
    *changed = ((Work *) g_task_get_task_data (G_TASK (result)))->changed;
  return g_task_propagate_boolean (G_TASK (result), error);
}
