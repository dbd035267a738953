/* SPDX-License-Identifier: MIT */
#include "so-week-menu.h"

#include "so-actions.h"
#include "so-choice-popover.h"

#include <glib/gi18n.h>

static const char *const actions[] = { "schedule.move", "schedule.copy", "schedule.suggest", "schedule.roll", "schedule.bookings", "schedule.edit", "schedule.substitute" };

static void
on_chosen (guint number, gpointer block)
{
  gtk_widget_activate_action (block, actions[number - 1], NULL);
}

void
so_week_menu_present (GtkWidget *block)
{
  const char *labels[G_N_ELEMENTS (actions) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    labels[i] = so_action_label (so_action_find (actions[i]));
  so_choice_popover_present (block, _("This Class"), labels, 0, on_chosen, block);
}
