/* SPDX-License-Identifier: MIT */
#include "so-file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

static void
test_plain (void)
{
  g_autofree char *folder = g_dir_make_tmp ("so-file-XXXXXX", NULL), *path = g_build_filename (folder, "a.json", NULL), *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (so_file_write (path, "first", 5, &error));
  g_assert_true (so_file_write (path, "second", 6, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "second");
  g_assert_false (so_file_write (folder, "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_assert_cmpint (g_unlink (path) + g_rmdir (folder), ==, 0);
}

/* What is written goes through the pipe, and a pipe it is afterwards. */
static void
test_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("so-file-XXXXXX", NULL), *path = g_build_filename (folder, "pipe", NULL);
  char heard[8] = "";
  GStatBuf info;
  int fd;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fd = g_open (path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_true (so_file_write (path, "hello", 5, NULL));
  g_assert_cmpint (read (fd, heard, sizeof heard - 1), ==, 5);
  g_assert_cmpstr (heard, ==, "hello");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
  close (fd);
  g_assert_cmpint (g_unlink (path) + g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/file/plain", test_plain);
  g_test_add_func ("/core/file/pipe", test_pipe);
  return g_test_run ();
}
