/* SPDX-License-Identifier: MIT */
#include "so-class-places.h"

#include "so-day.h"

#define MOST_ASKED 3
#define MOST_NEXT 3
#define MOST_PEOPLE 50

int
so_class_places_left (const SoSession *session)
{
  if (session->state != SO_SESSION_PLANNED || session->waiting)
    return 0;
  return MAX (session->most - session->booked - session->offered, 0);
}

int
so_class_places_told (int left)
{
  return MIN (left, SO_CLASS_PLACES_MANY);
}

static gboolean
fits (const SoSession *session, const SoClassPlacesWish *wish, gint64 now)
{
  return session->starts_at > now && (!wish->classes || (session->class_id && g_strv_contains ((const char *const *) wish->classes, session->class_id))) &&
         (!wish->teacher || !g_strcmp0 (session->teacher_id, wish->teacher));
}

static gboolean
has_at (GPtrArray *sessions, const SoClassPlacesWish *wish, gint64 now)
{
  for (guint i = 0; wish->start >= 0 && i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];

      if (session->day == wish->day && session->start == wish->start && fits (session, wish, now))
        return TRUE;
    }
  return FALSE;
}

SoClassPlaces *
so_class_places_pick (GPtrArray *sessions, const SoClassPlacesWish *wish, gint64 now)
{
  SoClassPlaces *places = g_new0 (SoClassPlaces, 1);
  gboolean exact = has_at (sessions, wish, now), enough = FALSE;

  places->asked = g_ptr_array_new ();
  places->next = g_ptr_array_new ();
  for (guint i = 0; wish->day != SO_DAY_NONE && i < sessions->len && places->asked->len < MOST_ASKED; i++)
    {
      SoSession *session = sessions->pdata[i];

      if (session->day != wish->day || !fits (session, wish, now) || (exact && session->start != wish->start))
        continue;
      g_ptr_array_add (places->asked, session);
      enough = enough || so_class_places_left (session) >= wish->people;
    }
  for (guint i = 0; !enough && i < sessions->len && places->next->len < MOST_NEXT; i++)
    {
      SoSession *session = sessions->pdata[i];

      if (fits (session, wish, now) && so_class_places_left (session) >= wish->people)
        g_ptr_array_add (places->next, session);
    }
  return places;
}

void
so_class_places_free (SoClassPlaces *places)
{
  if (!places)
    return;
  g_ptr_array_unref (places->asked);
  g_ptr_array_unref (places->next);
  g_free (places);
}

/* People ---------------------------------------------------------------------------------------------- */

/* What a number in front of it counts, by how it begins; and phrases with the number in them. */
#define COUNTED "people|persons?|of us|places|spots|seats|tickets|Personen|Leute|Plätze|personas|plazas|lugares|personnes|pessoas|vagas"
#define SO_MANY "two|three|four|five|zwei|drei|vier|fünf|dos|tres|cuatro|cinco|deux|trois|quatre|cinq|dois|duas|três|quatro"

static int
number_of (const char *word)
{
  static const struct { const char *words; int number; } known[] = {
    { " two zwei dos deux dois duas zweit ", 2 }, { " three drei tres trois três dritt ", 3 }, { " four vier cuatro quatre quatro viert ", 4 }, { " five fünf cinco cinq fünft ", 5 },
  };
  g_autofree char *lower = g_utf8_strdown (word, -1), *alone = g_strconcat (" ", lower, " ", NULL);
  guint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strrstr (known[i].words, alone))
      return known[i].number;
  return g_ascii_string_to_unsigned (word, 10, 1, MOST_PEOPLE, &number, NULL) ? (int) number : 1;
}

int
so_class_places_people (const char *text)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("\\b(\\d{1,2}|" SO_MANY ")\\s+(?:" COUNTED ")\\b|\\b(?:zu (zweit|dritt|viert|fünft)|for (two|three|four|five)(?!\\s+\\p{L})|we are (\\d{1,2}|two|three|four|five))\\b",
                                            G_REGEX_CASELESS, 0, NULL));
  if (!g_regex_match (regex, text, 0, &match))
    return 1;
  for (int i = 1; i < g_match_info_get_match_count (match); i++)
    {
      g_autofree char *word = g_match_info_fetch (match, i);

      if (word && *word)
        return number_of (word);
    }
  return 1;
}
