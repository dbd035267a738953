/* SPDX-License-Identifier: MIT */
/* What a process can still do that locked itself in, each attempt in a process of its own; and that the media process is locked in. */
#include "so-media-cell.h"

#include "so-test-sound.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *program;

static void *
think (void *data)
{
  return data;
}

static gboolean
try_thread (void)
{
  g_autoptr (GThread) thread = g_thread_try_new ("thread", think, "x", NULL);

  return thread && g_thread_join (g_steal_pointer (&thread)) != NULL;
}

static gboolean
try_fork (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  return child > 0;
}

static gboolean
try_exec (void)
{
  execl ("/bin/true", "true", NULL);
  return FALSE;
}

/* A memory that is written, then run: what a break-in needs. */
static gboolean
try_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page != MAP_FAILED && mprotect (page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean
try_map_code (void)
{
  return mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean try_open (void) { return open ("/etc/passwd", O_RDONLY) >= 0; }
static gboolean try_create (void) { return open ("/tmp/studio-os-cell", O_WRONLY | O_CREAT, 0600) >= 0; }
static gboolean try_remove (void) { return unlink ("/tmp/studio-os-cell-none") == 0 || errno == ENOENT; }
static gboolean try_internet (void) { return socket (AF_INET, SOCK_STREAM, 0) >= 0; }
static gboolean try_unix (void) { return socket (AF_UNIX, SOCK_STREAM, 0) >= 0; }
static gboolean try_kill (void) { return kill (getppid (), 0) == 0; }
static gboolean try_memory (void) { return mmap (NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; }
static gboolean try_much_memory (void) { return mmap (NULL, 4UL << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; }

static const struct {
  const char *name;
  gboolean (*try) (void);
  gboolean allowed;
} attempts[] = {
  { "open", try_open, FALSE }, { "create", try_create, FALSE }, { "remove", try_remove, FALSE }, { "internet", try_internet, FALSE },
  { "unix", try_unix, FALSE }, { "kill", try_kill, FALSE }, { "fork", try_fork, FALSE }, { "exec", try_exec, FALSE },
  { "code", try_code, FALSE }, { "map-code", try_map_code, FALSE }, { "much-memory", try_much_memory, FALSE },
  { "memory", try_memory, TRUE }, { "thread", try_thread, TRUE },
};

enum { COULD = 10, COULD_NOT = 11, NO_WALL = 12 };

static int
attempt_in_a_process (guint i, gboolean locked)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (locked && !(so_media_cell_lock (60) & SO_MEDIA_CELL_CALLS))
        _exit (NO_WALL);
      _exit (attempts[i].try () ? COULD : COULD_NOT);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  /* exec worked: that is /bin/true's own answer. */
  return WIFEXITED (status) ? (WEXITSTATUS (status) == 0 ? COULD : WEXITSTATUS (status)) : -1;
}

static void
test_attempt (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  int answer = attempt_in_a_process (i, TRUE);

  /* The attempt itself is right: outside the walls it is no problem. */
  g_assert_cmpint (attempt_in_a_process (i, FALSE), ==, COULD);
  unlink ("/tmp/studio-os-cell");
  if (answer == NO_WALL)
    g_test_skip ("this build or this kernel has no such wall");
  else
    g_assert_cmpint (answer, ==, attempts[i].allowed ? COULD : COULD_NOT);
}

/* While it waits for somebody to take its sound. */
static void
test_program (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) some = NULL;
  g_autofree char *head = g_malloc0 (4 << 20), *path = NULL, *status = NULL;

  memcpy (head, "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\0\0\0", 44);
  g_subprocess_launcher_take_stdin_fd (launcher, so_test_sound_open (head, 4 << 20));
  process = g_subprocess_launcher_spawn (launcher, &error, program, NULL);
  g_assert_no_error (error);
  some = g_input_stream_read_bytes (g_subprocess_get_stdout_pipe (process), 16, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (some), >, 0);
  path = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (process));
  g_assert_true (g_file_get_contents (path, &status, NULL, &error));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_nonnull (strstr (status, "NoNewPrivs:\t1"));
  if (strstr (status, "Seccomp:\t0") && attempt_in_a_process (0, TRUE) == NO_WALL)
    g_test_skip ("this build or this kernel has no such wall");
  else
    g_assert_nonnull (strstr (status, "Seccomp:\t2"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *path = g_strconcat ("/media/cell/", attempts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_attempt);
    }
  program = argv[1];
  g_test_add_func ("/media/cell/program", test_program);
  return g_test_run ();
}
