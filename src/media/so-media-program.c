/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-media-program.h"

#define NAME "studio-os-media"

/* A build has each program in its own folder, as src/ui/studio-os and src/media/studio-os-media. */
static char *
find_beside (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL), *folder = own ? g_path_get_dirname (own) : NULL;
  g_autofree char *path = folder ? g_build_filename (folder, "..", "media", NAME, NULL) : NULL;

  return path && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

const char *
so_media_program (void)
{
  static gsize once;
  static char *program;

  if (g_once_init_enter (&once))
    {
      program = find_beside ();
      if (!program)
        program = g_strdup (LIBEXECDIR "/" NAME);
      g_once_init_leave (&once, 1);
    }
  return program;
}
