/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-lease.h"

#include "so-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

int
so_lease_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "dispatcher.lock", NULL);
  g_autofd int lease = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (lease < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("Nothing can be sent because “%s” cannot be written (%s): check the folder's permissions"),
                    path, g_strerror (errno)), -1;
  if (flock (lease, LOCK_EX | LOCK_NB) == 0)
    return g_steal_fd (&lease);
  if (errno == EWOULDBLOCK)
    return so_fail (error, SO_ERROR_WAIT, _("This studio is open in another window or program, which sends and receives for it: nothing to do here")), -1;
  return so_fail (error, SO_ERROR_CHANGE, _("Nothing can be sent because “%s” cannot be locked (%s): keep the studio on a local disk"),
                  path, g_strerror (errno)), -1;
}

void
so_lease_give_back (int lease)
{
  if (lease >= 0)
    close (lease);
}
