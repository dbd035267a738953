/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-call.h"

#include "so-calls.h"
#include "so-settings.h"
#include "so-tell-mail.h"
#include "so-threads.h"
#include "so-transcripts.h"

#include <glib/gi18n-lib.h>

#define LONGEST_WORDS 1500   /* characters of what was said */

static const char *
name_of (const SoCall *call)
{
  return call->contact ? call->contact : call->name ? call->name : so_call_is_anonymous (call->number) ? _("Withheld number") : call->number;
}

static void
add_facts (SoStudio *studio, GString *text, const SoCall *call, const SoThread *thread)
{
  g_autoptr (GDateTime) at = so_studio_local_time (studio, call->started_at);
  g_autofree char *time = g_date_time_format (at, "%x %H:%M");

  g_string_append (text, name_of (call));
  if (!so_call_is_anonymous (call->number) && g_strcmp0 (call->number, name_of (call)))
    g_string_append_printf (text, " · %s", call->number);
  /* The length of a call, in minutes and seconds */
  g_string_append_printf (text, "\n%s · %s · %u:%02u\n", _(so_call_state_label (call->state, call->after_hours)), time, call->seconds / 60, call->seconds % 60);
  if (thread && thread->score >= 0)
    {
      g_string_append_printf (text, _("Lead score: %d"), thread->score);
      g_string_append_c (text, '\n');
    }
}

/* What was read out of it is an estimate, and says so. */
static void
add_reading (GString *text, const SoCall *call)
{
  if (call->summary)
    g_string_append_printf (text, "\n%s\n", call->summary);
  if (call->satisfaction >= 0)
    {
      /* Translators: how content a caller seems, as a number, and the caller's own words that this rests on */
      g_string_append_printf (text, _("Satisfaction, estimated: %d of 10, from “%s”"), call->satisfaction, call->satisfaction_why ? call->satisfaction_why : "");
      g_string_append_c (text, '\n');
    }
}

static void
add_words (SoDb *db, GString *text, const SoCall *call)
{
  g_autoptr (SoTranscript) transcript = so_transcript_find (db, call->message_id, NULL);
  glong room = LONGEST_WORDS;

  for (guint i = 0; transcript && i < transcript->segments->len; i++)
    {
      const SoSegment *segment = transcript->segments->pdata[i];

      room -= g_utf8_strlen (segment->text, -1);
      if (room < 0)
        {
          g_string_append (text, "\n…");
          break;
        }
      g_string_append_printf (text, "\n%s%s%s", segment->who, *segment->who ? ": " : "", segment->text);
    }
}

gboolean
so_tell_call_write (SoStudio *studio, SoDb *db, const char *call_id, char **subject, char **text, GError **error)
{
  g_autofree char *with_words = so_setting_get (db, SO_SETTING_TELL_MAIL_TEXT);
  g_autoptr (SoCall) call = so_call_find (db, call_id, error);
  g_autoptr (SoThread) thread = call ? so_thread_find (db, call->thread_id, error) : NULL;
  g_autoptr (GString) body = g_string_new (NULL);

  if (!thread)
    return FALSE;
  *subject = g_strdup_printf ("%s: %s", _(so_call_state_label (call->state, call->after_hours)), name_of (call));
  add_facts (studio, body, call, thread);
  if (!g_strcmp0 (with_words, "1"))
    {
      add_reading (body, call);
      add_words (db, body, call);
    }
  g_string_append_printf (body, "\n\n%s", _("This mail is from Studio OS, to you alone. Answer the customer in Studio OS: an answer to this mail reaches nobody."));
  *text = g_string_free_and_steal (g_steal_pointer (&body));
  return TRUE;
}
