/* SPDX-License-Identifier: MIT */
#include "so-application.h"

#include "so-config.h"
#include "so-studio.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/resource.h>

int
main (int argc, char **argv)
{
  /* A core file would hold what customers wrote. */
  struct rlimit no_core = { 0, 0 };
  g_autoptr (SoApplication) application = NULL;

  so_studio_init_process ();
  setrlimit (RLIMIT_CORE, &no_core);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = so_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
