/* SPDX-License-Identifier: MIT */
/* POST /chat/NAME/poll: a visitor's page waits for answers, and tells by what it asks for which ones it has. */
#include "so-hub-visitors.h"

#include <string.h>

#include "so-clock.h"
#include "so-hub-chat.h"

#define MOST_LINES_AT_ONCE 100
#define MOST_WAIT_SECONDS 25
#define MOST_WAITING 400             /* pages that wait for an answer: desktops and providers need connections too */
#define MOST_WAITING_OF_ONE 16       /* of one address */
#define TOUCH_MS (5 * 60 * G_GINT64_CONSTANT (1000))

typedef struct {
  SoHub *hub;
  char *visit;
  gint64 n, at;
} Seen;

static void
seen_free (Seen *seen)
{
  seen->hub->pending--;
  g_free (seen->visit);
  g_free (seen);
}

static gboolean
work_mark (SoHubStore *store, gpointer data, GError **error)
{
  Seen *seen = data;

  return so_hub_chat_mark_seen (store, seen->visit, seen->n, seen->at, error);
}

/* Where it was not marked, it is told again, which changes nothing. */
static void
on_marked (const GError *error, gpointer data)
{
  seen_free (data);
}

static void
on_seen_stored (const SoHubEvent *event, const GError *error, gpointer data)
{
  Seen *seen = data;

  if (error || !seen->hub->writer)
    {
      seen_free (seen);
      return;
    }
  if (event->seq)
    so_hub_wake (seen->hub, event->studio);
  so_hub_worker_run (seen->hub->writer, work_mark, on_marked, seen);
}

/* Her page asks for what is behind these answers, so it has them: only this is "delivered". */
static void
tell_seen (SoHubCall *call)
{
  for (guint i = 0; i < call->seen->len; i++)
    {
      const SoHubLine *line = call->seen->pdata[i];
      JsonObject *object = json_object_new ();
      Seen *seen = g_new0 (Seen, 1);

      seen->hub = call->hub;
      seen->visit = g_strdup (call->visit);
      seen->n = line->n;
      seen->at = so_now ();
      seen->hub->pending++;
      json_object_set_int_member (object, "n", line->n);
      json_object_set_string_member (object, "answer", line->key);
      so_hub_visitor_set_time (object, "at", seen->at);
      if (!so_hub_worker_put (call->hub->writer, so_hub_visitor_event (call->chat, "seen", call->visit, line->key, object), on_seen_stored, seen))
        seen_free (seen);
    }
  g_ptr_array_set_size (call->seen, 0);
}

static gboolean
work_poll (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubVisit) visit = so_hub_visit_find (store, call->chat->name, call->key, error);

  g_clear_pointer (&call->lines, g_ptr_array_unref);
  g_clear_pointer (&call->seen, g_ptr_array_unref);
  if (!visit || !so_hub_chat_is_away (store, call->chat->studio, &call->away, error))
    return FALSE;
  g_set_str (&call->visit, visit->id);
  call->stale = visit->seen_at < so_now () - TOUCH_MS;
  call->lines = so_hub_chat_lines (store, visit->id, call->number, MOST_LINES_AT_ONCE, error);
  call->seen = call->lines ? so_hub_chat_unseen (store, visit->id, call->number, error) : NULL;
  return call->seen != NULL;
}

static void
answer_poll (SoHubCall *call)
{
  JsonObject *object = json_object_new ();
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < call->lines->len; i++)
    {
      const SoHubLine *line = call->lines->pdata[i];
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "n", line->n);
      json_object_set_string_member (one, "id", line->key);
      json_object_set_boolean_member (one, "answer", line->answer);
      json_object_set_string_member (one, "text", line->text);
      so_hub_visitor_set_time (one, "at", line->at);
      json_array_add_object_element (lines, one);
    }
  json_object_set_array_member (object, "lines", lines);
  json_object_set_boolean_member (object, "away", so_hub_visitor_is_away (call->hub, call->chat->studio, call->away));
  so_hub_visitor_answer (call, object);
}

static gboolean
on_waited (gpointer data)
{
  SoHubCall *call = data;

  call->timer = 0;
  g_ptr_array_remove_fast (call->hub->visitors, call);
  answer_poll (call);
  return G_SOURCE_REMOVE;
}

static gboolean
keep_waiting (SoHubCall *call)
{
  SoHub *self = call->hub;
  gint64 left = call->until - so_monotonic ();
  guint of_one = 0;

  if (call->lines->len || left <= 0 || call->gone || self->stopping || self->visitors->len >= MOST_WAITING)
    return FALSE;
  for (guint i = 0; i < self->visitors->len; i++)
    of_one += !strcmp (((SoHubCall *) self->visitors->pdata[i])->address, call->address);
  if (of_one >= MOST_WAITING_OF_ONE)
    return FALSE;
  call->timer = g_timeout_add (left, on_waited, call);
  g_ptr_array_add (self->visitors, call);
  return TRUE;
}

static gboolean
work_touch (SoHubStore *store, gpointer data, GError **error)
{
  return so_hub_visit_touch (store, data, error);
}

static void
on_touched (const GError *error, gpointer data)
{
  g_free (data);
}

static void on_polled (const GError *error, gpointer data);

static void
look (SoHubCall *call)
{
  call->wakes = call->hub->wakes;
  so_hub_worker_run (call->hub->reader, work_poll, on_polled, call);
}

static void
on_polled (const GError *error, gpointer data)
{
  SoHubCall *call = data;

  if (so_hub_visitor_failed (call, error))
    return;
  if (call->hub->writer)
    {
      tell_seen (call);
      if (call->stale)
        so_hub_worker_run (call->hub->writer, work_touch, on_touched, g_strdup (call->visit));
    }
  /* Somebody was woken after it looked and before it waited: that may have been meant for it. */
  if (!call->lines->len && call->wakes != call->hub->wakes && !call->hub->stopping)
    look (call);
  else if (!keep_waiting (call))
    answer_poll (call);
}

void
so_hub_wake_visitors (SoHub *self, const char *visit)
{
  self->wakes++;
  for (guint i = self->visitors->len; i > 0; i--)
    {
      SoHubCall *call = self->visitors->pdata[i - 1];

      if (visit && strcmp (call->visit, visit))
        continue;
      g_ptr_array_remove_index_fast (self->visitors, i - 1);
      g_clear_handle_id (&call->timer, g_source_remove);
      look (call);
    }
}

void
so_hub_visitor_poll (SoHubCall *call, JsonObject *body)
{
  call->number = CLAMP (so_json_int (body, "after"), 0, G_MAXINT64 - 1);
  call->until = so_monotonic () + CLAMP (so_json_int (body, "wait"), 0, MOST_WAIT_SECONDS) * 1000;
  look (call);
}
