/* SPDX-License-Identifier: MIT */
#include "so-writing.h"

#include "so-prompt.h"
#include "so-studio-private.h"

#define LONGEST 8000

typedef struct {
  GString *text;
  GCancellable *stop;        /* NULL: it has ended */
  char *failure;
  gboolean told;             /* who looks on was told since the last piece, but has not looked yet */
} Writing;

struct _SoWritings {
  GWeakRef studio;
  GMutex lock;
  GHashTable *all;           /* thread id → Writing */
};

typedef struct {
  GWeakRef studio;
  char *thread_id;
} News;

static void
writing_free (Writing *writing)
{
  g_string_free (writing->text, TRUE);
  g_clear_object (&writing->stop);
  g_free (writing->failure);
  g_free (writing);
}

SoWritings *
so_writings_new (SoStudio *studio)
{
  SoWritings *self = g_new0 (SoWritings, 1);

  g_weak_ref_init (&self->studio, studio);
  g_mutex_init (&self->lock);
  self->all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) writing_free);
  return self;
}

void
so_writings_free (SoWritings *self)
{
  g_hash_table_unref (self->all);
  g_mutex_clear (&self->lock);
  g_weak_ref_clear (&self->studio);
  g_free (self);
}

static void
news_free (gpointer data)
{
  News *news = data;

  g_weak_ref_clear (&news->studio);
  g_free (news->thread_id);
  g_free (news);
}

/* A studio must not end on the thread of a model: only the main loop takes hold of it. */
static gboolean
on_news (gpointer data)
{
  News *news = data;
  g_autoptr (SoStudio) studio = g_weak_ref_get (&news->studio);

  if (studio)
    so_studio_writing (studio, news->thread_id);
  return G_SOURCE_REMOVE;
}

/* Once for many pieces: nobody reads faster than the main loop turns. Under lock. */
static void
tell (SoWritings *self, const char *thread_id, Writing *writing)
{
  News *news;
  g_autoptr (SoStudio) studio = NULL;

  if (writing->told)
    return;
  writing->told = TRUE;
  news = g_new0 (News, 1);
  studio = g_weak_ref_get (&self->studio);
  g_weak_ref_init (&news->studio, studio);
  news->thread_id = g_strdup (thread_id);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_news, news, news_free);
}

void
so_writings_begin (SoWritings *self, const char *thread_id, GCancellable *stop)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Writing *writing = g_hash_table_lookup (self->all, thread_id);

  if (writing && writing->stop)
    g_cancellable_cancel (writing->stop);
  writing = g_new0 (Writing, 1);
  writing->text = g_string_new (NULL);
  writing->stop = g_object_ref (stop);
  g_hash_table_replace (self->all, g_strdup (thread_id), writing);
  tell (self, thread_id, writing);
}

/* Of the one that @stop belongs to: another may have taken its place. */
static Writing *
find (SoWritings *self, const char *thread_id, GCancellable *stop)
{
  Writing *writing = g_hash_table_lookup (self->all, thread_id);

  return writing && writing->stop == stop ? writing : NULL;
}

void
so_writings_add (SoWritings *self, const char *thread_id, GCancellable *stop, const char *piece)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Writing *writing = find (self, thread_id, stop);

  if (!writing || writing->text->len > LONGEST)
    return;
  g_string_append (writing->text, piece);
  tell (self, thread_id, writing);
}

void
so_writings_end (SoWritings *self, const char *thread_id, GCancellable *stop, const char *failure)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Writing *writing = find (self, thread_id, stop);

  if (!writing)
    return;
  g_clear_object (&writing->stop);
  g_set_str (&writing->failure, failure);
  tell (self, thread_id, writing);
}

void
so_writings_stop_all (SoWritings *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTableIter iter;
  gpointer writing;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, NULL, &writing))
    if (((Writing *) writing)->stop)
      g_cancellable_cancel (((Writing *) writing)->stop);
}

char *
so_studio_dup_writing (SoStudio *studio, const char *thread_id)
{
  SoWritings *self = so_studio_get_writings (studio);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Writing *writing = thread_id ? g_hash_table_lookup (self->all, thread_id) : NULL;

  if (writing)
    writing->told = FALSE;
  return writing && writing->stop && !g_cancellable_is_cancelled (writing->stop) ? so_prompt_clean (writing->text->str, LONGEST) : NULL;
}

char *
so_studio_dup_writing_failure (SoStudio *studio, const char *thread_id)
{
  SoWritings *self = so_studio_get_writings (studio);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Writing *writing = thread_id ? g_hash_table_lookup (self->all, thread_id) : NULL;

  return writing ? g_strdup (writing->failure) : NULL;
}

void
so_studio_stop_writing (SoStudio *studio, const char *thread_id)
{
  SoWritings *self = so_studio_get_writings (studio);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Writing *writing = thread_id ? g_hash_table_lookup (self->all, thread_id) : NULL;

  if (writing && writing->stop && !g_cancellable_is_cancelled (writing->stop))
    {
      g_cancellable_cancel (writing->stop);
      tell (self, thread_id, writing);
    }
}
