/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-share-value.h"

#include "so-draft-state.h"
#include "so-json.h"
#include "so-money.h"
#include "so-sequence.h"
#include "so-lost-reason.h"
#include "so-stage.h"
#include "so-trial.h"
#include "so-thread.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer is what somebody wrote; it is cut where it stands in a list. */
#define LONGEST_STEP 80

static char *
dup_text (JsonObject *fields, const char *field)
{
  const char *text = so_json_string (fields, field);

  return text && *text ? g_strdup (text) : NULL;
}

static char *
look (const SoShareSense *sense, const char *what, const char *value)
{
  return value && *value && sense->look ? sense->look (sense->data, what, value) : NULL;
}

static gboolean
is_gone (JsonObject *fields)
{
  return json_object_has_member (fields, "deleted_at") && !json_object_get_null_member (fields, "deleted_at");
}

static char *
dup_time (const SoShareSense *sense, gint64 ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = utc && sense->zone ? g_date_time_to_timezone (utc, sense->zone) : utc ? g_date_time_ref (utc) : NULL;

  /* Translators: a day and a time of it, see g_date_time_format() */
  return local ? g_date_time_format (local, _("%-d %B %Y, %H:%M")) : NULL;
}

/* Appends a part of a list with a comma between. Takes @part, which may be NULL. */
static void
add (GString *text, char *part)
{
  if (part && *part)
    g_string_append_printf (text, "%s%s", text->len ? ", " : "", part);
  g_free (part);
}

static char *
end (GString *text)
{
  char *whole = g_string_free_and_steal (text);

  return *whole ? whole : (g_free (whole), NULL);
}

char *
so_share_value_name (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return dup_text (fields, "name");
}

char *
so_share_value_title (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return dup_text (fields, "title");
}

char *
so_share_value_note (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return dup_text (fields, "note");
}

char *
so_share_value_value (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return is_gone (fields) ? g_strdup (_("nothing")) : dup_text (fields, "value");
}

char *
so_share_value_notes (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  char *notes = dup_text (fields, "notes");

  return notes ? notes : g_strdup (_("no notes"));
}

char *
so_share_value_trial (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *nick = so_json_string (fields, "state");
  SoTrialState state;

  if (so_json_int (fields, "converted_at"))
    return g_strdup (_("became a customer"));
  return g_strdup (so_trial_state_parse (nick, &state) ? _(so_trial_state_label (state)) : nick);
}

char *
so_share_value_stage (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *nick = so_json_string (fields, "stage"), *reason = so_json_string (fields, "lost_reason");
  SoStage stage;
  guint why;

  if (so_lost_reason_parse (reason, &why))
    reason = _(so_lost_reason_label (why));
  if (!so_stage_parse (nick, &stage))
    return g_strdup (nick);
  return stage == SO_STAGE_LOST && reason && *reason ? g_strdup_printf ("%s (%s)", _(so_stage_label (stage)), reason) : g_strdup (_(so_stage_label (stage)));
}

/* "1990-05-03"; what is no such day stays as it is. */
static char *
dup_day (const char *text)
{
  GDate day;
  char words[80];

  g_date_clear (&day, 1);
  if (!text || !*text)
    return NULL;
  if (strlen (text) != 10 || text[4] != '-' || (g_date_set_parse (&day, text), !g_date_valid (&day)))
    return g_strdup (text);
  /* Translators: a day, see g_date_strftime() */
  g_date_strftime (words, sizeof words, _("%-d %B %Y"), &day);
  return g_strdup (words);
}

char *
so_share_value_about (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  g_autofree char *day = dup_day (so_json_string (fields, "birthday"));
  GString *text = g_string_new (NULL);

  /* Translators: after it comes a day */
  add (text, day ? g_strdup_printf (_("birthday %s"), day) : NULL);
  add (text, so_json_int (fields, "only_me") ? g_strdup (_("answered by a person alone")) : NULL);
  add (text, so_json_int (fields, "sensitive") ? g_strdup (_("sensitive")) : NULL);
  return text->len ? end (text) : (g_string_free (text, TRUE), g_strdup (_("nothing")));
}

char *
so_share_value_merged (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *other = so_json_string (fields, "merged_into");
  g_autofree char *known = look (sense, "contact", other);

  if (!other)
    return g_strdup (_("a person of its own"));
  /* Translators: %s is a person's name */
  return known ? g_strdup_printf (_("the same as %s"), known) : g_strdup (_("the same as somebody else"));
}

char *
so_share_value_whose (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return look (sense, "contact", so_json_string (fields, "contact_id"));
}

char *
so_share_value_looks (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  GString *text = g_string_new (NULL);

  add (text, dup_text (fields, "color"));
  add (text, dup_text (fields, "icon"));
  return end (text);
}

char *
so_share_value_thread_state (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  static const char *const labels[SO_N_THREAD_STATES] = {
    [SO_THREAD_OPEN] = N_("in the inbox"), [SO_THREAD_WAITING] = N_("waiting for an answer"), [SO_THREAD_SNOOZED] = N_("put away for later"),
    [SO_THREAD_DONE] = N_("done"),         [SO_THREAD_SPAM] = N_("spam"),                     [SO_THREAD_BIN] = N_("in the bin"),
  };
  const char *nick = so_json_string (fields, "state");
  gint64 until = so_json_int (fields, "snoozed_until");
  g_autofree char *time = until > 0 ? dup_time (sense, until) : NULL;
  SoThreadState state;

  if (!nick || !so_thread_state_parse (nick, &state))
    return g_strdup (nick);
  /* Translators: %s is a day and a time */
  return state == SO_THREAD_SNOOZED && time ? g_strdup_printf (_("put away until %s"), time) : g_strdup (_(labels[state]));
}

char *
so_share_value_knowledge (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *question = so_json_string (fields, "question"), *answer = so_json_string (fields, "answer");

  return question && answer ? g_strdup_printf ("%s\n%s", question, answer) : dup_text (fields, "answer");
}

char *
so_share_value_price (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *title = so_json_string (fields, "name"), *currency = so_json_string (fields, "currency"), *unit = so_json_string (fields, "unit");
  g_autofree char *amount = currency && so_money_is_currency (currency) ? so_money_format (so_json_int (fields, "amount"), currency, sense->language) : NULL;
  GString *text = g_string_new (NULL);

  if (title && g_strcmp0 (title, name))
    add (text, g_strdup (title));
  add (text, amount && unit && *unit ? g_strdup_printf ("%s %s", amount, unit) : g_steal_pointer (&amount));
  return end (text);
}

char *
so_share_value_template (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *title = so_json_string (fields, "name"), *text = so_json_string (fields, "text");

  return title && text && g_strcmp0 (title, name) ? g_strdup_printf ("%s\n%s", title, text) : dup_text (fields, "text");
}

char *
so_share_value_question (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  static const struct { const char *state, *label; } labels[] = { { "open", N_("open") }, { "answered", N_("answered") }, { "dismissed", N_("dismissed") } };
  const char *state = so_json_string (fields, "state");
  g_autofree char *entry = look (sense, "knowledge", so_json_string (fields, "knowledge_id"));

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (!g_strcmp0 (state, labels[i].state))
      return entry ? g_strdup_printf ("%s: %s", _(labels[i].label), entry) : g_strdup (_(labels[i].label));
  return g_strdup (state);
}

char *
so_share_value_rule (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *title = so_json_string (fields, "name");
  g_autofree char *does = look (sense, "rule", so_json_string (fields, "definition"));

  return does && g_strcmp0 (title, name) ? g_strdup_printf ("%s\n%s", title, does) : does ? g_steal_pointer (&does) : g_strdup (title);
}

char *
so_share_value_sequence (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *title = so_json_string (fields, "name"), *steps = so_json_string (fields, "steps");
  g_autoptr (SoSequence) sequence = steps ? so_sequence_from_json (title, steps, NULL) : NULL;
  GString *text = g_string_new (sequence && g_strcmp0 (title, name) ? title : NULL);

  for (guint i = 0; sequence && i < sequence->steps->len; i++)
    {
      const SoSequenceStep *step = sequence->steps->pdata[i];
      g_autofree char *words = g_utf8_strlen (step->text, -1) > LONGEST_STEP ? g_utf8_substring (step->text, 0, LONGEST_STEP) : g_strdup (step->text);

      /* Translators: a step of follow-ups: after how many days, and what is written then */
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s%u day: %s", "%s%u days: %s", step->days), text->len ? "\n" : "", step->days, words);
    }
  return text->len ? end (text) : (g_string_free (text, TRUE), g_strdup (title));
}

char *
so_share_value_due (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  gint64 at = so_json_int (fields, "due_at");

  return at > 0 ? dup_time (sense, at) : g_strdup (_("no day"));
}

char *
so_share_value_choice (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  char *known = is_gone (fields) ? NULL : look (sense, "account", so_json_string (fields, "account_id"));

  return known ? known : g_strdup (is_gone (fields) ? _("the usual account") : _("another account"));
}

char *
so_share_value_draft (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *text = so_json_string (fields, "text"), *cc = so_json_string (fields, "cc"), *bcc = so_json_string (fields, "bcc");
  GString *whole = g_string_new (text);

  if (cc && *cc)
    g_string_append_printf (whole, "\ncc: %s", cc);
  if (bcc && *bcc)
    g_string_append_printf (whole, "\nbcc: %s", bcc);
  return end (whole);
}

char *
so_share_value_draft_state (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  static const char *const labels[SO_N_DRAFT_STATES] = {
    [SO_DRAFT_PROPOSED] = N_("Proposed"),   [SO_DRAFT_EDITING] = N_("Editing"),       [SO_DRAFT_EDITED] = N_("Edited"),
    [SO_DRAFT_QUEUED] = N_("Approved"),     [SO_DRAFT_SCHEDULED] = N_("Scheduled"),   [SO_DRAFT_HELD] = N_("Held"),
    [SO_DRAFT_SENDING] = N_("Sending"),     [SO_DRAFT_ACCEPTED] = N_("Sent"),         [SO_DRAFT_DELIVERED] = N_("Delivered"),
    [SO_DRAFT_READ] = N_("Read"),           [SO_DRAFT_FAILED] = N_("Not sent"),       [SO_DRAFT_UNKNOWN] = N_("May have been sent"),
    [SO_DRAFT_SUPERSEDED] = N_("Replaced"), [SO_DRAFT_DISCARDED] = N_("Discarded"),   [SO_DRAFT_EXPIRED] = N_("Expired"),
    [SO_DRAFT_ANSWERED_ELSEWHERE] = N_("Answered elsewhere"), [SO_DRAFT_GENERATING] = N_("Being written"),
  };
  const char *nick = so_json_string (fields, "state");
  SoDraftState state;

  return g_strdup (nick && so_draft_state_parse (nick, &state) ? _(labels[state]) : nick);
}

gboolean
so_share_value_is_on (JsonObject *fields, const char *field)
{
  JsonNode *node = json_object_has_member (fields, field) ? json_object_get_member (fields, field) : NULL;

  return node && !JSON_NODE_HOLDS_NULL (node) && so_json_int (fields, field) != 0;
}

char *
so_share_value_alive (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return g_strdup (is_gone (fields) ? _("removed") : _("kept"));
}

char *
so_share_value_tagged (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return g_strdup (is_gone (fields) ? _("not tagged") : _("tagged"));
}

char *
so_share_value_starred (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return g_strdup (so_share_value_is_on (fields, "starred") ? _("starred") : _("no star"));
}

char *
so_share_value_enabled (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return g_strdup (so_share_value_is_on (fields, "enabled") ? _("on") : _("off"));
}

char *
so_share_value_paused (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return g_strdup (so_share_value_is_on (fields, "paused") ? _("paused") : _("not paused"));
}

char *
so_share_value_done (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return g_strdup (so_share_value_is_on (fields, "done_at") ? _("done") : _("open"));
}

static char *
write_plain (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("–");
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : so_json_write (node, FALSE);
}

char *
so_share_value_plain (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  g_autoptr (GList) names = json_object_get_members (fields);
  GString *text = g_string_new (NULL);

  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *value = write_plain (json_object_get_member (fields, l->data));

      add (text, g_strdup_printf ("%s: %s", (const char *) l->data, value));
    }
  return end (text);
}
