/* SPDX-License-Identifier: MIT */
#include "so-computer.h"

void
so_computer_free (gpointer data)
{
  SoComputer *computer = data;

  if (!computer)
    return;
  g_free (computer->device);
  g_free (computer->name);
  g_free (computer->role);
  g_strfreev (computer->devs);
  g_free (computer);
}
