/* SPDX-License-Identifier: MIT */
/* LD_PRELOAD: a clock that is SO_TEST_SKEW seconds wrong, for tests of what must not depend on it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t
skew (void)
{
  const char *text = getenv ("SO_TEST_SKEW");

  return text ? (time_t) atol (text) : 0;
}

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  static int (*real) (clockid_t, struct timespec *);
  int result;

  if (!real)
    real = (int (*) (clockid_t, struct timespec *)) dlsym (RTLD_NEXT, "clock_gettime");
  result = real (clock, now);
  if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    now->tv_sec += skew ();
  return result;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec exact;
  int result = clock_gettime (CLOCK_REALTIME, &exact);

  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return result;
}

time_t
time (time_t *seconds)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (seconds)
    *seconds = now.tv_sec;
  return now.tv_sec;
}
