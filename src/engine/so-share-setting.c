/* SPDX-License-Identifier: MIT */
/* The studio's settings by the names that people know. */
#include "so-config.h"

#include "so-share-value.h"

#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum { TEXT, SWITCH, INVERSE, MINUTES, SECONDS, LONG } Kind;

/* LONG: made of many parts, of which no line can be said. */
static const struct { const char *key; const char *label; Kind kind; } settings[] = {
  { "studio.name", N_("the name of the studio"), TEXT },
  { "studio.kind", N_("the kind of the studio"), TEXT },
  { "studio.zone", N_("the time zone"), TEXT },
  { "studio.currency", N_("the currency"), TEXT },
  { "studio.country", N_("the calling code of the country"), TEXT },
  { "studio.phone", N_("the phone number of the studio"), TEXT },
  { "owner.name", N_("the name of the owner"), TEXT },
  { "owner.email", N_("the mail address of the owner"), TEXT },
  { "owner.phone", N_("the phone number for tests"), TEXT },
  { "hours", N_("the opening hours"), LONG },
  { "week.start", N_("the day on which weeks begin"), TEXT },
  { "quiet.hours", N_("the quiet hours for customers"), TEXT },
  { "answer.minutes", N_("the time in which customers are answered"), MINUTES },
  { "assistant.mode", N_("how much the assistant does by itself"), TEXT },
  { "assistant.tone", N_("the tone of answers"), TEXT },
  { "assistant.persona", N_("who the assistant is"), TEXT },
  { "assistant.voice", N_("the voice of the studio"), TEXT },
  { "assistant.languages", N_("the languages of answers"), TEXT },
  { "assistant.private", N_("private mode"), SWITCH },
  { "assistant.provider", N_("the language model’s provider"), TEXT },
  { "assistant.embedding.model", N_("the model for finding by meaning"), TEXT },
  { "transcribe", N_("who writes down what is said"), LONG },
  { "standing.paused", N_("automatic answers"), INVERSE },
  { "never_auto.words", N_("the words that are never answered by themselves"), TEXT },
  { "links.allowed", N_("the links that answers may have"), TEXT },
  { "escalate.score_over", N_("the lead score that comes to you first"), TEXT },
  { "escalate.categories", N_("what comes to you first"), TEXT },
  { "qualify.questions", N_("the questions to leads"), LONG },
  { "qualify.drafts", N_("questions to leads in drafts"), SWITCH },
  { "lead.weights", N_("what the lead score counts"), LONG },
  { "call.recordings", N_("which recordings of calls are kept"), TEXT },
  { "retention.messages", N_("how many months messages are kept"), TEXT },
  { "retention.recordings", N_("how many months recordings are kept"), TEXT },
  { "retention.imports", N_("how many months imported messages are kept"), TEXT },
  { "retention.leads", N_("how many months lost leads are kept"), TEXT },
  { "retention.bin", N_("how many months spam and the bin are kept"), TEXT },
  { "notify.escalated", N_("notifications of what is urgent"), SWITCH },
  { "notify.text", N_("the words in notifications"), SWITCH },
  { "notify.quiet", N_("your quiet hours"), TEXT },
  { "alert_mail.when", N_("when mails are sent to you"), TEXT },
  { "alert_mail.text", N_("the words in mails to you"), SWITCH },
  { "alert_mail.calls", N_("of which calls mails are sent to you"), TEXT },
  { "alert_mail.address", N_("your address for mails"), TEXT },
  { "undo.seconds.standing", N_("the time to undo automatic answers"), SECONDS },
  { "undo.seconds.mail", N_("the time to undo mails"), SECONDS },
  { "undo.seconds.batch", N_("the time to undo many answers"), SECONDS },
  { "sync.mail-minutes", N_("how often mail is read"), MINUTES },
};

const char *
so_share_setting_label (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!strcmp (settings[i].key, key))
      return _(settings[i].label);
  if (g_str_has_prefix (key, "escalate.words."))
    return _("the words that come to you first");
  if (g_str_has_prefix (key, "undo.seconds."))
    return _("the time to undo answers");
  return key;
}

static Kind
kind_of (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!g_strcmp0 (settings[i].key, key))
      return settings[i].kind;
  return key && g_str_has_prefix (key, "undo.seconds.") ? SECONDS : TEXT;
}

static char *
count (const char *value, gboolean minutes)
{
  guint64 n;

  if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT, &n, NULL))
    return g_strdup (value);
  return g_strdup_printf (minutes ? g_dngettext (GETTEXT_PACKAGE, "%u minute", "%u minutes", (gulong) n) : g_dngettext (GETTEXT_PACKAGE, "%u second", "%u seconds", (gulong) n),
                          (guint) n);
}

char *
so_share_value_setting (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *value = so_json_string (fields, "value");
  Kind kind = kind_of (name);
  gboolean on = value && !strcmp (value, "1");

  if (!value || (json_object_has_member (fields, "deleted_at") && !json_object_get_null_member (fields, "deleted_at")))
    return g_strdup (_("as it is at first"));
  if (kind == LONG)
    return NULL;
  if (kind == SWITCH || kind == INVERSE)
    return g_strdup (on == (kind == SWITCH) ? _("on") : _("off"));
  if (kind == MINUTES || kind == SECONDS)
    return count (value, kind == MINUTES);
  return g_strdup (*value ? value : _("nothing"));
}
