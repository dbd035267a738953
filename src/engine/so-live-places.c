/* SPDX-License-Identifier: MIT */
#include "so-live-places.h"

#include "so-class-places.h"
#include "so-day.h"
#include "so-draft-facts.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-json.h"
#include "so-match.h"
#include "so-schedules.h"
#include "so-session-sources.h"
#include "so-standing-text.h"

#include <string.h>

#define DAYS_AHEAD 28
#define DAYS_BEHIND 14    /* the day that is asked for */
#define MOST_DAYS 400

/* Wording -------------------------------------------------------------------------------------------- */

/* To customers, in their language: not translated with the window. */
static const struct { const char *language, *one, *some, *many, *full, *next, *nothing, *ask; } tongues[] = {
  { "en", "@class@, @when@, has 1 place left.", "@class@, @when@, has @n@ places left.", "@class@, @when@, has places free.", "@class@, @when@, is full.",
    "The next with places free: @list@.", "@class@ is not on that day.", "Would you like to come?" },
  { "de", "In @class@, @when@, ist noch 1 Platz frei.", "In @class@, @when@, sind noch @n@ Plätze frei.", "In @class@, @when@, sind Plätze frei.", "@class@, @when@, ist ausgebucht.",
    "Die nächsten mit freien Plätzen: @list@.", "@class@ ist nicht an diesem Tag.", "Möchtest du kommen?" },
  { "es", "En @class@, @when@, queda 1 plaza.", "En @class@, @when@, quedan @n@ plazas.", "En @class@, @when@, hay plazas libres.", "@class@, @when@, está completo.",
    "Lo próximo con plazas libres: @list@.", "@class@ no es ese día.", "¿Quieres venir?" },
  { "fr", "Pour @class@, @when@, il reste 1 place.", "Pour @class@, @when@, il reste @n@ places.", "Pour @class@, @when@, il y a des places.", "@class@, @when@, est complet.",
    "Prochaines dates avec des places : @list@.", "@class@ n’a pas lieu ce jour-là.", "Voulez-vous venir ?" },
  { "pt", "Em @class@, @when@, há 1 vaga.", "Em @class@, @when@, há @n@ vagas.", "Em @class@, @when@, há vagas.", "@class@, @when@, está lotado.",
    "As próximas datas com vagas: @list@.", "@class@ não é nesse dia.", "Quer vir?" },
};

static guint
find_tongue (const char *language)
{
  for (guint i = 0; language && i < G_N_ELEMENTS (tongues); i++)
    if (!strcmp (tongues[i].language, language))
      return i;
  return 0;
}

/* A name may have any characters: it is put in last. */
static char *
say (const char *form, const SoSession *session, const char *when)
{
  g_autofree char *left = g_strdup_printf ("%d", so_class_places_left (session));
  g_autoptr (GString) text = g_string_new (form);

  g_string_replace (text, "@n@", left, 0);
  g_string_replace (text, "@when@", when, 0);
  g_string_replace (text, "@class@", session->title, 0);
  return g_strdup (text->str);
}

static char *
line_of (const SoSession *session, guint tongue, GTimeZone *zone, gint64 now)
{
  g_autofree char *when = so_standing_time (zone, now, session->starts_at, tongues[tongue].language);
  int left = so_class_places_left (session);

  return say (!left ? tongues[tongue].full : left == 1 ? tongues[tongue].one : left < SO_CLASS_PLACES_MANY ? tongues[tongue].some : tongues[tongue].many, session, when);
}

/* "Salsa, 6 PM on Tuesday; Salsa, 6 PM on 2026-12-01" */
static char *
list_of (GPtrArray *sessions, guint tongue, GTimeZone *zone, gint64 now)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];
      g_autofree char *when = so_standing_time (zone, now, session->starts_at, tongues[tongue].language);

      g_string_append_printf (list, "%s%s, %s", i ? "; " : "", session->title, when);
    }
  return g_strdup (list->str);
}

static char *
write_text (const SoClassPlaces *found, gboolean of_day, guint tongue, GTimeZone *zone, gint64 now)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *list = list_of (found->next, tongue, zone, now);

  for (guint i = 0; i < found->asked->len; i++)
    {
      g_autofree char *line = line_of (found->asked->pdata[i], tongue, zone, now);

      g_string_append_printf (text, "%s ", line);
    }
  if (of_day && !found->asked->len && found->next->len)
    {
      g_autofree char *nothing = say (tongues[tongue].nothing, found->next->pdata[0], "");

      g_string_append_printf (text, "%s ", nothing);
    }
  if (found->next->len)
    {
      g_autoptr (GString) next = g_string_new (tongues[tongue].next);

      g_string_replace (next, "@list@", list, 1);
      g_string_append_printf (text, "%s ", next->str);
    }
  return g_strconcat (text->str, tongues[tongue].ask, NULL);
}

/* What is asked for ----------------------------------------------------------------------------------- */

/* Which messages ask for places; with_day: only where they name a day. */
static const struct { const char *sub_category; gboolean with_day; } asking[] = {
  { "schedule_query", FALSE }, { "trial_class", FALSE }, { "new_enrollment", FALSE }, { "class_reservation", FALSE }, { "group_booking", FALSE }, { "makeup_class", FALSE },
  { "time_sensitive_booking", FALSE }, { "reschedule_request", FALSE }, { "time_change", FALSE }, { "class_information", TRUE }, { "fee_inquiry", TRUE }, { "follow_up", TRUE },
};

static gboolean
asks (const SoMessage *message, gboolean has_day)
{
  for (guint i = 0; message->sub_category && i < G_N_ELEMENTS (asking); i++)
    if (!strcmp (asking[i].sub_category, message->sub_category))
      return has_day || !asking[i].with_day;
  return FALSE;
}

/* "Salsa" is not meant where "Salsa Beginners" is named. */
static gboolean
is_part_of_other (GPtrArray *kinds, const SoClassKind *kind)
{
  for (guint i = 0; i < kinds->len; i++)
    {
      const SoClassKind *other = kinds->pdata[i];

      if (other != kind && so_match_names (other->name, kind->name) && !so_match_names (kind->name, other->name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_of_type (const SoClassKind *kind, const char *text, const char *type)
{
  return (type && (so_match_names (kind->name, type) || so_match_names (kind->style, type))) || (*kind->style && so_match_names (text, kind->style));
}

/* By the name of a class, else by its kind; NULL: none is named. */
static GStrv
find_classes (const SoSchedule *schedule, const char *text, const char *type)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  gboolean by_name;

  for (guint i = 0; i < schedule->kinds->len; i++)
    if (so_match_names (text, ((SoClassKind *) schedule->kinds->pdata[i])->name))
      g_ptr_array_add (named, schedule->kinds->pdata[i]);
  by_name = named->len > 0;
  for (guint i = 0; !by_name && i < schedule->kinds->len; i++)
    if (is_of_type (schedule->kinds->pdata[i], text, type))
      g_ptr_array_add (named, schedule->kinds->pdata[i]);
  for (guint i = 0; i < named->len; i++)
    if (!by_name || !is_part_of_other (named, named->pdata[i]))
      g_strv_builder_add (ids, ((SoClassKind *) named->pdata[i])->id);
  return named->len ? g_strv_builder_end (ids) : NULL;
}

static const char *
find_teacher (const SoSchedule *schedule, const char *name)
{
  for (guint i = 0; name && i < schedule->teachers->len; i++)
    {
      const SoTeacher *teacher = schedule->teachers->pdata[i];

      if (so_match_names (teacher->name, name))
        return teacher->id;
    }
  return NULL;
}

/* FALSE where nothing on the schedule is meant. */
static gboolean
read_wish (const SoSchedule *schedule, const SoMessage *asked, SoClassPlacesWish *wish)
{
  g_autoptr (JsonNode) node = asked->entities ? so_json_parse (asked->entities, -1, 0, NULL) : NULL;
  JsonObject *entities = node ? so_json_root (node) : NULL;
  const char *time = entities ? so_json_string (entities, "time") : NULL;
  g_autofree char *moment = time ? g_strconcat ("2026-01-01T", time, NULL) : NULL;
  int any_day;

  *wish = (SoClassPlacesWish) { .day = SO_DAY_NONE, .start = -1, .people = so_class_places_people (asked->text) };
  if (!entities || !so_day_parse (so_json_string (entities, "date"), &wish->day))
    wish->day = SO_DAY_NONE;
  if (!moment || !so_day_parse_time (moment, &any_day, &wish->start))
    wish->start = -1;
  if (!asks (asked, wish->day != SO_DAY_NONE))
    return FALSE;
  wish->teacher = entities ? find_teacher (schedule, so_json_string (entities, "instructor")) : NULL;
  wish->classes = find_classes (schedule, asked->text, entities ? so_json_string (entities, "class_type") : NULL);
  return wish->classes || (wish->day != SO_DAY_NONE && (wish->start >= 0 || wish->teacher));
}

/* Loading ---------------------------------------------------------------------------------------------- */

static void
line_free (gpointer data)
{
  SoLiveLine *line = data;

  so_session_free (line->session);
  g_free (line->line);
  g_free (line);
}

void
so_live_places_free (SoLivePlaces *places)
{
  if (!places)
    return;
  g_ptr_array_unref (places->lines);
  g_free (places->text);
  g_free (places);
}

/* The sessions that are told become the answer's own. */
static SoLivePlaces *
keep (GPtrArray *sessions, const SoClassPlaces *found, const SoClassPlacesWish *wish, const char *language, GTimeZone *zone, gint64 now)
{
  SoLivePlaces *places = g_new0 (SoLivePlaces, 1);
  GPtrArray *lists[] = { found->asked, found->next };
  guint tongue = find_tongue (language);

  places->text = write_text (found, wish->day != SO_DAY_NONE, tongue, zone, now);
  places->lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < lists[i]->len; k++)
      {
        SoLiveLine *line = g_new0 (SoLiveLine, 1);
        guint index;

        line->line = line_of (lists[i]->pdata[k], tongue, zone, now);
        g_ptr_array_find (sessions, lists[i]->pdata[k], &index);
        line->session = g_ptr_array_steal_index (sessions, index);
        g_ptr_array_add (places->lines, line);
      }
  return places;
}

static SoLivePlaces *
look (SoDb *db, const SoSchedule *schedule, const SoClassPlacesWish *wish, const char *language, gint64 now, GError **error)
{
  int today = so_day_of (now, schedule->zone, NULL), last = today + DAYS_AHEAD;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (SoClassPlaces) found = NULL;

  if (wish->day != SO_DAY_NONE)
    last = MIN (MAX (last, wish->day + DAYS_BEHIND), today + MOST_DAYS);
  sessions = so_schedule_sessions (db, schedule, today, last, error);
  if (!sessions)
    return NULL;
  found = so_class_places_pick (sessions, wish, now);
  return found->asked->len || found->next->len ? keep (sessions, found, wish, language, schedule->zone, now) : NULL;
}

SoLivePlaces *
so_live_places_load (SoDb *db, const SoMessage *asked, const char *language, gint64 now, GError **error)
{
  g_autoptr (SoSchedule) schedule = asked->sub_category ? so_schedule_load (db, 0, 0, error) : NULL;
  SoLivePlaces *places = NULL;
  SoClassPlacesWish wish;

  if (!schedule || !schedule->series->len || !read_wish (schedule, asked, &wish))
    return NULL;
  places = look (db, schedule, &wish, language, now, error);
  g_strfreev (wish.classes);
  return places;
}

void
so_live_places_add_sources (const SoLivePlaces *places, SoFill *fill)
{
  for (guint i = 0; i < places->lines->len; i++)
    {
      const SoLiveLine *line = places->lines->pdata[i];

      so_fill_add_source (fill, "places", line->session->id, line->session->title, so_session_places_version (line->session));
    }
}

/* What is not so any more ----------------------------------------------------------------------------- */

static gboolean
is_stale (SoDb *db, const SoDraft *draft)
{
  g_autoptr (JsonNode) node = draft->sources ? so_json_parse (draft->sources, -1, 0, NULL) : NULL;
  JsonArray *sources = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; sources && i < json_array_get_length (sources); i++)
    {
      JsonObject *source = so_json_element (sources, i);

      if (source && !g_strcmp0 (so_json_string (source, "kind"), "places") &&
          so_session_source_version (db, "places", so_json_string (source, "id")) != so_json_int (source, "version"))
        return TRUE;
    }
  return FALSE;
}

gboolean
so_live_places_pass (SoDb *db, gint64 now, guint *n, GError **error)
{
  g_auto (GStrv) drafts = so_draft_proposed_from (db, "places", error);

  *n = 0;
  for (guint i = 0; drafts && drafts[i]; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_find (db, drafts[i], error);
      g_autoptr (GError) failed = NULL;
      g_autofree char *anew = NULL;

      if (!draft)
        return FALSE;
      if (!is_stale (db, draft))
        continue;
      (*n)++;
      if (!so_draft_step (db, draft->id, SO_DRAFT_EVENT_SUPERSEDE, "facts_changed", NULL, error))
        return FALSE;
      anew = so_drafter_propose (db, draft->thread_id, FALSE, &failed);
      if (failed)
        return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
    }
  return drafts != NULL;
}
