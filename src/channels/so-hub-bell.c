/* SPDX-License-Identifier: MIT */
#include "so-hub-bell.h"

#include "so-clock.h"
#include "so-json.h"

#define OPEN_SECONDS 10
/* The hub says where it is as soon as a line is open; what lies between and keeps that back is of no use. */
#define FIRST_SECONDS 10
/* It pings every 20 seconds. */
#define SILENCE_MS (60 * 1000)
#define MINUTE_MS (60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)
/* More words in one waiting than any hub has to say. */
#define MOST_WORDS 100

struct _SoHubBell {
  const char *member;      /* of a word: the number that is meant */
  SoWebsocket *line;       /* or NULL */
  char *place;             /* whose it is: device and address */
  gint64 opened_at;        /* so_monotonic() */
  char *epoch;             /* as it was said last, or NULL */
  gint64 head;
  gint64 files;            /* as it was said last on this line; -1: not yet */
  void (*hear) (gpointer data);
  gpointer data;

  gint64 again_at;         /* so_monotonic(): not before */
  guint failures;          /* in a row */
};

static SoHubBell *
new_for (const char *member)
{
  SoHubBell *self = g_new0 (SoHubBell, 1);

  self->member = member;
  self->files = -1;
  return self;
}

SoHubBell *
so_hub_bell_new (void)
{
  return new_for ("head");
}

SoHubBell *
so_hub_bell_new_sync (void)
{
  return new_for ("sync");
}

void
so_hub_bell_on_files (SoHubBell *self, void (*hear) (gpointer data), gpointer data)
{
  self->hear = hear;
  self->data = data;
}

static void
hang_up (SoHubBell *self)
{
  self->files = -1;
  g_clear_pointer (&self->line, so_websocket_free);
  g_clear_pointer (&self->epoch, g_free);
}

void
so_hub_bell_free (SoHubBell *self)
{
  if (!self)
    return;
  hang_up (self);
  g_free (self->place);
  g_free (self);
}

/* A hub that has none gets one with an update; a proxy that passes none on seldom learns it. */
static gboolean
is_for_long (guint status)
{
  return status && status != 401 && status != 403 && status != 429 && status != 500 && status != 502 && status != 503 && status != 504;
}

static void
put_off (SoHubBell *self, guint status)
{
  gint64 delay = is_for_long (status) ? HOUR_MS : MIN (MINUTE_MS * ((gint64) 1 << MIN (self->failures, 6)), HOUR_MS);

  self->failures++;
  self->again_at = so_monotonic () + delay;
  g_debug ("the hub's bell did not work (%u): again in %d s", status, (int) (delay / 1000));
}

/* A line that worked for a while is cut now and then: that says nothing against the next one. */
static SoHubBellSays
lose (SoHubBell *self)
{
  gboolean worked = self->epoch && so_monotonic () - self->opened_at > MINUTE_MS;

  hang_up (self);
  if (worked)
    self->failures = 0;
  else
    put_off (self, 0);
  return SO_HUB_BELL_NONE;
}

static gboolean
open_line (SoHubBell *self, SoHubClient *client, const SoHubLink *link, GCancellable *cancellable)
{
  g_autofree char *place = g_strconcat (link->device, " ", link->url, NULL);
  guint status;

  /* Of another hub, or as another computer. */
  if (g_set_str (&self->place, place))
    {
      hang_up (self);
      self->failures = 0;
      self->again_at = 0;
    }
  if (self->line)
    return TRUE;
  if (so_monotonic () < self->again_at)
    return FALSE;
  self->line = so_hub_client_listen (client, OPEN_SECONDS, &status, cancellable);
  self->opened_at = so_monotonic ();
  if (!self->line && !g_cancellable_is_cancelled (cancellable))
    put_off (self, status);
  return self->line != NULL;
}

/* A hub that shares none says nothing of them. */
static void
hear_files (SoHubBell *self, JsonObject *word)
{
  gint64 files = json_object_has_member (word, "files") ? so_json_int (word, "files") : -1;

  if (self->hear && files != self->files)
    self->hear (self->data);
  self->files = files;
}

static gboolean
read_word (SoHubBell *self, const char *text)
{
  g_autoptr (JsonNode) node = so_json_parse (text, -1, 4096, NULL);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *epoch = object ? so_json_string (object, "epoch") : NULL;

  if (!epoch || !*epoch || !json_object_has_member (object, self->member))
    return FALSE;
  g_set_str (&self->epoch, epoch);
  self->head = so_json_int (object, self->member);
  hear_files (self, object);
  return TRUE;
}

static gboolean
has_news (const SoHubBell *self, const SoHubLink *link)
{
  return self->epoch && (g_strcmp0 (self->epoch, link->epoch) || self->head > link->cursor);
}

SoHubBellSays
so_hub_bell_wait (SoHubBell *self, SoHubClient *client, const SoHubLink *link, guint seconds, GCancellable *cancellable)
{
  gint64 until = so_monotonic () + (gint64) seconds * 1000;

  if (!open_line (self, client, link, cancellable))
    return g_cancellable_is_cancelled (cancellable) ? SO_HUB_BELL_QUIET : SO_HUB_BELL_NONE;
  for (guint words = 0; words < MOST_WORDS; words++)
    {
      g_autofree char *text = NULL;
      gint64 left = until - so_monotonic ();
      guint wait = left > 0 ? (guint) (left + 999) / 1000 : 0;

      if (has_news (self, link))
        return SO_HUB_BELL_RINGS;
      if (!so_websocket_hear (self->line, self->epoch ? wait : MIN (wait, FIRST_SECONDS), &text, cancellable))
        return lose (self);
      if (g_cancellable_is_cancelled (cancellable))
        return SO_HUB_BELL_QUIET;
      if (text ? !read_word (self, text) : !self->epoch || so_monotonic () - so_websocket_get_heard_at (self->line) > SILENCE_MS)
        return lose (self);
      if (!text)
        return SO_HUB_BELL_QUIET;
    }
  return lose (self);
}
