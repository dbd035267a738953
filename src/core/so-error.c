/* SPDX-License-Identifier: MIT */
#include "so-error.h"

typedef struct {
  gint64 wait;    /* ms */
} SoErrorPrivate;

static void
so_error_private_init (SoErrorPrivate *priv)
{
}

static void
so_error_private_copy (const SoErrorPrivate *from, SoErrorPrivate *to)
{
  *to = *from;
}

static void
so_error_private_clear (SoErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (SoError, so_error)

static const char *const nicks[] = {
  [SO_ERROR_SIGN_IN] = "sign-in", [SO_ERROR_WAIT] = "wait", [SO_ERROR_CHANGE] = "change", [SO_ERROR_GIVE_UP] = "give-up",
  [SO_ERROR_REPORT] = "report",
};

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

const char *
so_error_nick (SoError code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (nicks), NULL);

  return nicks[code];
}

gboolean
so_error_parse (const char *nick, SoError *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (!g_strcmp0 (nicks[i], nick))
      return *code = i, TRUE;
  return FALSE;
}

gint64
so_error_get_wait (const GError *error)
{
  return error && error->domain == SO_ERROR ? so_error_get_private (error)->wait : 0;
}

void
so_error_set_wait (GError *error, gint64 wait)
{
  g_return_if_fail (error && error->domain == SO_ERROR);

  so_error_get_private (error)->wait = MAX (so_error_get_private (error)->wait, wait);
}
