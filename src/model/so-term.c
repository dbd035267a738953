/* SPDX-License-Identifier: MIT */
#include "so-term.h"

#include <string.h>

#include "so-day.h"
#include "so-error.h"

#define LONGEST_DAYS 800
#define MOST_SKIPS 200

/* "2026-12-24" or "2026-12-21/2027-01-03". */
static gboolean
parse_skip (const char *text, int *from, int *to)
{
  g_auto (GStrv) ends = g_strsplit (text, "/", 2);

  return ends[0] && so_day_parse (ends[0], from) && so_day_parse (ends[1] ? ends[1] : ends[0], to) && *from <= *to;
}

static gboolean
check (gpointer value, GError **error)
{
  SoTerm *term = value;
  int first, last;

  if (!so_entity_check_name (&term->name, "A term's name has 1 to 200 characters.", error))
    return FALSE;
  if (!so_day_parse (term->first_day, &first) || !so_day_parse (term->last_day, &last))
    return so_fail (error, SO_ERROR_CHANGE, "A term has a first and a last day: write them as 2026-09-01.");
  if (last < first || last - first > LONGEST_DAYS)
    return so_fail (error, SO_ERROR_CHANGE, "The term “%s” ends before it begins, or takes more than 800 days.", term->name);
  if (!term->skips)
    term->skips = g_new0 (char *, 1);
  if (g_strv_length (term->skips) > MOST_SKIPS)
    return so_fail (error, SO_ERROR_CHANGE, "A term skips up to 200 times.");
  for (guint i = 0; term->skips[i]; i++)
    if (!parse_skip (term->skips[i], &first, &last))
      return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day to skip: write 2026-12-24 or 2026-12-21/2027-01-03.", term->skips[i]);
  return TRUE;
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoTerm, name) }
static const SoEntityField fields[] = { FIELD (name, TEXT), FIELD (first_day, TEXT), FIELD (last_day, TEXT), FIELD (skips, WORDS), { NULL } };
#undef FIELD

const SoEntity so_term_entity = { "term", sizeof (SoTerm), fields, "There is no such term in this studio.", "first_day, n", check };

void
so_term_free (SoTerm *term)
{
  so_entity_free (&so_term_entity, term);
}

gboolean
so_term_skips (const SoTerm *term, int day)
{
  int from, to;

  for (guint i = 0; term->skips && term->skips[i]; i++)
    if (parse_skip (term->skips[i], &from, &to) && day >= from && day <= to)
      return TRUE;
  return FALSE;
}

static char *
move_skip (const char *skip, int days)
{
  int from, to;
  g_autofree char *begin = NULL, *end = NULL;

  if (!parse_skip (skip, &from, &to))
    return NULL;
  begin = so_day_format (from + days);
  end = so_day_format (to + days);
  return from == to ? g_steal_pointer (&begin) : g_strconcat (begin, "/", end, NULL);
}

SoTerm *
so_term_copy_to (const SoTerm *term, const char *name, const char *first_day, GError **error)
{
  g_autoptr (SoTerm) copy = NULL;
  g_autoptr (GStrvBuilder) skips = g_strv_builder_new ();
  int first, last, begin, days;

  if (!so_day_parse (first_day, &begin) || !so_day_parse (term->first_day, &first) || !so_day_parse (term->last_day, &last))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day: write it as 2026-11-24.", first_day ? first_day : ""), NULL;
  days = (so_day_monday (begin) - so_day_monday (first));
  for (guint i = 0; term->skips && term->skips[i]; i++)
    g_strv_builder_take (skips, move_skip (term->skips[i], days));
  copy = g_new0 (SoTerm, 1);
  copy->name = g_strdup (name);
  copy->first_day = g_strdup (first_day);
  copy->last_day = so_day_format (last + days);
  copy->skips = g_strv_builder_end (skips);
  return check (copy, error) ? g_steal_pointer (&copy) : NULL;
}
