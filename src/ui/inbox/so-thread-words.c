/* SPDX-License-Identifier: MIT */
#include "so-thread-words.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-due-words.h"

#include <glib/gi18n.h>

#define HOT_SCORE 80

const char *
so_thread_words_person (const SoThread *thread)
{
  if (thread->contact_id || thread->group || (thread->title && *thread->title))
    return thread->contact_name;
  return thread->channel == SO_CHANNEL_CALL || thread->channel == SO_CHANNEL_SMS ? _("Unknown Caller") : _("Unknown Sender");
}

char *
so_thread_words_initials (const char *name)
{
  GString *initials = g_string_new (NULL);
  gboolean start = TRUE;
  int n = 0;

  for (const char *p = name; *p && n < 2; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (start && g_unichar_isalnum (c))
        {
          g_string_append_unichar (initials, g_unichar_toupper (c));
          n++;
        }
      /* "Anne-Marie" is one name; "+49 170" has none but its first digit. */
      start = g_unichar_isspace (c) && !g_ascii_isdigit (*initials->str);
      if (!n)
        start = TRUE;
    }
  if (!n)
    g_string_append (initials, "?");
  return g_string_free (initials, FALSE);
}

char *
so_thread_words_snippet (const SoThread *thread, gboolean with_channel)
{
  const char *channel = _(so_channel_kind_label (thread->channel));
  /* What became of a call is stored in English. */
  const char *stored = thread->snippet && *thread->snippet ? thread->snippet : N_("Attachment");
  const char *snippet = thread->channel == SO_CHANNEL_CALL || stored != thread->snippet ? _(stored) : stored;

  if (thread->group && thread->title && *thread->title)
    channel = thread->title;
  if (!with_channel)
    return thread->last_outbound ? g_strdup_printf (_("You: %s"), snippet) : g_strdup (snippet);
  if (thread->last_outbound)
    return g_strdup_printf (_("%s · You: %s"), channel, snippet);
  return g_strdup_printf ("%s · %s", channel, snippet);
}

static gboolean
is_urgent (const SoThread *thread)
{
  return !g_strcmp0 (thread->priority, "URGENT");
}

const char *
so_thread_words_mark (const SoThread *thread)
{
  if (is_urgent (thread))
    return C_("mark", "URGENT");
  if (thread->draft_id)
    return C_("mark", "DRAFT");
  if (thread->score >= HOT_SCORE)
    return C_("mark", "HOT");
  return thread->starred ? "★" : NULL;
}

const char *
so_thread_words_mark_colour (const SoThread *thread)
{
  if (is_urgent (thread))
    return "#c01c28";
  if (thread->draft_id)
    return "#1c71d8";
  return thread->score >= HOT_SCORE ? "#c64600" : "#77767b";
}

char *
so_thread_words_name (const SoThread *thread)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *age = so_age_dup_short (thread->last_at, so_now ()), *due = so_due_words_spoken (thread, so_now ());
  g_auto (GStrv) all = NULL;
  g_autofree char *head = NULL;

  g_strv_builder_add (words, so_thread_words_person (thread));
  g_strv_builder_add (words, _(so_channel_kind_label (thread->channel)));
  if (thread->unread)
    g_strv_builder_add (words, _("unread"));
  if (is_urgent (thread))
    g_strv_builder_add (words, _("urgent"));
  if (thread->score >= HOT_SCORE)
    g_strv_builder_add (words, _("hot lead"));
  if (thread->draft_id)
    g_strv_builder_add (words, _("draft to approve"));
  if (thread->starred)
    g_strv_builder_add (words, _("starred"));
  if (due)
    g_strv_builder_add (words, due);
  all = g_strv_builder_end (words);
  head = g_strjoinv (", ", all);
  return g_strdup_printf ("%s: %s, %s", head, thread->snippet ? thread->snippet : "", age);
}
