/* SPDX-License-Identifier: MIT */
#include "so-merge-words.h"

#include <glib/gi18n.h>

static void
add (GString *text, const char *separator, const char *what)
{
  if (what && *what)
    g_string_append_printf (text, "%s%s", text->len ? separator : "", what);
}

/* A name that an import wrote is no address. */
static void
add_addresses (GString *text, const char *separator, const SoContact *contact)
{
  for (guint i = 0; contact->identities && i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];

      if (identity->kind != SO_IDENTITY_ALIAS)
        add (text, separator, identity->value);
    }
}

static void G_GNUC_PRINTF (3, 4)
add_count (GString *text, guint n, const char *format, ...)
{
  g_autofree char *part = NULL;
  va_list args;

  if (!n)
    return;
  va_start (args, format);
  part = g_strdup_vprintf (format, args);
  va_end (args);
  add (text, " · ", part);
}

static void
add_counts (GString *text, const SoPersonCounts *counts)
{
  add_count (text, counts->messages, ngettext ("%u message", "%u messages", counts->messages), counts->messages);
  add_count (text, counts->conversations, ngettext ("%u conversation", "%u conversations", counts->conversations), counts->conversations);
  add_count (text, counts->notes, ngettext ("%u note", "%u notes", counts->notes), counts->notes);
  add_count (text, counts->tasks, ngettext ("%u task", "%u tasks", counts->tasks), counts->tasks);
  add_count (text, counts->files, ngettext ("%u file", "%u files", counts->files), counts->files);
}

char *
so_merge_words_person (const SoContact *contact, const SoPersonCounts *counts)
{
  GString *text = g_string_new (NULL);

  add_addresses (text, ", ", contact);
  add_counts (text, counts);
  return g_string_free_and_steal (text);
}

char *
so_merge_words_addresses (const SoContact *a, const SoContact *b)
{
  GString *text = g_string_new (NULL);

  add_addresses (text, "\n", a);
  add_addresses (text, "\n", b);
  return g_string_free_and_steal (text);
}

char *
so_merge_words_amount (const SoPersonCounts *a, const SoPersonCounts *b)
{
  const SoPersonCounts both = { .messages = a->messages + b->messages, .conversations = a->conversations + b->conversations, .notes = a->notes + b->notes,
                                .tasks = a->tasks + b->tasks, .files = a->files + b->files };
  GString *text = g_string_new (NULL);

  add_counts (text, &both);
  return g_string_free_and_steal (text);
}

char *
so_merge_words_done (const char *survivor, const char *other)
{
  if (!*survivor || !*other || !g_strcmp0 (survivor, other))
    return g_strdup (_("They are one person now"));
  /* Translators: both are names */
  return g_strdup_printf (_("%s and %s are one person now"), survivor, other);
}

char *
so_merge_words_why (const SoLikeness *likeness)
{
  const char *a = likeness->value ? likeness->value : "", *b = likeness->other_value ? likeness->other_value : "";

  switch (likeness->why)
    {
    case SO_ALIKE_PHONE: return g_strdup_printf (_("One telephone, written in two ways: %s and %s"), a, b);
    case SO_ALIKE_EMAIL: return g_strdup_printf (_("One mailbox, written in two ways: %s and %s"), a, b);
    case SO_ALIKE_BIRTHDAY: return g_strdup_printf (_("The same name and the same birthday, %s"), a);
    case SO_ALIKE_HOUSEHOLD: return g_strdup (_("The same name in one household"));
    case SO_ALIKE_NAME:
    case SO_N_ALIKES:
    default: return g_strdup (_("The same name, and of one of them nothing else is known"));
    }
}
