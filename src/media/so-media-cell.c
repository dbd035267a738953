/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "so-media-cell.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* More than any recording takes, and enough for the threads' stacks; with less than 800 MB GStreamer waits for ever. */
#define MOST_MEMORY (1536UL * 1024 * 1024)

#if defined (__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined (__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#endif

/* Sanitizers keep shadows of all memory, and look for leaks with calls of their own. */
#if defined (__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static void
limit (int what, rlim_t most)
{
  struct rlimit old, limit = { most, most };

  if (!getrlimit (what, &old) && (old.rlim_max == RLIM_INFINITY || old.rlim_max > most))
    setrlimit (what, &limit);
}

static void
set_limits (guint seconds)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_DUMPABLE, 0);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_CPU, seconds);
  if (!SANITIZED)
    limit (RLIMIT_AS, MOST_MEMORY);
  alarm (seconds);
}

/* Beneath no folder: nothing is allowed. */
static gboolean
lock_files (void)
{
  struct landlock_ruleset_attr all = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
  int ruleset = syscall (SYS_landlock_create_ruleset, &all, offsetof (struct landlock_ruleset_attr, handled_access_fs) + sizeof all.handled_access_fs, 0);
  gboolean locked;

  if (ruleset < 0)
    return FALSE;
  locked = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return locked;
}

#ifdef ARCH
#define LOAD(member) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, member))
#define LOAD_LOW(n) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args[n]))
#define ANSWER(answer) BPF_STMT (BPF_RET | BPF_K, answer)
#define REFUSE(code) ANSWER (SECCOMP_RET_ERRNO | (code))
#define ALLOW(call) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_ ## call, 0, 1), ANSWER (SECCOMP_RET_ALLOW)
/* Allowed where argument @n has any (@yes) or none of @bits. The number of the call is loaded when it begins, and when it was another call. */
#define ALLOW_IF(call, n, bits, yes) \
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_ ## call, 0, 4), LOAD_LOW (n), \
  BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, bits, (yes) ? 0 : 1, (yes) ? 1 : 0), ANSWER (SECCOMP_RET_ALLOW), REFUSE (EPERM)

static const struct sock_filter filter[] = {
  LOAD (arch),
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
  ANSWER (SECCOMP_RET_KILL_PROCESS),
  LOAD (nr),
  /* What reading and decoding does all the time first. */
  ALLOW (futex), ALLOW (write), ALLOW (read), ALLOW (madvise), ALLOW (munmap), ALLOW (brk), ALLOW (mremap),
  ALLOW (clock_gettime), ALLOW (clock_nanosleep), ALLOW (nanosleep), ALLOW (sched_yield), ALLOW (ppoll), ALLOW (lseek), ALLOW (fstat), ALLOW (close),
  ALLOW (eventfd2), ALLOW (pipe2), ALLOW (getrandom), ALLOW (gettid), ALLOW (getpid), ALLOW (set_robust_list), ALLOW (rseq), ALLOW (membarrier),
  ALLOW (rt_sigprocmask), ALLOW (rt_sigaction), ALLOW (rt_sigreturn), ALLOW (sigaltstack), ALLOW (restart_syscall), ALLOW (sched_getaffinity),
  ALLOW (exit), ALLOW (exit_group),
#ifdef SYS_poll
  ALLOW (poll),
#endif
  /* GStreamer wakes its threads by one; both ends are ours. */
  ALLOW (socketpair),
  /* The names of threads. */
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 4), LOAD_LOW (0),
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, PR_SET_NAME, 0, 1), ANSWER (SECCOMP_RET_ALLOW), REFUSE (EPERM),
  /* What may be asked of open files: their flags. */
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_fcntl, 0, 5), LOAD_LOW (1), BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, F_GETFD, 0, 2),
  BPF_JUMP (BPF_JMP | BPF_JGT | BPF_K, F_SETFL, 1, 0), ANSWER (SECCOMP_RET_ALLOW), REFUSE (EPERM),
  /* No memory that can be run. */
  ALLOW_IF (mmap, 2, PROT_EXEC, FALSE),
  ALLOW_IF (mprotect, 2, PROT_EXEC, FALSE),
  /* Threads, and no processes: what clone3() is asked cannot be seen from here, so libc has to take the older one. */
  ALLOW_IF (clone, 0, CLONE_THREAD, TRUE),
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1), REFUSE (ENOSYS),
  REFUSE (EPERM),
};

static gboolean
lock_calls (void)
{
  struct sock_fprog program = { G_N_ELEMENTS (filter), (struct sock_filter *) filter };

  return !SANITIZED && syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}
#else
static gboolean
lock_calls (void)
{
  return FALSE;
}
#endif

SoMediaCell
so_media_cell_lock (guint seconds)
{
  SoMediaCell cell = 0;

  set_limits (seconds);
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    return cell;
  cell |= SO_MEDIA_CELL_LIMITS;
  if (lock_files ())
    cell |= SO_MEDIA_CELL_FILES;
  if (lock_calls ())
    cell |= SO_MEDIA_CELL_CALLS;
  return cell;
}
