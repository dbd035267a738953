/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-share-words.h"

#include "so-json.h"
#include "so-share-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What fits into a sentence; what is longer stands below it. */
#define LONGEST_VALUE 60

/* Sentences are whole, for languages order them differently: {who} did it, {name} is what it is about, {part} what of it, {value} what it is now. */
typedef struct {
  const char *table, *group;
  const char *plain;       /* where the value is long, or there is none */
  const char *valued;      /* with {value}; NULL: never */
  SoShareValue value;      /* NULL: there is none beside the sentence */
  const char *switched;    /* the field that says which of the next two it is; where it is 0 or null it is @off. NULL: neither */
  const char *on, *off;
} Sentence;

#define GONE "deleted_at"

/* Translators: {who} is the name of a computer such as Front Desk, {name} a person or an entry, {part} a part of it, {value} what holds now. Keep them as they are. */
static const Sentence sentences[] = {
  { "setting", "value", N_("{who} changed {name}"), N_("{who} changed {name} to {value}"), so_share_value_setting },
  { "contact", "name", N_("{who} renamed {name}"), N_("{who} renamed {name} to {value}"), so_share_value_name },
  { "contact", "stage", N_("{who} changed the stage of {name}"), N_("{who} changed the stage of {name} to {value}"), so_share_value_stage },
  { "contact", "notes", N_("{who} changed the notes about {name}"), NULL, so_share_value_notes },
  { "contact", "about", N_("{who} changed what is known about {name}"), N_("{who} changed what is known about {name}: {value}"), so_share_value_about },
  { "contact", "merged", N_("{who} changed who {name} is"), N_("{who} changed who {name} is: {value}"), so_share_value_merged },
  { "contact", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed {name}"), N_("{who} kept {name}") },
  { "contact", "first", N_("{who} changed how {name} came to the studio"), N_("{who} changed how {name} came to the studio: {value}"), so_share_value_first },
  { "contact_merge", "undone", NULL, NULL, so_share_value_joined, "undone_at", N_("{who} made {name} and {part} two people again"), N_("{who} kept {name} and {part} as one person") },
  { "contact_apart", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} takes it for possible again that {name} and {part} are the same"), N_("{who} said that {name} and {part} are not the same") },
  { "contact_note", "text", N_("{who} changed a note about {name}"), NULL, so_share_value_text },
  { "contact_note", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed a note about {name}"), N_("{who} kept a note about {name}") },
  { "contact_file", "name", N_("{who} changed the file “{part}” of {name}"), NULL, so_share_value_file },
  { "household", "name", N_("{who} renamed the household {name}"), N_("{who} renamed the household {name} to {value}"), so_share_value_name },
  { "household", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the household {name}"), N_("{who} kept the household {name}") },
  { "household_member", "role", N_("{who} changed the place of {name} in the household {part}"), NULL, so_share_value_member },
  { "field_kind", "words", N_("{who} changed the field “{name}” of all people"), NULL, so_share_value_field_kind },
  { "saved_filter", "words", N_("{who} changed the filter “{name}”"), N_("{who} changed the filter “{name}” to {value}"), so_share_value_query },
  { "saved_filter", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the filter “{name}”"), N_("{who} kept the filter “{name}”") },
  { "identity", "whose", N_("{who} gave {part} to another person"), N_("{who} gave {part} to {value}"), so_share_value_whose },
  { "identity", "value", N_("{who} changed an address of {name}"), N_("{who} changed an address of {name} to {value}"), so_share_value_value },
  { "identity", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed {part} from {name}"), N_("{who} kept {part} with {name}") },
  { "contact_field", "value", N_("{who} changed “{part}” of {name}"), N_("{who} changed “{part}” of {name} to {value}"), so_share_value_value },
  { "thread", "state", N_("{who} moved the conversation with {name}"), N_("{who} moved the conversation with {name}: {value}"), so_share_value_thread_state },
  { "thread", "starred", NULL, NULL, so_share_value_starred, "starred", N_("{who} starred the conversation with {name}"), N_("{who} took the star off the conversation with {name}") },
  { "tag", "name", N_("{who} renamed the tag “{name}”"), N_("{who} renamed the tag “{name}” to “{value}”"), so_share_value_name },
  { "tag", "looks", N_("{who} changed how the tag “{name}” looks"), NULL, so_share_value_looks },
  { "tag", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the tag “{name}”"), N_("{who} kept the tag “{name}”") },
  { "tagging", "on", NULL, NULL, so_share_value_tagged, GONE, N_("{who} took the tag “{part}” off {name}"), N_("{who} tagged {name} with “{part}”") },
  { "knowledge", "words", N_("{who} changed the answer to “{name}”"), NULL, so_share_value_knowledge },
  { "knowledge", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the answer to “{name}”"), N_("{who} kept the answer to “{name}”") },
  { "price", "price", N_("{who} changed the price “{name}”"), N_("{who} changed the price “{name}” to {value}"), so_share_value_price },
  { "price", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the price “{name}”"), N_("{who} kept the price “{name}”") },
  { "template", "words", N_("{who} changed the template “{name}”"), NULL, so_share_value_template },
  { "template", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the template “{name}”"), N_("{who} kept the template “{name}”") },
  { "question", "state", N_("{who} decided on the question “{name}”"), N_("{who} decided on the question “{name}”: {value}"), so_share_value_question },
  { "rule", "rule", N_("{who} changed the rule “{name}”"), NULL, so_share_value_rule },
  { "rule", "enabled", NULL, NULL, so_share_value_enabled, "enabled", N_("{who} switched the rule “{name}” on"), N_("{who} switched the rule “{name}” off") },
  { "rule", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the rule “{name}”"), N_("{who} kept the rule “{name}”") },
  { "sequence", "words", N_("{who} changed the follow-ups “{name}”"), NULL, so_share_value_sequence },
  { "sequence", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the follow-ups “{name}”"), N_("{who} kept the follow-ups “{name}”") },
  { "task", "title", N_("{who} changed a task of {name}"), N_("{who} changed a task of {name} to “{value}”"), so_share_value_title },
  { "task", "due", N_("{who} changed when “{part}” is due"), N_("{who} changed when “{part}” is due: {value}"), so_share_value_due },
  { "task", "done", NULL, NULL, so_share_value_done, "done_at", N_("{who} ticked “{part}” off"), N_("{who} opened “{part}” again") },
  { "task", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the task “{part}”"), N_("{who} kept the task “{part}”") },
  { "trial", "when", N_("{who} changed a trial class of {name}"), N_("{who} changed a trial class of {name} to “{value}”"), so_share_value_title },
  { "trial", "state", N_("{who} changed what became of “{part}” with {name}"), N_("{who} changed what became of “{part}” with {name}: {value}"), so_share_value_trial },
  { "trial", "note", N_("{who} changed the note on “{part}” with {name}"), NULL, so_share_value_note },
  { "trial", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the trial class “{part}” of {name}"), N_("{who} kept the trial class “{part}” of {name}") },
  { "room", "words", N_("{who} changed the room “{name}”") },
  { "room", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the room “{name}”"), N_("{who} kept the room “{name}”") },
  { "teacher", "words", N_("{who} changed what {name} teaches") },
  { "teacher", "hours", N_("{who} changed when {name} is there") },
  { "teacher", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed {name} from the teachers"), N_("{who} kept {name} as a teacher") },
  { "teacher_day", "hours", N_("{who} changed when {name} is there on {part}") },
  { "class_kind", "words", N_("{who} changed the class “{name}”") },
  { "class_kind", "size", N_("{who} changed how long “{name}” is and for how many") },
  { "class_kind", "wishes", N_("{who} changed what “{name}” needs") },
  { "class_kind", "policy", N_("{who} changed the rules for booking “{name}”") },
  { "class_kind", "price", N_("{who} changed the price of the class “{name}”") },
  { "class_kind", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the class “{name}”"), N_("{who} kept the class “{name}”") },
  { "term", "words", N_("{who} changed the term “{name}”") },
  { "term", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the term “{name}”"), N_("{who} kept the term “{name}”") },
  { "closure", "words", N_("{who} changed the closure “{name}”") },
  { "closure", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the closure “{name}”"), N_("{who} kept the closure “{name}”") },
  { "series", "what", N_("{who} changed which class “{name}” is") },
  { "series", "days", N_("{who} changed on which days “{name}” takes place") },
  { "series", "part", N_("{who} changed how long “{name}” goes on") },
  { "series", "when", N_("{who} moved all sessions of “{name}”") },
  { "series", "pinned", NULL, NULL, NULL, "pinned", N_("{who} pinned “{name}”"), N_("{who} unpinned “{name}”") },
  { "series", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed “{name}” from the schedule"), N_("{who} kept “{name}” on the schedule") },
  { "session", "state", N_("{who} changed whether “{name}” of {part} takes place") },
  { "session", "when", N_("{who} moved “{name}” of {part}") },
  { "booking", "state", N_("{who} changed the booking of {name} for “{part}”") },
  { "booking", "chain", N_("{who} changed whether the place in “{part}” goes on to the next after {name}") },
  { "booking", "owed", N_("{who} changed what {name} owes for “{part}”") },
  { "booking", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the booking of {name} for “{part}”"), N_("{who} kept the booking of {name} for “{part}”") },
  { "call", "booking", N_("{who} changed which booking the call of {name} led to") },
  { "account", "name", N_("{who} renamed the account {name}"), N_("{who} renamed the account {name} to {value}"), so_share_value_name },
  { "account", "settings", N_("{who} changed the settings of the account {name}") },
  { "account", "home", N_("{who} changed which computer has the account {name}") },
  { "account", "paused", NULL, NULL, so_share_value_paused, "paused", N_("{who} paused the account {name}"), N_("{who} resumed the account {name}") },
  { "account", "alive", NULL, NULL, so_share_value_alive, GONE, N_("{who} removed the account {name}"), N_("{who} kept the account {name}") },
  { "draft", "words", N_("{who} wrote the answer to {name} anew"), NULL, so_share_value_draft },
  { "draft", "state", N_("{who} decided on the answer to {name}"), N_("{who} decided on the answer to {name}: {value}"), so_share_value_draft_state },
  { "consent", "note", N_("{who} changed the note on the consent of {name}"), NULL, so_share_value_note },
  { "sender_choice", "choice", N_("{who} changed which account answers {name}"), N_("{who} changed which account answers {name}: {value}"), so_share_value_choice },
};

/* What it is about, standing alone. */
static const struct { const char *table, *words; } things[] = {
  { "contact", N_("what is known about {name}") },
  { "identity", N_("an address of {name}") },
  { "contact_field", N_("“{part}” of {name}") },
  { "contact_merge", N_("that {name} and {part} are one person") },
  { "contact_apart", N_("that {name} and {part} are not the same") },
  { "contact_note", N_("a note about {name}") },
  { "contact_file", N_("the file “{part}” of {name}") },
  { "household", N_("the household {name}") },
  { "household_member", N_("the place of {name} in the household {part}") },
  { "field_kind", N_("the field “{name}” of all people") },
  { "saved_filter", N_("the filter “{name}”") },
  { "thread", N_("the conversation with {name}") },
  { "message", N_("a message of {name}") },
  { "tag", N_("the tag “{name}”") },
  { "tagging", N_("the tag “{part}” of {name}") },
  { "knowledge", N_("the answer to “{name}”") },
  { "price", N_("the price “{name}”") },
  { "template", N_("the template “{name}”") },
  { "question", N_("the question “{name}”") },
  { "rule", N_("the rule “{name}”") },
  { "sequence", N_("the follow-ups “{name}”") },
  { "task", N_("the task “{part}”") },
  { "trial", N_("the trial class “{part}” of {name}") },
  { "room", N_("the room “{name}”") },
  { "teacher", N_("the teacher {name}") },
  { "teacher_day", N_("when {name} is there on {part}") },
  { "class_kind", N_("the class “{name}”") },
  { "term", N_("the term “{name}”") },
  { "closure", N_("the closure “{name}”") },
  { "series", N_("“{name}” on the schedule") },
  { "session", N_("“{name}” of {part}") },
  { "booking", N_("the booking of {name} for “{part}”") },
  { "call", N_("the call of {name}") },
  { "consent", N_("the consent of {name}") },
  { "sender_choice", N_("which account answers {name}") },
  { "account", N_("the account {name}") },
  { "draft", N_("the answer to {name}") },
};

static const Sentence *
find (const char *table, const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (!g_strcmp0 (sentences[i].table, table) && !g_strcmp0 (sentences[i].group, group))
      return &sentences[i];
  return NULL;
}

gboolean
so_share_words_know (const char *table, const char *group)
{
  return find (table, group) != NULL;
}

/* "{name}" becomes what it stands for, once: nothing that somebody wrote is read again. */
static char *
fill (const char *format, const char *who, const char *name, const char *part, const char *value)
{
  const struct { const char *mark, *words; } all[] = { { "{who}", who }, { "{name}", name }, { "{part}", part }, { "{value}", value } };
  GString *text = g_string_new (NULL);

  while (*format)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (all) && !(all[i].words && g_str_has_prefix (format, all[i].mark)))
        i++;
      if (i == G_N_ELEMENTS (all))
        g_string_append_c (text, *format++);
      else
        {
          g_string_append (text, all[i].words);
          format += strlen (all[i].mark);
        }
    }
  return g_string_free_and_steal (text);
}

static const char *
name_of (const SoShareChange *change)
{
  if (!change->name || !*change->name)
    return _("somebody unknown");
  return !g_strcmp0 (change->table, "setting") ? so_share_setting_label (change->name) : change->name;
}

static const char *
part_of (const SoShareChange *change)
{
  return change->part && *change->part ? change->part : _("something unknown");
}

static const char *
who_of (const SoShareChange *change)
{
  return change->who && *change->who ? change->who : _("Another computer");
}

char *
so_share_words_thing (const SoShareChange *change)
{
  if (!g_strcmp0 (change->table, "setting"))
    return g_strdup (name_of (change));
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (!g_strcmp0 (things[i].table, change->table))
      return fill (_(things[i].words), NULL, name_of (change), part_of (change), NULL);
  return g_strdup (_("something that this version does not know"));
}

static gboolean
is_short (const char *value)
{
  return value && g_utf8_strlen (value, -1) <= LONGEST_VALUE && !strchr (value, '\n');
}

static char *
dup_value (const Sentence *sentence, const SoShareChange *change, const SoShareSense *sense, JsonObject *fields)
{
  SoShareValue value = sentence ? sentence->value : so_share_value_plain;

  return value && fields ? value (sense, change->name, fields) : NULL;
}

static char *
dup_sentence (const Sentence *sentence, const SoShareChange *change, const char *value, JsonObject *theirs)
{
  const char *format = sentence ? sentence->plain : NULL;
  g_autofree char *thing = NULL;

  if (sentence && sentence->switched)
    format = theirs && so_share_value_is_on (theirs, sentence->switched) ? sentence->on : sentence->off;
  else if (sentence && sentence->valued && is_short (value))
    format = sentence->valued;
  if (format)
    return fill (_(format), who_of (change), name_of (change), part_of (change), value);
  thing = so_share_words_thing (change);
  /* Translators: {name} is such as “the answer to Mia Berger” */
  return fill (_("{who} changed {name}"), who_of (change), thing, NULL, NULL);
}

/* Theirs is nowhere: ours alone is to be said. */
static char *
dup_refusal (const SoShareChange *change)
{
  g_autofree char *thing = so_share_words_thing (change);

  /* Translators: {name} is what was changed, such as “the price “Salsa””, {value} why the hub did not take it, as a sentence */
  return fill (_("Your change was not taken: {name}. {value}"), NULL, thing, NULL, change->why);
}

SoShareWords *
so_share_words (const SoShareChange *change, const SoShareSense *sense)
{
  const Sentence *sentence = find (change->table, change->group);
  g_autoptr (JsonNode) mine = change->mine ? so_json_parse (change->mine, -1, 0, NULL) : NULL;
  g_autoptr (JsonNode) theirs = change->theirs ? so_json_parse (change->theirs, -1, 0, NULL) : NULL;
  SoShareWords *words = g_new0 (SoShareWords, 1);

  words->mine = dup_value (sentence, change, sense, so_json_root (mine));
  words->theirs = dup_value (sentence, change, sense, so_json_root (theirs));
  words->said = sentence && (sentence->switched || (sentence->valued && is_short (words->theirs)));
  words->sentence = change->why ? dup_refusal (change) : dup_sentence (sentence, change, words->theirs, so_json_root (theirs));
  return words;
}

void
so_share_words_free (SoShareWords *words)
{
  if (!words)
    return;
  g_free (words->sentence);
  g_free (words->mine);
  g_free (words->theirs);
  g_free (words);
}
