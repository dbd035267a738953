/* SPDX-License-Identifier: MIT */
/* What a computer does with files of its hub, by hand and for test-files.py. Each progress is a line; the end is "done …" or "failed SORT: words".
 *   parcel put URL KEY PATH SHA256 MIME | get URL KEY SHA256 PATH | find URL KEY ACCOUNT REMOTE */
#include "so-hub-parcel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "so-error.h"

/* It is the computer of somebody impatient: cancels when this many bytes are over. */
static gint64 enough = -1;
static GCancellable *cancellable;

static void
on_progress (guint64 now, guint64 all, gpointer data)
{
  printf ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT "\n", now, all);
  fflush (stdout);
  if (enough >= 0 && now >= (guint64) enough)
    g_cancellable_cancel (cancellable);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 5 ? argv[1] : "";
  g_autofree char *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubClient) client = argc > 5 ? so_hub_client_new (argv[2], argv[3], &error) : NULL;
  gboolean good = FALSE;

  cancellable = g_cancellable_new ();
  if (g_getenv ("PARCEL_ENOUGH"))
    enough = atoll (g_getenv ("PARCEL_ENOUGH"));
  if (client && !strcmp (what, "put") && argc == 7)
    good = so_hub_parcel_put (client, argv[4], argv[5], argv[6], on_progress, NULL, cancellable, &error);
  else if (client && !strcmp (what, "get"))
    good = so_hub_parcel_get (client, argv[4], argv[5], &result, on_progress, NULL, cancellable, &error);
  else if (client && !strcmp (what, "find"))
    good = so_hub_parcel_find (client, argv[4], argv[5], &result, cancellable, &error);
  else
    return 2;
  if (good)
    printf ("done %s\n", result ? result : "");
  else
    printf ("failed %s: %s\n", error->domain == SO_ERROR ? so_error_nick (error->code) : "other", error->message);
  g_object_unref (cancellable);
  return good ? 0 : 1;
}
