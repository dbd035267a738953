/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include "so-backdate.h"
#include "so-bookings.h"
#include "so-contacts.h"
#include "so-day.h"
#include "so-entity-rows.h"
#include "so-money.h"
#include "so-series-edit.h"

#define HOUR ((gint64) 3600 * 1000)
#define DAY (24 * HOUR)
#define FAR_AHEAD (14 * 24)   /* hours */
#define TURNOVER 10
/* More want to come than there are places, now and then. */
#define WAITING 2
/* So many of a hundred appointments that are offered are taken. */
#define ONE_OF_100 66

typedef struct {
  SoDb *db;
  SoDemoPlan *plan;
  JsonArray *classes;             /* of the profile */
  GHashTable *rooms, *teachers, *kinds;   /* name → id */
  GPtrArray *people;              /* ids of customers */
} Week;

static int
find_weekday (const char *name)
{
  static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };

  for (int i = 0; i < 7; i++)
    if (!g_strcmp0 (days[i], name))
      return i;
  return 0;
}

static gboolean
says (JsonObject *class, const char *member, const char *text)
{
  return !g_strcmp0 (so_json_string (class, member), text);
}

/* The largest class that is in it fits. */
static char *
add_room (Week *week, const char *name, GError **error)
{
  g_autoptr (SoRoom) room = so_room_new ();

  room->name = g_strdup (name);
  room->turnover = TURNOVER;
  room->position = (int) g_hash_table_size (week->rooms);
  for (guint i = 0; i < json_array_get_length (week->classes); i++)
    if (says (so_json_element (week->classes, i), "room", name))
      room->capacity = MAX (room->capacity, (int) so_json_int (so_json_element (week->classes, i), "most"));
  return so_entity_save (week->db, &so_room_entity, NULL, room, error);
}

/* When they are there, where the profile says so: JSON. */
static char *
dup_week (Week *week, const char *name)
{
  JsonArray *staff = so_json_array (week->plan->profile, "staff");

  for (guint i = 0; staff && i < json_array_get_length (staff); i++)
    if (says (so_json_element (staff, i), "name", name))
      {
        g_autoptr (JsonNode) node = json_node_alloc ();

        json_node_init_array (node, so_json_array (so_json_element (staff, i), "week"));
        return so_json_write (node, FALSE);
      }
  return NULL;
}

static char *
add_teacher (Week *week, const char *name, GError **error)
{
  g_autoptr (SoTeacher) teacher = so_teacher_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) styles = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (week->classes); i++)
    if (says (so_json_element (week->classes, i), "teacher", name) && g_hash_table_add (known, (gpointer) so_json_string (so_json_element (week->classes, i), "style")))
      g_strv_builder_add (styles, so_json_string (so_json_element (week->classes, i), "style"));
  teacher->name = g_strdup (name);
  teacher->week = dup_week (week, name);
  teacher->position = (int) g_hash_table_size (week->teachers);
  g_strfreev (teacher->styles);
  teacher->styles = g_strv_builder_end (styles);
  return so_entity_save (week->db, &so_teacher_entity, NULL, teacher, error);
}

/* Once each, in the order in which classes name them. */
static gboolean
add_named (Week *week, const char *member, GHashTable *known, char *(*add) (Week *week, const char *name, GError **error), GError **error)
{
  for (guint i = 0; i < json_array_get_length (week->classes); i++)
    {
      const char *name = so_json_string (so_json_element (week->classes, i), member);
      char *id = g_hash_table_contains (known, name) ? NULL : add (week, name, error);

      if (id)
        g_hash_table_insert (known, g_strdup (name), id);
      else if (!g_hash_table_contains (known, name))
        return FALSE;
    }
  return TRUE;
}

static int
count_named (Week *week, const char *name)
{
  int n = 0;

  for (guint i = 0; i < json_array_get_length (week->classes); i++)
    n += says (so_json_element (week->classes, i), "class", name);
  return n;
}

/* What one session costs, as its classes say it ("£48"); -1: nothing is said. */
static int
read_price (Week *week, JsonObject *class)
{
  const char *price = so_json_string (class, "price"), *currency = so_json_string (so_json_object (week->plan->profile, "studio"), "currency");
  gint64 amount;

  return price && so_money_parse (price, currency, &amount, NULL) ? (int) amount : -1;
}

/* An appointment is a class for one, of which there are many in a week. */
static char *
add_kind (Week *week, JsonObject *class, guint position, GError **error)
{
  g_autoptr (SoClassKind) kind = so_class_kind_new ();

  kind->name = g_strdup (so_json_string (class, "class"));
  g_free (kind->style);
  kind->style = g_strdup (so_json_string (class, "style"));
  g_free (kind->level);
  kind->level = g_strdup (so_json_string (class, "level"));
  kind->minutes = (int) so_json_int (class, "minutes");
  kind->most = (int) so_json_int (class, "most");
  kind->least = kind->most > 1 ? 3 : 0;
  kind->sessions = kind->most > 1 ? count_named (week, kind->name) : 0;   /* appointments are not planned */
  kind->position = (int) position;
  kind->price = read_price (week, class);
  return so_class_kind_entity.check (kind, error) ? so_entity_save (week->db, &so_class_kind_entity, NULL, kind, error) : NULL;
}

static const char *
find_kind (Week *week, JsonObject *class, guint position, GError **error)
{
  const char *name = so_json_string (class, "class");
  char *id = g_hash_table_contains (week->kinds, name) ? NULL : add_kind (week, class, position, error);

  if (id)
    g_hash_table_insert (week->kinds, g_strdup (name), id);
  return g_hash_table_lookup (week->kinds, name);
}

/* Every week since the demo began. */
static gboolean
add_series (Week *week, JsonObject *class, guint position, GError **error)
{
  int today = so_day_of (week->plan->now, week->plan->zone, NULL);
  const char *kind = find_kind (week, class, position, error);
  g_autofree char *date = so_day_format (so_day_monday (today) - 7 * (int) week->plan->weeks + find_weekday (so_json_string (class, "day")));
  g_autofree char *first = g_strconcat (date, "T", so_json_string (class, "time"), NULL);
  SoSeries wish = { .class_id = (char *) kind, .first = first, .rule = (char *) "FREQ=WEEKLY", .room_id = g_hash_table_lookup (week->rooms, so_json_string (class, "room")),
                    .teacher_id = g_hash_table_lookup (week->teachers, so_json_string (class, "teacher")) };
  g_auto (GStrv) ids = kind ? so_series_add (week->db, &wish, error) : NULL;

  return ids != NULL;
}

GPtrArray *
so_demo_people_in (SoDb *db, const char *query, GError **error)
{
  g_autoptr (GArray) numbers = so_contact_numbers (db, query, error);
  GPtrArray *people = numbers ? g_ptr_array_new_with_free_func (g_free) : NULL;

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoContact) contact = so_contact_load (db, g_array_index (numbers, gint64, i), NULL);

      if (contact)
        g_ptr_array_add (people, g_strdup (contact->id));
    }
  return people;
}

/* Most who had booked came. */
static gboolean
call_roll (Week *week, const SoSession *session, const char *booking, GError **error)
{
  static const SoBookingState states[] = { SO_BOOKING_ATTENDED, SO_BOOKING_ATTENDED, SO_BOOKING_ATTENDED, SO_BOOKING_ATTENDED, SO_BOOKING_ATTENDED, SO_BOOKING_LATE, SO_BOOKING_NO_SHOW };

  return session->starts_at > week->plan->now || so_booking_call (week->db, booking, states[so_demo_pick (week->plan, G_N_ELEMENTS (states))], week->plan->now, error);
}

/* Some days before, as those of the weeks before were; what is far ahead was booked in the last two weeks. */
static gint64
find_made (const Week *week, const SoSession *session, guint i)
{
  guint hash = g_str_hash (session->id) / 7 + 5 * i;
  gint64 made = session->starts_at - (4 + (gint64) (hash % 9)) * DAY;

  return made < week->plan->now ? made : week->plan->now - (gint64) (hash % FAR_AHEAD) * HOUR;
}

/* Neighbours in the list, from somebody on: nobody twice. */
static gboolean
add_bookings (Week *week, const SoSession *session, GError **error)
{
  guint most = (guint) session->most, wanted = most / 3 + so_demo_pick (week->plan, most), from = so_demo_pick (week->plan, week->people->len);
  guint n = most == 1 ? so_demo_pick (week->plan, 100) < ONE_OF_100 : MIN (MIN (wanted, most + WAITING), week->people->len);

  for (guint i = 0; i < n; i++)
    {
      gboolean waits = i >= most;
      g_autofree char *id = NULL;

      if (waits && session->starts_at <= week->plan->now)
        break;
      id = so_booking_add (week->db, session->id, week->people->pdata[(from + i) % week->people->len], SO_BOOKING_REGULAR, !waits, week->plan->now, error);
      if (!id || !so_backdate_booking (week->db, id, find_made (week, session, i), error) || !call_roll (week, session, id, error))
        return FALSE;
    }
  return TRUE;
}

/* This week and the next. */
static gboolean
fill_weeks (Week *week, GError **error)
{
  int monday = so_day_monday (so_day_of (week->plan->now, week->plan->zone, NULL));
  g_autoptr (SoSchedule) schedule = so_schedule_load (week->db, monday, monday + 13, error);
  g_autoptr (GPtrArray) sessions = schedule ? so_schedule_sessions (week->db, schedule, monday, monday + 13, error) : NULL;

  for (guint i = 0; sessions && i < sessions->len && week->people->len; i++)
    if (!add_bookings (week, sessions->pdata[i], error))
      return FALSE;
  return sessions != NULL;
}

gboolean
so_demo_has_schedule (const SoDemoPlan *plan)
{
  JsonArray *modules = so_json_array (plan->profile, "modules");

  for (guint i = 0; i < json_array_get_length (modules); i++)
    if (!g_strcmp0 (json_array_get_string_element (modules, i), "schedule"))
      return TRUE;
  return FALSE;
}

gboolean
so_demo_add_schedule (SoDb *db, SoDemoPlan *plan, GError **error)
{
  g_autoptr (GHashTable) rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), teachers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) people = so_demo_people_in (db, "stage:CONVERTED", error);
  Week week = { db, plan, so_json_array (plan->profile, "classes"), rooms, teachers, kinds, people };

  if (!so_demo_has_schedule (plan))
    return people != NULL;
  if (!people || !add_named (&week, "room", rooms, add_room, error) || !add_named (&week, "teacher", teachers, add_teacher, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (week.classes); i++)
    if (!add_series (&week, so_json_element (week.classes, i), i, error))
      return FALSE;
  return fill_weeks (&week, error);
}
