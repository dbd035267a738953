/* SPDX-License-Identifier: MIT */
/* The program as it is, with the page Schedule and a week that is made up. Where SO_RIGHT_TO_LEFT is set, from right to left. */
#include "so-application.h"
#include "so-made-up-week.h"
#include "so-schedule-page.h"
#include "so-studio.h"

#include <locale.h>

static void
on_started (void)
{
  if (g_getenv ("SO_RIGHT_TO_LEFT"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

int
main (int argc, char **argv)
{
  g_autoptr (SoApplication) application = NULL;

  so_studio_init_process ();
  setlocale (LC_ALL, "");
  so_schedule_page_set_maker (so_made_up_week_new);
  application = so_application_new ();
  g_signal_connect_after (application, "startup", G_CALLBACK (on_started), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
