/* SPDX-License-Identifier: MIT */
/* The program as it is, with the page Schedule and a week that is made up, until the store has one. */
#include "so-actions.h"
#include "so-application.h"
#include "so-made-up-week.h"
#include "so-schedule-page.h"
#include "so-studio.h"

#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (SoApplication) application = NULL;

  so_studio_init_process ();
  setlocale (LC_ALL, "");
  so_actions_offer_schedule ();
  so_schedule_page_set_maker (so_made_up_week_new);
  application = so_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
