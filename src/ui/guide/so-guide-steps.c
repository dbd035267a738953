/* SPDX-License-Identifier: MIT */
#include "so-guide-steps.h"

#include "so-actions.h"

#include <glib/gi18n.h>

static const SoGuideStep steps[] = {
  /* Translators: here and in what follows, leave {go} and {act} as they are: keys take their place */
  { "today", "go.today", NULL, SO_GUIDE_SHOWN, FALSE, N_("Press {go} for Today."), N_("Today: what waits for you, the classes of the day, and the numbers so far.") },
  { "approve", "go.approve", "draft.approve", SO_GUIDE_APPROVED, TRUE, N_("Press {go} for the answers that wait for you. Read the first one, then press {act}: one key, and it goes out."),
    N_("Approved. In a real studio it leaves in a few seconds, and until then it can be taken back. Here nothing ever leaves.") },
  { "leads", "go.leads", "lead.right", SO_GUIDE_MOVED, TRUE, N_("Press {go} for the leads: everybody who asked and is no customer yet. Press {act} to move a card to the next stage."),
    N_("Moved. Who was moved by mistake comes back by Undo.") },
  { "schedule", "go.schedule", "schedule.week-next", SO_GUIDE_SHOWN, FALSE, N_("Press {go} for the week."),
    N_("The week: classes, who teaches them and how full they are. {act} shows the next one.") },
  { "calls", "go.calls", "call.next", SO_GUIDE_SHOWN, FALSE, N_("Press {go} for the calls."), N_("Calls: what was said, and who is to be called back. {act} goes to the next one.") },
  { "analytics", "go.analytics", NULL, SO_GUIDE_SHOWN, FALSE, N_("Press {go} for Analytics."), N_("Analytics: the studio in numbers, and on the tab Growth what they suggest.") },
  { NULL, "win.shortcuts", NULL, SO_GUIDE_KEYS, FALSE, N_("Press {go} to see every key."), N_("That was all. The tour is in the main menu.") },
};

const SoGuideStep *
so_guide_steps (guint *n)
{
  *n = G_N_ELEMENTS (steps);
  return steps;
}

/* Its first key; where it has none, its name, under which the palette has it. */
static char *
dup_key (const char *id)
{
  const SoAction *action = so_action_find (id);
  g_auto (GStrv) keys = so_action_dup_keys (action);

  return g_strdup (keys[0] ? keys[0] : so_action_label (action));
}

char *
so_guide_step_dup_words (const SoGuideStep *step, const char *words)
{
  g_autofree char *go = dup_key (step->go), *act = step->act ? dup_key (step->act) : NULL;
  GString *text = g_string_new (_(words));

  g_string_replace (text, "{go}", go, 0);
  if (act)
    g_string_replace (text, "{act}", act, 0);
  return g_string_free_and_steal (text);
}
