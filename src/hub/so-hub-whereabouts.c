/* SPDX-License-Identifier: MIT */
#include "so-hub-whereabouts.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-computers.h"
#include "so-hub-visitors.h"
#include "so-json.h"
#include "so-time.h"

#define MOST_WAIT_SECONDS 55
#define MOST_WAITING 256
#define MOST_A_MINUTE 240
#define MOST_ID 200
#define CHECK_SECONDS 2

/* Where a computer is. */
typedef struct {
  char *device, *name, *thread;
  char *draft;             /* that it holds; or NULL: it only looks */
  gint64 since;            /* ms */
  gint64 until;            /* so_monotonic() */
} Here;

typedef struct {
  GPtrArray *here;         /* Here, one of each computer, in the order in which they came */
  guint64 stand;           /* how often something changed; never 0 */
} Room;

struct _SoHubWhereabouts {
  GHashTable *rooms;       /* studio → Room */
  GPtrArray *waiting;      /* SoHubCall */
  guint checking;          /* id of a source, 0: nobody is here */
};

static void
here_free (gpointer data)
{
  Here *here = data;

  g_free (here->device);
  g_free (here->name);
  g_free (here->thread);
  g_free (here->draft);
  g_free (here);
}

static void
room_free (gpointer data)
{
  g_ptr_array_unref (((Room *) data)->here);
  g_free (data);
}

SoHubWhereabouts *
so_hub_whereabouts_new (void)
{
  SoHubWhereabouts *self = g_new0 (SoHubWhereabouts, 1);

  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, room_free);
  self->waiting = g_ptr_array_new ();
  return self;
}

void
so_hub_whereabouts_free (SoHubWhereabouts *self)
{
  g_clear_handle_id (&self->checking, g_source_remove);
  g_hash_table_unref (self->rooms);
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

static Room *
room_of (SoHubWhereabouts *self, const char *studio)
{
  Room *room = g_hash_table_lookup (self->rooms, studio);

  if (!room)
    {
      room = g_new0 (Room, 1);
      room->here = g_ptr_array_new_with_free_func (here_free);
      /* After a start, an old number of before is another one. */
      room->stand = ((guint64) g_random_int () << 16) + 1;
      g_hash_table_insert (self->rooms, g_strdup (studio), room);
    }
  return room;
}

static Here *
find_here (const Room *room, const char *device)
{
  for (guint i = 0; i < room->here->len; i++)
    if (!strcmp (((Here *) room->here->pdata[i])->device, device))
      return room->here->pdata[i];
  return NULL;
}

/* Who else has it. One that is not stored yet is said by the id of its conversation, and is any of it. */
static Here *
find_holder (const Room *room, const char *device, const char *thread, const char *draft)
{
  for (guint i = 0; i < room->here->len; i++)
    {
      Here *here = room->here->pdata[i];

      if (here->draft && strcmp (here->device, device) && (!strcmp (here->draft, draft) || (!strcmp (here->thread, thread) &&
          (!strcmp (here->draft, thread) || !strcmp (draft, thread)))))
        return here;
    }
  return NULL;
}

/* --- what is told --- */

static JsonObject *
describe_here (const Here *here, gboolean self)
{
  JsonObject *object = json_object_new ();
  g_autofree char *since = so_time_format (here->since);

  json_object_set_string_member (object, "device", here->device);
  json_object_set_string_member (object, "name", here->name);
  json_object_set_string_member (object, "thread", here->thread);
  json_object_set_string_member (object, "what", here->draft ? "editing" : "looking");
  if (here->draft)
    json_object_set_string_member (object, "draft", here->draft);
  json_object_set_string_member (object, "since", since);
  json_object_set_boolean_member (object, "self", self);
  return object;
}

static void
answer (SoHubCall *call)
{
  const Room *room = room_of (call->hub->whereabouts, call->name);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < room->here->len; i++)
    json_array_add_object_element (array, describe_here (room->here->pdata[i], !strcmp (((Here *) room->here->pdata[i])->device, call->word)));
  json_object_set_int_member (object, "stand", (gint64) room->stand);
  json_object_set_array_member (object, "here", array);
  text = so_json_write_object (object);
  so_hub_answer (call->message, SOUP_STATUS_OK, "application/json", text);
  so_hub_call_finish (call);
}

static gboolean
on_over (gpointer data)
{
  SoHubCall *call = data;

  call->timer = 0;
  g_ptr_array_remove_fast (call->hub->whereabouts->waiting, call);
  answer (call);
  return G_SOURCE_REMOVE;
}

/* @studio: of whom something changed; NULL: all are sent home. */
static void
tell (SoHub *hub, const char *studio)
{
  GPtrArray *waiting = hub->whereabouts->waiting;

  if (studio)
    room_of (hub->whereabouts, studio)->stand++;
  for (guint i = waiting->len; i > 0; i--)
    {
      SoHubCall *call = waiting->pdata[i - 1];

      if (studio && strcmp (call->name, studio))
        continue;
      g_ptr_array_remove_index_fast (waiting, i - 1);
      g_clear_handle_id (&call->timer, g_source_remove);
      answer (call);
    }
}

/* --- who comes and goes --- */

static gboolean
on_check (gpointer data)
{
  SoHub *hub = data;
  GHashTableIter iter;
  gpointer studio, value;
  guint left = 0;

  g_hash_table_iter_init (&iter, hub->whereabouts->rooms);
  while (g_hash_table_iter_next (&iter, &studio, &value))
    {
      Room *room = value;
      guint before = room->here->len;

      for (guint i = before; i > 0; i--)
        if (((Here *) room->here->pdata[i - 1])->until < so_monotonic ())
          g_ptr_array_remove_index (room->here, i - 1);
      if (room->here->len != before)
        tell (hub, studio);
      left += room->here->len;
    }
  if (left)
    return G_SOURCE_CONTINUE;
  hub->whereabouts->checking = 0;
  return G_SOURCE_REMOVE;
}

/* Who has a draft keeps it while they are there, unless it is taken over on purpose. */
static gboolean
may_hold (const Room *room, SoHubCall *call)
{
  Here *holder = call->text ? find_holder (room, call->word, call->page, call->text) : NULL;

  if (!holder)
    return call->text != NULL;
  if (call->away)
    g_clear_pointer (&holder->draft, g_free);
  return call->away;
}

/* TRUE where it changes something for others. */
static gboolean
enter (SoHubCall *call)
{
  Room *room = room_of (call->hub->whereabouts, call->name);
  Here *here = find_here (room, call->word);
  gboolean holds = may_hold (room, call), changed;

  if (!here)
    {
      here = g_new0 (Here, 1);
      here->device = g_strdup (call->word);
      g_ptr_array_add (room->here, here);
    }
  changed = g_set_str (&here->thread, call->page) | g_set_str (&here->draft, holds ? call->text : NULL) | g_set_str (&here->name, call->contact);
  if (changed)
    here->since = so_now ();
  here->until = so_monotonic () + SO_HUB_WHEREABOUTS_SECONDS * 1000;
  if (!call->hub->whereabouts->checking)
    call->hub->whereabouts->checking = g_timeout_add_seconds (CHECK_SECONDS, on_check, call->hub);
  return changed;
}

static gboolean
leave (SoHub *hub, const char *studio, const char *device)
{
  Room *room = room_of (hub->whereabouts, studio);
  Here *here = find_here (room, device);

  return here && g_ptr_array_remove (room->here, here);
}

void
so_hub_whereabouts_forget (SoHub *hub, const char *device)
{
  GHashTableIter iter;
  gpointer studio;

  for (guint i = hub->whereabouts->waiting->len; i > 0; i--)
    {
      SoHubCall *call = hub->whereabouts->waiting->pdata[i - 1];

      if (strcmp (call->word, device))
        continue;
      g_ptr_array_remove_index_fast (hub->whereabouts->waiting, i - 1);
      so_hub_answer_error (call->message, SOUP_STATUS_UNAUTHORIZED, "This computer is not paired with the hub (any more): pair it again.");
      so_hub_call_finish (call);
    }
  g_hash_table_iter_init (&iter, hub->whereabouts->rooms);
  while (g_hash_table_iter_next (&iter, &studio, NULL))
    if (leave (hub, studio, device))
      tell (hub, studio);
}

void
so_hub_whereabouts_close (SoHub *hub)
{
  tell (hub, NULL);
}

/* --- requests --- */

static gboolean
work_who (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  if (!device)
    return FALSE;
  call->name = g_strdup (device->studio);
  call->word = g_strdup (device->id);
  call->contact = g_strdup (device->name);
  return TRUE;
}

static void
wait_or_answer (SoHubCall *call)
{
  SoHubWhereabouts *self = call->hub->whereabouts;
  gint64 left = call->until - so_monotonic ();

  if (left <= 0 || call->gone || call->hub->stopping || self->waiting->len >= MOST_WAITING || call->number != (gint64) room_of (self, call->name)->stand)
    return answer (call);
  call->timer = g_timeout_add ((guint) left, on_over, call);
  g_ptr_array_add (self->waiting, call);
}

static void
on_known (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  SoHub *hub = call->hub;

  if (error)
    so_hub_answer_error (call->message, g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) ? SOUP_STATUS_UNAUTHORIZED : SOUP_STATUS_SERVICE_UNAVAILABLE, error->message);
  else if (!so_limits_take (hub->limits, "presence", call->word, MOST_A_MINUTE, 60, so_monotonic ()))
    so_hub_answer_error (call->message, SO_HUB_TOO_MANY, "This computer says too often where it is.");
  else
    {
      so_hub_saw (hub, call->word);
      /* page: the conversation, "" for none; NULL: it only asks. */
      if (call->page && (*call->page ? enter (call) : leave (hub, call->name, call->word)))
        tell (hub, call->name);
      return wait_or_answer (call);
    }
  so_hub_call_finish (call);
}

static gboolean
is_id (const char *text)
{
  return strlen (text) <= MOST_ID && g_utf8_validate (text, -1, NULL);
}

/* {"thread", "what": "looking" | "editing", "draft", "take"}; FALSE where it is none. */
static gboolean
read_body (SoHubCall *call)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *body = so_hub_parse_body (call->message, &node);
  const char *thread = body ? so_json_string (body, "thread") : NULL, *what = body ? so_json_string (body, "what") : NULL, *draft = body ? so_json_string (body, "draft") : NULL;
  gboolean editing = !g_strcmp0 (what, "editing");

  if (!thread || !is_id (thread) || (draft && !is_id (draft)) || (*thread && !editing && g_strcmp0 (what, "looking")) || (editing && (!draft || !*draft)))
    return FALSE;
  call->page = g_strdup (thread);
  call->text = g_strdup (editing ? draft : NULL);
  call->away = json_object_get_boolean_member_with_default (body, "take", FALSE);
  return TRUE;
}

static gint64
number_of (GHashTable *query, const char *name, gint64 most)
{
  const char *text = query ? g_hash_table_lookup (query, name) : NULL;
  gint64 number;

  return text && g_ascii_string_to_signed (text, 10, 0, most, &number, NULL) ? number : 0;
}

void
so_hub_on_whereabouts (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  const char *method = soup_server_message_get_method (message);
  SoHubCall *call = so_hub_call_of_key (data, message);

  if (!call)
    return;
  call->until = so_monotonic () + number_of (query, "wait", MOST_WAIT_SECONDS) * 1000;
  call->number = number_of (query, "stand", G_MAXINT64);
  if (!strcmp (path, SO_HUB_WHEREABOUTS_CALL) && (!strcmp (method, "GET") || (!strcmp (method, "PUT") && read_body (call))))
    return so_hub_worker_run (call->hub->reader, work_who, on_known, call);
  so_hub_answer_error (message, !strcmp (method, "PUT") ? SOUP_STATUS_BAD_REQUEST : SOUP_STATUS_NOT_FOUND,
                       "A conversation, and “looking” or “editing” with a draft, are needed.");
  so_hub_call_finish (call);
}
