/* SPDX-License-Identifier: MIT */
#include "so-series-edit.h"

#include <string.h>

#include "so-day.h"
#include "so-db.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-id.h"
#include "so-recur.h"
#include "so-undo.h"

#define YEAR 366

gboolean
so_scope_parse (const char *nick, SoScope *scope)
{
  static const char *const nicks[SO_N_SCOPES] = { "this", "following", "all" };

  for (*scope = 0; *scope < SO_N_SCOPES; (*scope)++)
    if (!g_strcmp0 (nick, nicks[*scope]))
      return TRUE;
  *scope = SO_SCOPE_THIS;
  return FALSE;
}

/* A session with all that it comes from. */
typedef struct {
  SoSchedule *schedule;
  SoSession *session;
  SoSeries *series;            /* borrowed */
  SoSessionChange *change;     /* what is said of it, or an empty one */
  char *root, *original;
  int day;                     /* the original's */
} Place;

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->schedule, so_schedule_free);
  g_clear_pointer (&place->session, so_session_free);
  g_clear_pointer (&place->change, so_session_change_free);
  g_clear_pointer (&place->root, g_free);
  g_clear_pointer (&place->original, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
find_place (SoDb *db, const char *id, Place *place, GError **error)
{
  g_autoptr (GError) inner = NULL;
  int minute;

  if (!(place->schedule = so_schedule_load (db, 0, 0, error)) || !(place->session = so_schedule_session (db, place->schedule, id, error)))
    return FALSE;
  so_session_key_parse (id, &place->root, &place->original);
  so_day_parse_time (place->original, &place->day, &minute);
  place->series = so_schedule_part (place->schedule, place->root, place->day);
  place->change = so_session_change_find (db, place->root, place->original, &inner);
  if (!place->change)
    place->change = so_session_change_new (place->root, place->original);
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* New series -------------------------------------------------------------------------------------------- */

static gboolean
check_places (SoDb *db, const char *room_id, const char *teacher_id, GError **error)
{
  if (room_id && *room_id && !so_db_int (db, 0, "SELECT 1 FROM room WHERE id = ? AND deleted_at IS NULL", "t", room_id))
    return so_fail (error, SO_ERROR_CHANGE, "%s", so_room_entity.missing);
  return !teacher_id || !*teacher_id || so_db_int (db, 0, "SELECT 1 FROM teacher WHERE id = ? AND deleted_at IS NULL", "t", teacher_id) ||
         so_fail (error, SO_ERROR_CHANGE, "%s", so_teacher_entity.missing);
}

static gboolean
check_term (SoDb *db, const char *term_id, GError **error)
{
  return !term_id || !*term_id || so_db_int (db, 0, "SELECT 1 FROM term WHERE id = ? AND deleted_at IS NULL", "t", term_id) ||
         so_fail (error, SO_ERROR_CHANGE, "%s", so_term_entity.missing);
}

/* One part of a new series: the root is itself. */
static char *
add_one (SoDb *db, const SoSeries *wish, const SoClassKind *kind, const char *rule, int first, int minute, GError **error)
{
  g_autofree char *id = so_id_new ();
  g_autoptr (SoSeries) series = so_entity_copy (&so_series_entity, wish);

  g_free (series->root);
  series->root = g_strdup (id);
  g_free (series->first);
  series->first = so_day_format_time (first, minute);
  g_free (series->rule);
  series->rule = g_strdup (rule);
  series->start = minute;
  series->minutes = wish->minutes ? wish->minutes : kind->minutes;
  return so_series_entity.check (series, error) && so_entity_put (db, &so_series_entity, id, series, error) ? g_steal_pointer (&id) : NULL;
}

GStrv
so_series_add (SoDb *db, const SoSeries *wish, GError **error)
{
  g_autoptr (SoClassKind) kind = so_entity_find (db, &so_class_kind_entity, wish->class_id ? wish->class_id : "", error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GArray) firsts = NULL;
  int first, minute, until;

  if (!kind)
    return NULL;
  if (!so_day_parse_time (wish->first, &first, &minute))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no beginning of a series: write it as 2026-09-01T18:00.", wish->first ? wish->first : ""), NULL;
  if (so_day_parse (wish->until_day, &until) && until < first)
    return so_fail (error, SO_ERROR_CHANGE, "It ends before it begins: “%s” is before “%s”.", wish->until_day, wish->first), NULL;
  if (!check_places (db, wish->room_id, wish->teacher_id, error) || !check_term (db, wish->term_id, error) || !(rules = so_recur_split (wish->rule, first, &firsts, error)))
    return NULL;
  for (guint i = 0; i < rules->len; i++)
    {
      char *id = add_one (db, wish, kind, rules->pdata[i], g_array_index (firsts, int, i), minute, error);

      if (!id)
        return NULL;
      g_strv_builder_take (ids, id);
    }
  return g_strv_builder_end (ids);
}

/* One session ------------------------------------------------------------------------------------------- */

static gboolean
save_change (SoDb *db, Place *place, GError **error)
{
  g_autofree char *id = so_id_derive (place->root, place->original);

  return so_entity_put (db, &so_session_change_entity, id, place->change, error);
}

static void
set_text (char **field, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*field);
  *field = copy;
}

/* What is as the series says is not said of it alone. */
static void
change_field (char **field, const char *wished, const char *usual)
{
  if (wished)
    set_text (field, g_strcmp0 (wished, usual ? usual : "") ? wished : NULL);
}

static gboolean
edit_this (SoDb *db, Place *place, const SoSessionEdit *edit, GError **error)
{
  SoSessionChange *change = place->change;
  const SoSeries *series = place->series;
  g_autofree char *usual = so_day_format (place->day + series->shift);

  if (edit->rule || edit->term_id)
    return so_fail (error, SO_ERROR_CHANGE, "One session is not repeated: change this and the following, or all.");
  change_field (&change->day, edit->day, usual);
  change_field (&change->room_id, edit->room_id, series->room_id);
  change_field (&change->teacher_id, edit->teacher_id, series->teacher_id);
  if (edit->start >= 0)
    change->start = edit->start == series->start ? -1 : edit->start;
  if (edit->minutes >= 0)
    change->minutes = edit->minutes == series->minutes ? -1 : edit->minutes;
  return save_change (db, place, error);
}

/* A series ---------------------------------------------------------------------------------------------- */

/* What was said of this session alone in a field that now all have is what all have. */
static gboolean
clear_edited (SoDb *db, Place *place, const SoSessionEdit *edit, GError **error)
{
  SoSessionChange *change = place->change;

  if (!change->id)
    return TRUE;
  if (edit->day)
    set_text (&change->day, NULL);
  if (edit->start >= 0)
    change->start = -1;
  if (edit->minutes >= 0)
    change->minutes = -1;
  if (edit->room_id)
    set_text (&change->room_id, NULL);
  if (edit->teacher_id)
    set_text (&change->teacher_id, NULL);
  return save_change (db, place, error);
}

static const char *
or_none (const char *text)
{
  return *text ? text : NULL;
}

/* A part is of one day of the week, so that it can be moved. */
static gboolean
set_rule (SoSeries *series, const char *rule, int first, GError **error)
{
  g_autoptr (GArray) firsts = NULL;
  g_autoptr (GPtrArray) rules = so_recur_split (or_none (rule), first, &firsts, error);

  if (!rules)
    return FALSE;
  if (rules->len != 1)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is of other days than the one on which this series begins: begin another series for each of them.", rule);
  set_text (&series->rule, rules->pdata[0]);
  return TRUE;
}

/* @shift: by how many days more than now. */
static gboolean
apply (SoSeries *series, const SoSessionEdit *edit, int shift, int first, GError **error)
{
  series->shift += shift;
  if (edit->start >= 0)
    series->start = edit->start;
  if (edit->minutes >= 0)
    series->minutes = edit->minutes;
  if (edit->room_id)
    set_text (&series->room_id, or_none (edit->room_id));
  if (edit->teacher_id)
    set_text (&series->teacher_id, or_none (edit->teacher_id));
  if (edit->term_id)
    set_text (&series->term_id, or_none (edit->term_id));
  if (edit->pinned >= 0)
    series->pinned = edit->pinned;
  return (!edit->rule || set_rule (series, edit->rule, first, error)) && so_series_entity.check (series, error);
}

static gboolean
change_part (SoDb *db, const SoSeries *series, const SoSessionEdit *edit, int shift, GError **error)
{
  g_autoptr (SoSeries) changed = so_entity_copy (&so_series_entity, series);
  g_autofree char *saved = NULL;
  int first = 0, minute;

  so_day_parse_time (series->first, &first, &minute);
  if (!apply (changed, edit, shift, first, error))
    return FALSE;
  saved = so_entity_save (db, &so_series_entity, series->id, changed, error);
  return saved != NULL;
}

static gboolean
end_before (SoDb *db, const SoSeries *series, int day, GError **error)
{
  g_autofree char *last = so_day_format (day - 1);

  return so_undo_set (db, "series", series->id, "until_day", error, "t", last);
}

/* From this session on it is another part of the same series. A new rule counts from here, and has the same time of the day: by that sessions are known. */
static gboolean
split_part (SoDb *db, const Place *place, const SoSessionEdit *edit, int shift, GError **error)
{
  g_autoptr (SoSeries) later = so_entity_copy (&so_series_entity, place->series);
  g_autofree char *id = so_id_new (), *from = so_day_format (place->day);
  int first = 0, minute;

  set_text (&later->from_day, from);
  if (edit->rule)
    set_text (&later->first, place->original);
  so_day_parse_time (later->first, &first, &minute);
  return apply (later, edit, shift, first, error) && so_entity_put (db, &so_series_entity, id, later, error) && end_before (db, place->series, place->day, error);
}

static int
first_day_of (const SoSeries *series)
{
  int day = G_MININT, minute;

  if (series->from_day && so_day_parse (series->from_day, &day))
    return day;
  return so_day_parse_time (series->first, &day, &minute) ? day : G_MININT;
}

/* Whether nothing of the part is before this session. */
static gboolean
is_first (const Place *place)
{
  int first = G_MININT, minute, before;

  so_day_parse_time (place->series->first, &first, &minute);
  before = so_recur_before (place->series->rule, first, place->day);
  return before == SO_DAY_NONE || before < first_day_of (place->series);
}

static gboolean
edit_series (SoDb *db, Place *place, SoScope scope, const SoSessionEdit *edit, GError **error)
{
  int day = 0, shift = 0;

  if (edit->day && !so_day_parse (edit->day, &day))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day: write it as 2026-11-24.", edit->day);
  if (edit->day)
    shift = day - place->day - place->series->shift;
  for (guint i = 0; i < place->schedule->series->len; i++)
    {
      const SoSeries *series = place->schedule->series->pdata[i];
      gboolean own = series == place->series, whole = scope == SO_SCOPE_ALL || (own && is_first (place)) || first_day_of (series) > place->day;

      if (strcmp (series->root, place->root) || (!own && !whole))
        continue;
      if (!(whole ? change_part (db, series, edit, shift, error) : split_part (db, place, edit, shift, error)))
        return FALSE;
    }
  return clear_edited (db, place, edit, error);
}

static gboolean
check_edit (SoDb *db, const SoSessionEdit *edit, GError **error)
{
  int day;

  if (edit->day && !so_day_parse (edit->day, &day))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day: write it as 2026-11-24.", edit->day);
  if (edit->start >= SO_DAY_MINUTES)
    return so_fail (error, SO_ERROR_CHANGE, "A session begins between 0:00 and 23:59.");
  if (edit->minutes >= 0 && (edit->minutes < 5 || edit->minutes > SO_CLASS_LONGEST))
    return so_fail (error, SO_ERROR_CHANGE, "A session takes 5 to 720 minutes.");
  return check_places (db, edit->room_id, edit->teacher_id, error) && check_term (db, edit->term_id, error);
}

gboolean
so_session_edit (SoDb *db, const char *id, SoScope scope, const SoSessionEdit *edit, GError **error)
{
  g_auto (Place) place = { 0 };

  if (!check_edit (db, edit, error) || !find_place (db, id, &place, error))
    return FALSE;
  if (scope == SO_SCOPE_THIS && edit->pinned >= 0 && !so_undo_set (db, "series", place.series->id, "pinned", error, "i", (gint64) edit->pinned))
    return FALSE;
  return scope == SO_SCOPE_THIS ? edit_this (db, &place, edit, error) : edit_series (db, &place, scope, edit, error);
}

/* Taking place or not ----------------------------------------------------------------------------------- */

static gboolean
end_series (SoDb *db, const Place *place, SoScope scope, GError **error)
{
  for (guint i = 0; i < place->schedule->series->len; i++)
    {
      const SoSeries *series = place->schedule->series->pdata[i];
      gboolean own = series == place->series, whole = scope == SO_SCOPE_ALL || (own && is_first (place)) || first_day_of (series) > place->day;

      if (strcmp (series->root, place->root) || (!own && !whole))
        continue;
      if (!(whole ? so_entity_remove (db, &so_series_entity, series->id, error) : end_before (db, series, place->day, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_state (SoDb *db, const char *id, const char *state, const char *note, GError **error)
{
  g_auto (Place) place = { 0 };

  if (!find_place (db, id, &place, error))
    return FALSE;
  set_text (&place.change->state, state);
  set_text (&place.change->note, note && *note ? note : NULL);
  return save_change (db, &place, error);
}

gboolean
so_session_cancel (SoDb *db, const char *id, SoScope scope, const char *note, GError **error)
{
  g_auto (Place) place = { 0 };

  if (scope == SO_SCOPE_THIS)
    return set_state (db, id, "cancelled", note, error);
  return find_place (db, id, &place, error) && end_series (db, &place, scope, error);
}

gboolean
so_session_keep (SoDb *db, const char *id, GError **error)
{
  return set_state (db, id, "planned", NULL, error);
}

gboolean
so_session_restore (SoDb *db, const char *id, GError **error)
{
  g_auto (Place) place = { 0 };
  SoSessionChange *nothing = NULL;

  if (!find_place (db, id, &place, error))
    return FALSE;
  nothing = so_session_change_new (place.root, place.original);
  so_session_change_free (place.change);
  place.change = nothing;
  return save_change (db, &place, error);
}

GPtrArray *
so_session_touched (SoDb *db, const char *id, SoScope scope, gboolean bookings, GError **error)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GPtrArray) all = NULL, touched = g_ptr_array_new_with_free_func ((GDestroyNotify) so_session_free);
  int from;

  if (!find_place (db, id, &place, error))
    return NULL;
  from = scope == SO_SCOPE_ALL ? place.session->day - YEAR : place.session->day;
  if (!(all = so_schedule_sessions (db, place.schedule, from, place.session->day + YEAR, error)))
    return NULL;
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      SoSession *session = all->pdata[i];
      gboolean ours = g_str_has_prefix (session->id, place.root) && (scope != SO_SCOPE_THIS ? strcmp (session->id, id) != 0 || bookings : !strcmp (session->id, id));

      if (ours && (bookings ? session->booked + session->waiting > 0 : session->changed))
        g_ptr_array_add (touched, session);
      else
        so_session_free (session);
    }
  return g_steal_pointer (&touched);
}

/* Terms ------------------------------------------------------------------------------------------------- */

/* Where it is shown now becomes where it begins: the copy has originals of its own. */
static gboolean
copy_series (SoDb *db, const SoSeries *series, const char *term_id, int first_day, GError **error)
{
  g_autoptr (SoSeries) copy = NULL;
  g_auto (GStrv) ids = NULL;
  int first, minute, day;

  if (series->until_day || !series->rule || !so_day_parse_time (series->first, &first, &minute))
    return TRUE;
  copy = so_entity_copy (&so_series_entity, series);
  /* The first day of that term that is the day of the week on which it is. */
  day = first_day + ((so_day_weekday (first + series->shift) - so_day_weekday (first_day)) % 7 + 7) % 7;
  g_free (copy->first);
  copy->first = so_day_format_time (day, series->start);
  copy->shift = 0;
  set_text (&copy->from_day, NULL);
  set_text (&copy->uid, NULL);
  set_text (&copy->term_id, term_id);
  ids = so_series_add (db, copy, error);
  return ids != NULL;
}

char *
so_term_copy (SoDb *db, const char *id, const char *name, const char *first_day, GError **error)
{
  g_autoptr (SoTerm) term = so_entity_find (db, &so_term_entity, id, error), copy = term ? so_term_copy_to (term, name, first_day, error) : NULL;
  g_autoptr (GPtrArray) series = NULL;
  g_autofree char *made = copy ? so_entity_save (db, &so_term_entity, NULL, copy, error) : NULL;
  gboolean done;
  int day = 0;

  if (!made || !(series = so_entity_list_of (db, &so_series_entity, "term_id", id, error)))
    return NULL;
  g_ptr_array_set_free_func (series, (GDestroyNotify) so_series_free);
  so_day_parse (first_day, &day);
  done = TRUE;
  for (guint i = 0; done && i < series->len; i++)
    done = copy_series (db, series->pdata[i], made, day, error);
  return done ? g_steal_pointer (&made) : NULL;
}
