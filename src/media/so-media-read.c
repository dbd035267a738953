/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE   /* memfd_create() */
#include "so-config.h"

#include "so-media-read.h"

#include "so-error.h"
#include "so-media-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SLOWEST 20      /* times as fast as it is played */
#define MOST_HELD_UP 3  /* times the grace */
#define TELL_EACH_US (100 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  SoMediaWire wire;
  SoPeaks *peaks;
  int pcm;              /* a memfd: hours of sound are no heap, and grow without being copied */
  gboolean no_memory;
  const char *id;       /* of the process */
  gint64 started;       /* µs */
  guint grace;          /* ms */
  SoMediaProgress progress;   /* or NULL */
  gpointer data;
  gint64 told;          /* when, µs */
} Reading;

static GSubprocess *
start (const char *program, int fd, GError **error)
{
  /* It gets nothing of this process but the file. */
  const char *environment[] = { "LC_ALL=C.UTF-8", NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) problem = NULL;
  /* Opened once more, as one that is only read: what is open for writing could be mapped and changed. */
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  GSubprocess *process;
  int own = open (path, O_RDONLY | O_CLOEXEC);

  if (own < 0)
    return so_fail (error, SO_ERROR_REPORT, _("The recording cannot be opened: %s"), g_strerror (errno)), NULL;
  g_subprocess_launcher_take_stdin_fd (launcher, own);
  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  process = g_subprocess_launcher_spawn (launcher, &problem, program, NULL);
  if (!process)
    so_fail (error, SO_ERROR_REPORT, _("The part of Studio OS that reads recordings cannot be started: %s"), problem->message);
  return process;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize length)
{
  while (length)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= n;
    }
  return TRUE;
}

static void
tell (Reading *self)
{
  gint64 now = g_get_monotonic_time ();
  SoSound *so_far;

  if (!self->progress || now - self->told < TELL_EACH_US)
    return;
  self->told = now;
  so_far = so_sound_new ();
  so_far->kind = self->wire.kind;
  so_far->rate = self->wire.rate;
  so_far->channels = self->wire.channels;
  so_far->peaks = so_peaks_copy (self->peaks);
  so_far->frames = so_peaks_get_n (self->peaks) * (self->wire.rate / SO_PEAKS_PER_SECOND);
  self->progress (so_far, self->data);
}

static void
on_sound (gconstpointer samples, gsize bytes, gpointer data)
{
  Reading *self = data;
  gint16 aligned[SO_MEDIA_WIRE_MOST / 2];

  if (!self->peaks)
    self->peaks = so_peaks_new (self->wire.rate, self->wire.channels);
  memcpy (aligned, samples, bytes);
  so_peaks_add (self->peaks, aligned, bytes / (2 * self->wire.channels));
  if (!write_all (self->pcm, samples, bytes))
    self->no_memory = TRUE;
  tell (self);
}

/* For how many ms its threads were ready to go on, and had no processor: a busy computer is not the file's fault. */
static gint64
held_up (const Reading *self)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%s/task", self->id);
  g_autoptr (GDir) threads = g_dir_open (folder, 0, NULL);
  gint64 ns = 0;

  for (const char *name; threads && (name = g_dir_read_name (threads));)
    {
      g_autofree char *path = g_build_filename (folder, name, "schedstat", NULL), *text = NULL;
      const char *second = g_file_get_contents (path, &text, NULL, NULL) ? strchr (text, ' ') : NULL;

      ns += second ? g_ascii_strtoll (second, NULL, 10) : 0;
    }
  return MIN (ns / 1000000, (gint64) self->grace * MOST_HELD_UP);
}

/* ms that are left; 0 where time is over. */
static int
time_left (const Reading *self)
{
  gint64 heard = self->wire.rate ? (gint64) (self->wire.frames * 1000 / self->wire.rate) : 0;
  gint64 left = self->grace + heard / SLOWEST - (g_get_monotonic_time () - self->started) / 1000;

  if (left <= 0)
    left += held_up (self);
  return CLAMP (left, 0, G_MAXINT);
}

/* Waits for more; FALSE when time is over, or with an error when cancelled. */
static gboolean
wait_for_more (const Reading *self, int fd, GCancellable *cancellable, GError **error)
{
  GPollFD fds[2] = { { fd, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 } };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &fds[1]);
  int n, left;

  /* Once the time is over it may turn out that there is more of it. */
  do
    left = time_left (self), n = left ? g_poll (fds, watched ? 2 : 1, left) : 0;
  while (left && (n == 0 || (n < 0 && errno == EINTR)));
  if (watched)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error) && n > 0;
}

/* FALSE with an error where there is no answer at all. */
static gboolean
listen_to (Reading *self, int fd, SoVerdict *verdict, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (SO_MEDIA_WIRE_MOST);
  g_autoptr (GError) problem = NULL;

  *verdict = SO_VERDICT_SLOW;
  while (wait_for_more (self, fd, cancellable, &problem))
    {
      gssize n = read (fd, bytes, SO_MEDIA_WIRE_MOST);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || !so_media_wire_read (&self->wire, bytes, n))
        return *verdict = SO_VERDICT_CRASHED, TRUE;
      if (self->no_memory)
        return so_fail (error, SO_ERROR_WAIT, _("There is not enough memory to play this recording. Close something, then try again."));
      if (self->wire.ended)
        return *verdict = self->wire.verdict, TRUE;
    }
  if (problem)
    return g_propagate_error (error, g_steal_pointer (&problem)), FALSE;
  return TRUE;
}

/* It may say that all is well only where there is something. */
static SoVerdict
check_verdict (SoVerdict verdict, guint64 frames)
{
  if (!frames && (verdict == SO_VERDICT_WHOLE || verdict == SO_VERDICT_CUT || verdict == SO_VERDICT_LONG))
    return SO_VERDICT_EMPTY;
  if (frames && (verdict == SO_VERDICT_EMPTY || verdict == SO_VERDICT_NOT_SOUND || verdict == SO_VERDICT_UNSUPPORTED || verdict == SO_VERDICT_LARGE))
    return SO_VERDICT_DAMAGED;
  return verdict;
}

static SoSound *
finish (Reading *self, SoVerdict verdict, GError **error)
{
  g_autoptr (SoSound) sound = so_sound_new ();

  sound->verdict = check_verdict (verdict, self->wire.frames);
  sound->kind = self->wire.kind;
  if (self->wire.frames)
    {
      g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (self->pcm, FALSE, NULL);

      if (!file)
        return so_fail (error, SO_ERROR_WAIT, _("There is not enough memory to play this recording. Close something, then try again.")), NULL;
      sound->rate = self->wire.rate;
      sound->channels = self->wire.channels;
      sound->frames = self->wire.frames;
      sound->pcm = g_mapped_file_get_bytes (file);
      sound->peaks = g_steal_pointer (&self->peaks);
    }
  return g_steal_pointer (&sound);
}

SoSound *
so_media_read (const char *program, int fd, guint grace, GCancellable *cancellable, GError **error)
{
  return so_media_read_shown (program, fd, grace, NULL, NULL, cancellable, error);
}

SoSound *
so_media_read_shown (const char *program, int fd, guint grace, SoMediaProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofd int pcm = -1;
  Reading self = { .started = g_get_monotonic_time (), .grace = grace, .progress = progress, .data = data };
  SoVerdict verdict;
  SoSound *sound = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self.pcm = pcm = memfd_create ("studio-os-sound", MFD_CLOEXEC);
  if (pcm < 0)
    return so_fail (error, SO_ERROR_WAIT, _("There is not enough memory to play this recording. Close something, then try again.")), NULL;
  process = start (program, fd, error);
  if (!process)
    return NULL;
  self.id = g_subprocess_get_identifier (process);
  self.wire.sound = on_sound;
  self.wire.data = &self;
  if (listen_to (&self, g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process))), &verdict, cancellable, error))
    sound = finish (&self, verdict, error);
  /* Whatever it is doing: it holds a stranger's file. */
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_clear_pointer (&self.peaks, so_peaks_free);
  return sound;
}
