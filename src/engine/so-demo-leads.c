/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include "so-backdate.h"
#include "so-contacts.h"
#include "so-stage-moves.h"

#include <string.h>

#define HOUR ((gint64) 3600 * 1000)
#define DAY (24 * HOUR)

/* How people came to where they stand on the board, in the order in which that goes, and how long after their first word. */
static const struct { const char *stage; gint64 after; } path[] = {
  { "CONTACTED", 2 * HOUR }, { "QUALIFIED", DAY }, { "TRIAL_SCHEDULED", 2 * DAY }, { "CONVERTED", 9 * DAY },
};
#define LOST_AFTER (12 * DAY)

/* Two of three customers were some before the demo begins. */
gboolean
so_demo_is_old (const SoDemoPerson *person)
{
  return person->member && g_str_hash (person->full) % 3 != 0;
}

gint64
so_demo_joined (const SoDemoPlan *plan, const SoDemoPerson *person)
{
  gint64 begun = plan->now - plan->weeks * 7 * DAY;

  return begun - DAY * (7 + g_str_hash (person->full) / 3 % 420);
}

static gboolean
move (SoDb *db, const char *contact_id, const char *stage, const char *reason, gint64 at, GError **error)
{
  return so_stage_move (db, contact_id, stage, reason, "import", error) && so_backdate_move (db, contact_id, at, error);
}

/* Step by step to @stage; what would be later than now is now, in order. */
static gboolean
walk (SoDb *db, const SoDemoPlan *plan, const char *contact_id, const char *stage, const char *reason, gint64 from, GError **error)
{
  gboolean lost = !strcmp (stage, "LOST");
  guint steps = 0;

  if (lost)
    return move (db, contact_id, "CONTACTED", NULL, MIN (from + path[0].after, plan->now - 2000), error) &&
           move (db, contact_id, stage, reason, MIN (from + LOST_AFTER, plan->now - 1000), error);
  while (steps < G_N_ELEMENTS (path) && strcmp (path[steps].stage, stage))
    steps++;
  for (guint i = 0; steps < G_N_ELEMENTS (path) && i <= steps; i++)
    if (!move (db, contact_id, path[i].stage, NULL, MIN (from + path[i].after, plan->now - 1000 * (gint64) (G_N_ELEMENTS (path) - i)), error))
      return FALSE;
  return TRUE;
}

gboolean
so_demo_set_stage (SoDb *db, const SoDemoPlan *plan, const SoDemoTalk *talk, const char *contact_id, const char *stage, const char *reason, GError **error)
{
  g_autoptr (SoContact) contact = so_contact_find (db, contact_id, error);
  gint64 joined = so_demo_is_old (talk->person) ? so_demo_joined (plan, talk->person) : talk->first_at;

  if (!contact || !so_backdate_contact (db, contact_id, joined, error))
    return FALSE;
  /* On another channel before: it goes on from there. */
  if (strcmp (contact->stage, "NEW"))
    return !strcmp (contact->stage, stage) || move (db, contact_id, stage, reason, MAX (talk->last_at, joined), error);
  return walk (db, plan, contact_id, stage, reason, joined, error);
}
