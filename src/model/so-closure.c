/* SPDX-License-Identifier: MIT */
#include "so-closure.h"

#include "so-day.h"
#include "so-error.h"

#define LONGEST_DAYS 1100

/* @after: 1 for an end, of which the whole day is part. */
static gboolean
parse_end (const char *text, int after, gint64 *at)
{
  int day, minute = 0;

  if (so_day_parse (text, &day))
    day += after;
  else if (!so_day_parse_time (text, &day, &minute))
    return FALSE;
  *at = (gint64) day * SO_DAY_MINUTES + minute;
  return TRUE;
}

static gboolean
check (gpointer value, GError **error)
{
  SoClosure *closure = value;
  gint64 from, to;

  if (!so_entity_check_name (&closure->label, "What a closure is for is said in 1 to 200 characters.", error))
    return FALSE;
  if (!parse_end (closure->from_at, 0, &from) || !parse_end (closure->to_at, 1, &to))
    return so_fail (error, SO_ERROR_CHANGE, "A closure has a beginning and an end: write them as 2026-12-24 or 2026-12-24T14:00.");
  if (to <= from || to - from > (gint64) LONGEST_DAYS * SO_DAY_MINUTES)
    return so_fail (error, SO_ERROR_CHANGE, "The closure “%s” ends before it begins, or takes more than three years.", closure->label);
  return TRUE;
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoClosure, name) }
static const SoEntityField fields[] = { FIELD (label, TEXT), FIELD (from_at, TEXT), FIELD (to_at, TEXT), FIELD (classes, WORDS), FIELD (rooms, WORDS), { NULL } };
#undef FIELD

const SoEntity so_closure_entity = { "closure", sizeof (SoClosure), fields, "There is no such closure in this studio.", "from_at, n", check };

void
so_closure_free (SoClosure *closure)
{
  so_entity_free (&so_closure_entity, closure);
}

void
so_closure_span (const SoClosure *closure, gint64 *from, gint64 *to)
{
  *from = *to = 0;
  parse_end (closure->from_at, 0, from);
  parse_end (closure->to_at, 1, to);
}

gboolean
so_closure_hits (const SoClosure *closure, const char *class_id, const char *room_id, int day, int start, int minutes)
{
  gint64 begin = (gint64) day * SO_DAY_MINUTES + start, from, to;

  so_closure_span (closure, &from, &to);
  return begin < to && begin + minutes > from && (!closure->classes || g_strv_contains ((const char *const *) closure->classes, class_id)) &&
         (!closure->rooms || (room_id && g_strv_contains ((const char *const *) closure->rooms, room_id)));
}
