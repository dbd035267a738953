/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-checks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_PLACEHOLDER 60

static const struct {
  const char *reason;
  const char *sentence;
} checks[SO_N_CHECKS] = {
  [SO_CHECK_EMPTY] = { "empty", N_ ("There is nothing to send: write an answer first") },
  [SO_CHECK_PLACEHOLDER] = { "placeholder", N_ ("A part in {braces} is not filled in: replace it, then approve") },
  [SO_CHECK_NEW_INBOUND] = { "new_inbound", N_ ("The customer wrote again after this answer was made: read it, keep or change the answer, then approve") },
  [SO_CHECK_APPROVAL] = { "changed_after_approval", N_ ("The answer is not what was approved: look at it and approve it again") },
  [SO_CHECK_DEMO] = { "demo", N_ ("This is a demonstration studio: it can never send to anybody") },
};

/* "{first name}", "{}", "{{x}}"; not "{" of a long text, and not over a line's end. */
static gboolean
has_placeholder (const char *text)
{
  for (const char *open = strchr (text, '{'); open; open = strchr (open + 1, '{'))
    {
      gsize length = strcspn (open + 1, "}\n");

      if (open[1 + length] == '}' && length <= LONGEST_PLACEHOLDER)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_empty (const char *text)
{
  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }
  return TRUE;
}

guint
so_checks_run (const SoCheckFacts *facts)
{
  guint failed = 0;

  if (is_empty (facts->text))
    failed |= 1 << SO_CHECK_EMPTY;
  else if (has_placeholder (facts->text))
    failed |= 1 << SO_CHECK_PLACEHOLDER;
  if (facts->newest_inbound_at > facts->basis_at)
    failed |= 1 << SO_CHECK_NEW_INBOUND;
  if (facts->approved && !facts->approval_valid)
    failed |= 1 << SO_CHECK_APPROVAL;
  if (facts->demo && facts->transport && strcmp (facts->transport, "loopback") != 0)
    failed |= 1 << SO_CHECK_DEMO;
  return failed;
}

SoCheck
so_checks_first (guint failed)
{
  static const SoCheck order[] = {
    SO_CHECK_DEMO, SO_CHECK_APPROVAL, SO_CHECK_EMPTY, SO_CHECK_PLACEHOLDER, SO_CHECK_NEW_INBOUND,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (failed & (1u << order[i]))
      return order[i];
  g_return_val_if_reached (SO_CHECK_EMPTY);
}

const char *
so_check_reason (SoCheck check)
{
  return checks[check].reason;
}

const char *
so_check_sentence (SoCheck check)
{
  return _(checks[check].sentence);
}
