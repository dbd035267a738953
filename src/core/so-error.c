/* SPDX-License-Identifier: MIT */
#include "so-error.h"

G_DEFINE_QUARK (so-error, so_error)

gboolean
so_fail (GError **error, SoError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error)
    *error = g_error_new_valist (SO_ERROR, code, format, args);
  va_end (args);
  return FALSE;
}
