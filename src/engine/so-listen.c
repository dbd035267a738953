/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-listen.h"

#include "so-error.h"
#include "so-media-program.h"
#include "so-playback.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gint64
position (SoStore *store, const char *sha256)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db ? MAX (so_playback_get (db, sha256), 0) : 0;
}

SoSound *
so_listen_read (SoStore *store, const char *sha256, gint64 *ms, SoMediaProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = so_store_file_path (store, sha256);
  g_autofd int fd = path ? open (path, O_RDONLY | O_CLOEXEC) : -1;

  if (fd < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("The recording is not on this computer")), NULL;
  *ms = position (store, sha256);
  return so_media_read_shown (so_media_program (), fd, SO_MEDIA_GRACE, progress, data, cancellable, error);
}

typedef struct {
  char *sha256;
  gint64 ms;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->sha256);
  g_free (kept);
}

/* Where it cannot be written, it is only played from its beginning the next time. */
static void
keep_on_worker (GTask *task, gpointer studio, gpointer data, GCancellable *cancellable)
{
  const Kept *kept = data;
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, cancellable, &error);

  if (!db || !so_playback_set (db, kept->sha256, kept->ms, &error) || !so_store_commit (store, &db, &error))
    g_message ("How far a recording was heard is not kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

void
so_listen_keep (SoStudio *studio, const char *sha256, gint64 ms)
{
  g_autoptr (GTask) task = g_task_new (studio, NULL, NULL, NULL);
  Kept *kept = g_new (Kept, 1);

  *kept = (Kept) { g_strdup (sha256), ms };
  g_task_set_task_data (task, kept, kept_free);
  so_studio_run (studio, task, keep_on_worker);
}
