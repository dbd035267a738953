/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-tell.h"

#include "so-bookings.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-draft-facts.h"
#include "so-drafts.h"
#include "so-events.h"
#include "so-fill.h"
#include "so-households.h"
#include "so-standing-text.h"
#include "so-tasks.h"
#include "so-threads.h"
#include "so-trials.h"
#include "so-waitlist.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
/* To be decided on, or on its way. */
#define OPEN (1u << SO_DRAFT_GENERATING | 1u << SO_DRAFT_PROPOSED | 1u << SO_DRAFT_EDITING | 1u << SO_DRAFT_EDITED | 1u << SO_DRAFT_QUEUED | \
              1u << SO_DRAFT_SCHEDULED | 1u << SO_DRAFT_HELD | 1u << SO_DRAFT_SENDING | 1u << SO_DRAFT_UNKNOWN)

typedef enum { CANCELLED, MOVED, STANDS_IN, BACK, OFFERED, TAKEN, ASKED, N_NEWS } News;

/* To customers, in their language: not translated with the window. */
static const struct { const char *language, *texts[N_NEWS]; } tongues[] = {
  { "en", {
    [CANCELLED] = "Hi {first name|there}, I am sorry: @class@, @when@, does not take place. I am happy to find you another time.",
    [MOVED] = "Hi {first name|there}, @class@ has moved: it is now @then@ instead of @when@. Does that suit you?",
    [STANDS_IN] = "Hi {first name|there}, @class@, @when@, is taught by @who@ this time. I look forward to seeing you!",
    [BACK] = "Hi {first name|there}, good news: @class@, @when@, takes place after all.",
    [OFFERED] = "Hi {first name|there}, a place in @class@, @when@, is free for you. Would you like it? I keep it until @then@.",
    [TAKEN] = "Hi {first name|there}, the place in @class@, @when@, is yours. I look forward to seeing you!",
    [ASKED] = "Hi {first name|there}, could you teach @class@, @when@? It would be a great help." } },
  { "de", {
    [CANCELLED] = "Hallo {first name|zusammen}, es tut mir leid: @class@, @when@, fällt aus. Gern suche ich dir einen anderen Termin.",
    [MOVED] = "Hallo {first name|zusammen}, @class@ ist verlegt: jetzt @then@ statt @when@. Passt dir das?",
    [STANDS_IN] = "Hallo {first name|zusammen}, @class@, @when@, unterrichtet diesmal @who@. Ich freue mich auf dich!",
    [BACK] = "Hallo {first name|zusammen}, gute Nachricht: @class@, @when@, findet doch statt.",
    [OFFERED] = "Hallo {first name|zusammen}, in @class@, @when@, ist ein Platz für dich frei. Möchtest du ihn? Ich halte ihn bis @then@ frei.",
    [TAKEN] = "Hallo {first name|zusammen}, der Platz in @class@, @when@, gehört dir. Ich freue mich auf dich!",
    [ASKED] = "Hallo {first name|zusammen}, könntest du @class@ übernehmen, @when@? Das wäre eine große Hilfe." } },
};

/* What the owner has to do where it cannot be proposed. Translators: @class@ is the name of the class; keep it as it is. */
static const char *const tasks[N_NEWS] = {
  [CANCELLED] = N_("Tell that “@class@” does not take place"), [MOVED] = N_("Tell that “@class@” has moved"),
  [STANDS_IN] = N_("Tell who teaches “@class@”"), [BACK] = N_("Tell that “@class@” takes place after all"),
  [OFFERED] = N_("Offer the free place in “@class@”"), [TAKEN] = N_("Confirm the place in “@class@”"), [ASKED] = N_("Ask who could teach “@class@”"),
};

/* One thing that one person is to know. */
typedef struct {
  News news;
  const char *title;
  const char *session_id, *booking_id;   /* booking_id: whose offer it is, or NULL */
  gint64 when, then;     /* ms; then: the new time, or until when */
  const char *who;       /* stands in, or NULL */
} Item;

static const char *
text_of (News news, const char *language)
{
  guint tongue = 0;

  for (guint i = 0; language && i < G_N_ELEMENTS (tongues); i++)
    if (!strcmp (tongues[i].language, language))
      tongue = i;
  return tongues[tongue].texts[news];
}

static char *
write_text (const SoThread *thread, const Item *item, const char *language, SoFill *fill, GTimeZone *zone, gint64 now)
{
  g_autofree char *filled = so_fill_text (fill, text_of (item->news, language), NULL);
  g_autofree char *when = so_standing_time (zone, now, item->when, language), *then = item->then ? so_standing_time (zone, now, item->then, language) : g_strdup ("");
  g_autoptr (GString) text = g_string_new (filled);

  g_string_replace (text, "@when@", when, 0);
  g_string_replace (text, "@then@", then, 0);
  g_string_replace (text, "@who@", item->who ? item->who : "", 0);
  g_string_replace (text, "@class@", item->title, 0);
  return g_strdup (text->str);
}

/* Brought to life by a step that can be undone. */
static gboolean
propose (SoDb *db, const SoThread *thread, const Item *item, GTimeZone *zone, gint64 now, GError **error)
{
  g_autofree char *language = so_trial_language (db, thread->id), *text = NULL, *sources = NULL, *id = NULL;
  g_autoptr (SoFill) fill = so_fill_new (db, thread->contact_name, NULL, language, error);

  if (!fill || !so_origin_check (SO_ORIGIN_RULE, SO_EFFECT_PROPOSE, error))
    return FALSE;
  text = write_text (thread, item, language, fill, zone, now);
  /* An offer that is not open any more is taken back by the first, and by the second it is known that the session has moved since. */
  if (item->booking_id)
    so_fill_add_source (fill, "offer", item->booking_id, item->title, so_source_version (db, "offer", item->booking_id));
  so_fill_add_source (fill, "session", item->session_id, item->title, so_source_version (db, "session", item->session_id));
  sources = so_fill_dup_sources (fill);
  id = so_draft_add (db, &(SoDraftNew) { .thread_id = thread->id, .text = text, .origin = "schedule", .sources = sources }, error);
  return id && so_draft_set_undoable (db, id, error) && (thread->state == SO_THREAD_OPEN || so_thread_set_state (db, thread->id, SO_THREAD_OPEN, 0, error)) &&
         so_event_log (db, "rule", "draft.proposed", "draft", id, NULL, error);
}

static gboolean
is_busy (SoDb *db, const char *thread_id)
{
  g_autoptr (GArray) open = so_draft_numbers (db, OPEN, thread_id, NULL);

  return !open || open->len > 0;
}

static gboolean
tell_one (SoDb *db, const char *contact_id, const Item *item, GTimeZone *zone, gint64 now, SoScheduleTold *told, GError **error)
{
  g_autofree char *thread_id = so_booking_thread (db, contact_id), *task = NULL;
  g_autoptr (GString) title = g_string_new (_(tasks[item->news]));
  g_autoptr (SoThread) thread = thread_id && !is_busy (db, thread_id) ? so_thread_find (db, thread_id, error) : NULL;

  if (thread)
    {
      told->drafts++;
      return propose (db, thread, item, zone, now, error);
    }
  g_string_replace (title, "@class@", item->title, 0);
  task = so_task_add (db, title->str, contact_id, thread_id, NULL, MIN (item->when, now + DAY), error);
  told->tasks++;
  return task != NULL;
}

/* Who is told for a student of a household. */
static gboolean
tell (SoDb *db, const char *contact_id, const Item *item, GTimeZone *zone, gint64 now, SoScheduleTold *told, GError **error)
{
  g_auto (GStrv) receivers = so_household_receivers (db, contact_id, error);

  for (guint i = 0; receivers && receivers[i]; i++)
    if (!tell_one (db, receivers[i], item, zone, now, told, error))
      return FALSE;
  return receivers != NULL;
}

gboolean
so_schedule_tell_ask (SoDb *db, const char *contact_id, const SoSession *session, gint64 now, SoScheduleTold *told, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  const Item item = { .news = ASKED, .title = session->title, .session_id = session->id, .when = session->starts_at };

  return schedule && tell_one (db, contact_id, &item, schedule->zone, now, told, error);
}

/* What changed ------------------------------------------------------------------------------------------ */

typedef struct {
  char *id, *title, *teacher_id;   /* teacher_id: or NULL */
  gint64 starts_at;
  gboolean takes_place;
} Watched;

struct _SoScheduleWatch {
  GPtrArray *sessions;   /* Watched, in order of their beginning */
};

static void
watched_free (gpointer data)
{
  Watched *watched = data;

  g_free (watched->id);
  g_free (watched->title);
  g_free (watched->teacher_id);
  g_free (watched);
}

void
so_schedule_watch_free (SoScheduleWatch *watch)
{
  if (!watch)
    return;
  g_ptr_array_unref (watch->sessions);
  g_free (watch);
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const Watched *one = a, *other = b;

  return one->starts_at < other->starts_at ? -1 : one->starts_at > other->starts_at;
}

SoScheduleWatch *
so_schedule_watch (SoDb *db, gint64 now, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_auto (GStrv) booked = schedule ? so_booking_sessions (db, now, error) : NULL;
  SoScheduleWatch *watch;

  if (!booked)
    return NULL;
  watch = g_new0 (SoScheduleWatch, 1);
  watch->sessions = g_ptr_array_new_with_free_func (watched_free);
  for (guint i = 0; booked[i]; i++)
    {
      g_autoptr (SoSession) session = so_schedule_session (db, schedule, booked[i], NULL);
      Watched *watched = session && session->starts_at > now ? g_new0 (Watched, 1) : NULL;

      if (!watched)
        continue;
      *watched = (Watched) { g_strdup (session->id), g_strdup (session->title), g_strdup (session->teacher_id), session->starts_at, session->state == SO_SESSION_PLANNED };
      g_ptr_array_add (watch->sessions, watched);
    }
  g_ptr_array_sort_values (watch->sessions, by_start);
  return watch;
}

/* FALSE where nothing is new. */
static gboolean
compare (const Watched *before, const SoSession *now, Item *item)
{
  gboolean takes_place = now && now->state == SO_SESSION_PLANNED;

  *item = (Item) { .title = before->title, .session_id = before->id, .when = before->starts_at };
  if (before->takes_place && !takes_place)
    return item->news = CANCELLED, TRUE;
  if (!takes_place)
    return FALSE;
  if (!before->takes_place)
    return item->news = BACK, item->when = now->starts_at, TRUE;
  if (now->starts_at != before->starts_at)
    return item->news = MOVED, item->then = now->starts_at, TRUE;
  item->news = STANDS_IN;
  item->who = now->teacher;
  return now->teacher && g_strcmp0 (now->teacher_id, before->teacher_id) != 0;
}

static gboolean
tell_roster (SoDb *db, const Item *item, GHashTable *heard, GTimeZone *zone, gint64 now, SoScheduleTold *told, GError **error)
{
  g_autoptr (GPtrArray) roster = so_booking_roster (db, item->session_id, error);

  for (guint i = 0; roster && i < roster->len; i++)
    {
      const SoBooking *booking = roster->pdata[i];
      gboolean theirs = booking->state == SO_BOOKING_BOOKED || booking->state == SO_BOOKING_OFFERED || (booking->state == SO_BOOKING_WAITING && item->news != STANDS_IN);

      if (theirs && g_hash_table_add (heard, g_strdup (booking->contact_id)) && !tell (db, booking->contact_id, item, zone, now, told, error))
        return FALSE;
    }
  return roster != NULL;
}

gboolean
so_schedule_watch_tell (SoScheduleWatch *watch, SoDb *db, gint64 now, SoScheduleTold *told, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (GHashTable) heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; schedule && i < watch->sessions->len; i++)
    {
      const Watched *before = watch->sessions->pdata[i];
      g_autoptr (SoSession) session = so_schedule_session (db, schedule, before->id, NULL);
      Item item;

      if (compare (before, session, &item) && !tell_roster (db, &item, heard, schedule->zone, now, told, error))
        return FALSE;
    }
  return schedule != NULL;
}

gboolean
so_schedule_watch_settle (SoScheduleWatch *watch, SoDb *db, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);

  for (guint i = 0; schedule && i < watch->sessions->len; i++)
    {
      const Watched *before = watch->sessions->pdata[i];
      g_autoptr (SoSession) session = so_schedule_session (db, schedule, before->id, NULL);
      Item item;

      if (compare (before, session, &item) &&
          !so_booking_settle_trials (db, before->id, session ? session->starts_at : before->starts_at, session && session->state == SO_SESSION_PLANNED, error))
        return FALSE;
    }
  return schedule != NULL;
}

/* Who waits --------------------------------------------------------------------------------------------- */

gboolean
so_schedule_tell_offers (SoDb *db, const char *const *bookings, gint64 now, SoScheduleTold *told, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);

  for (guint i = 0; schedule && bookings[i]; i++)
    {
      g_autoptr (SoBooking) booking = so_booking_find (db, bookings[i], error);
      g_autofree char *key = booking ? so_session_key (booking->root, booking->original) : NULL;
      g_autoptr (SoSession) session = key ? so_schedule_session (db, schedule, key, error) : NULL;
      Item item = { .news = OFFERED };

      if (!session)
        return FALSE;
      item = (Item) { OFFERED, session->title, session->id, booking->id, session->starts_at, booking->offered_until };
      if (!tell (db, booking->contact_id, &item, schedule->zone, now, told, error))
        return FALSE;
    }
  return schedule != NULL;
}

gboolean
so_schedule_tell_alike (SoDb *db, const char *thread_id, const char *other_id)
{
  g_autofree char *language = so_trial_language (db, thread_id), *other = so_trial_language (db, other_id);

  return text_of (OFFERED, language) == text_of (OFFERED, other);
}

gboolean
so_schedule_tell_taken (SoDb *db, const char *thread_id, const char *booking_id, gint64 now, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, error);
  g_autoptr (SoSchedule) schedule = thread ? so_schedule_load (db, 0, 0, error) : NULL;
  g_autoptr (SoBooking) booking = schedule ? so_booking_find (db, booking_id, error) : NULL;
  g_autofree char *key = booking ? so_session_key (booking->root, booking->original) : NULL;
  g_autoptr (SoSession) session = key ? so_schedule_session (db, schedule, key, error) : NULL;

  if (!session)
    return FALSE;
  return is_busy (db, thread_id) ||
         propose (db, thread, &(Item) { .news = TAKEN, .title = session->title, .session_id = session->id, .when = session->starts_at }, schedule->zone, now, error);
}

gboolean
so_waitlist_pass (SoDb *db, gint64 now, guint *n, GError **error)
{
  g_auto (GStrv) sessions = so_booking_is_here (db) ? so_booking_waiting (db, now, error) : g_new0 (char *, 1);
  SoScheduleTold told = { 0 };
  guint lapsed = sessions && *sessions ? so_waitlist_n_over (db, now) : 0;

  for (guint i = 0; sessions && sessions[i]; i++)
    {
      g_autoptr (GError) inner = NULL;
      g_auto (GStrv) offered = so_waitlist_offer (db, sessions[i], FALSE, now, &inner);

      /* One that is not on the schedule any more keeps nobody else waiting. */
      if (offered && !so_schedule_tell_offers (db, (const char *const *) offered, now, &told, error))
        return FALSE;
    }
  *n = told.drafts + told.tasks + lapsed;
  return sessions != NULL;
}
