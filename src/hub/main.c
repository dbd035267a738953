/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "so-hub-program.h"
#include "so-tls.h"

#define MOST_FILES 4096
#define LARGE (128 * 1024)

/* Secrets of others pass through this process: no core of it is written, no other process looks into it, no file of it is for others.
 * A write beyond a limit of size is an error like a full disk, and not the end. */
/* Connections need more than the 1,024 that a program has where nobody says otherwise (so-door.h). */
static void
take_files (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < MOST_FILES)
    {
      limit.rlim_cur = MIN (limit.rlim_max, MOST_FILES);
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

int
main (int argc, char **argv)
{
  const struct rlimit none = { 0, 0 };

  so_tls_init ();
  setrlimit (RLIMIT_CORE, &none);
  take_files ();
  /* A large body goes back to the system when it is gone: left to itself, the library begins to keep room for the next one. */
  mallopt (M_MMAP_THRESHOLD, LARGE);
#ifndef __SANITIZE_ADDRESS__
  /* A sanitizer looks into its own process. */
  prctl (PR_SET_DUMPABLE, 0);
#endif
  umask (0077);
  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_CTYPE, "C.UTF-8");
  return so_hub_program (argc, argv);
}
