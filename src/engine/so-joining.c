/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-joining.h"

#include "so-error.h"
#include "so-hub-verbs.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _SoJoining {
  GObject parent;

  char *folder;
  gboolean made;           /* the folder was not there before */
  SoStudio *studio;        /* NULL: not begun, or undone */

  GMutex lock;             /* of what follows */
  SoShareState state;
  gint64 done, whole;
};

G_DEFINE_FINAL_TYPE (SoJoining, so_joining, G_TYPE_OBJECT)

typedef struct {
  char *url, *code, *name;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->url);
  g_free (wish->code);
  g_free (wish->name);
  g_free (wish);
}

static void
on_progress (SoShareState state, gint64 done, gint64 whole, gpointer data)
{
  SoJoining *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->state = state;
  self->done = done;
  self->whole = whole;
}

/* Running ---------------------------------------------------------------------------------------- */

static gboolean
is_set_up (SoStudio *studio)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);

  return profile != NULL;
}

/* Short, and on the main thread: a studio is of the thread that opens it. */
static gboolean
open_studio (SoJoining *self, GError **error)
{
  if (self->studio)
    return TRUE;
  self->made = !g_file_test (self->folder, G_FILE_TEST_EXISTS);
  self->studio = so_studio_open (self->folder, error);
  if (self->studio && is_set_up (self->studio))
    {
      g_clear_object (&self->studio);
      return so_fail (error, SO_ERROR_CHANGE, _("There is a studio in this folder already"));
    }
  return self->studio != NULL;
}

static void
do_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SoJoining *self = source;
  const Wish *wish = data;
  GError *error = NULL;
  gboolean good = so_joining_is_paired (self)
    ? so_studio_share (self->studio, &error) && so_studio_share_now (self->studio, on_progress, self, cancellable, &error)
    : so_studio_join (self->studio, wish->url, wish->code, wish->name, FALSE, on_progress, self, cancellable, &error);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_joining_run_async (SoJoining *self, const char *url, const char *code, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);
  GError *error = NULL;

  wish->url = g_strdup (url);
  wish->code = g_strdup (code);
  wish->name = g_strdup (name);
  g_task_set_source_tag (task, so_joining_run_async);
  g_task_set_task_data (task, wish, wish_free);
  if (open_studio (self, &error))
    so_studio_run_aside (self->studio, task, do_run);
  else
    g_task_return_error (task, error);
}

/* Opened anew: settings, key ring and zone are those of the studio that it is now. */
SoStudio *
so_joining_run_finish (SoJoining *self, GAsyncResult *result, GError **error)
{
  g_autoptr (SoStudio) ready = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  ready = so_studio_open (self->folder, error);
  if (!ready)
    return NULL;
  if (!is_set_up (ready))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no studio at this hub yet: share it first, in Preferences → Hub of the computer that has it")), NULL;
  g_clear_object (&self->studio);
  return g_steal_pointer (&ready);
}

gboolean
so_joining_is_paired (SoJoining *self)
{
  g_autoptr (SoHubLink) link = self->studio ? so_studio_find_hub (self->studio) : NULL;

  return link != NULL;
}

SoShareState
so_joining_get_progress (SoJoining *self, gint64 *done, gint64 *whole)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *done = self->done;
  *whole = self->whole;
  return self->state;
}

/* Undoing ---------------------------------------------------------------------------------------- */

static void
remove_inside (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_inside (child);
      if (g_remove (child) != 0)
        g_message ("%s could not be removed: %s", child, g_strerror (errno));
    }
}

/* Only what a studio makes: nothing else that may lie there. */
static void
clean (SoJoining *self)
{
  static const char *const made[] = { "studio.db", "studio.db-wal", "studio.db-shm", "dispatcher.lock", "files", "backups" };

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, made[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_inside (path);
      if (g_remove (path) != 0 && errno != ENOENT)
        g_message ("%s could not be removed: %s", path, g_strerror (errno));
    }
  if (self->made)
    g_rmdir (self->folder);
}

static void
do_leave (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SoJoining *self = source;
  g_autoptr (GError) why = NULL;
  char *note = NULL;

  if (so_joining_is_paired (self) && !so_studio_leave_hub (self->studio, &note, &why))
    g_message ("The hub could not be left: %s", why->message);
  g_task_return_pointer (task, note, g_free);
}

void
so_joining_undo_async (SoJoining *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, so_joining_undo_async);
  if (self->studio)
    so_studio_run_aside (self->studio, task, do_leave);
  else
    g_task_return_pointer (task, NULL, NULL);
}

char *
so_joining_undo_finish (SoJoining *self, GAsyncResult *result, GError **error)
{
  gboolean begun = self->studio != NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  g_clear_object (&self->studio);
  if (begun)
    clean (self);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
so_joining_finalize (GObject *object)
{
  SoJoining *self = SO_JOINING (object);

  g_clear_object (&self->studio);
  g_free (self->folder);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (so_joining_parent_class)->finalize (object);
}

static void
so_joining_class_init (SoJoiningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_joining_finalize;
}

static void
so_joining_init (SoJoining *self)
{
  g_mutex_init (&self->lock);
  self->state = SO_SHARE_SNAPSHOT;
}

SoJoining *
so_joining_new (const char *folder)
{
  SoJoining *self = g_object_new (SO_TYPE_JOINING, NULL);

  self->folder = g_strdup (folder);
  return self;
}
