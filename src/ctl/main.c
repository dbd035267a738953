/* SPDX-License-Identifier: MIT */
#include <locale.h>

#include "so-ctl.h"
#include "so-studio.h"

int
main (int argc, char **argv)
{
  so_studio_init_process ();
  setlocale (LC_ALL, "");
  /* Words on the command line are UTF-8, whatever the locale: "LC_ALL=C studioctl search café" finds it. */
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  /* JSON and tables have the same numbers everywhere. */
  setlocale (LC_NUMERIC, "C");
  return so_ctl_run (argc, argv);
}
