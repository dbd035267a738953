/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-reply-facts.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-fill.h"
#include "so-hint.h"
#include "so-inquiry.h"
#include "so-json.h"
#include "so-knowledge-base.h"
#include "so-language.h"
#include "so-live-places.h"
#include "so-match.h"
#include "so-meaning.h"
#include "so-phrases.h"
#include "so-session-sources.h"
#include "so-settings.h"
#include "so-signature.h"
#include "so-sources.h"
#include "so-standing.h"
#include "so-standing-text.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ENTRIES SO_REPLY_FACTS_ENTRIES
#define OF_CATEGORY 4
#define MOST_PRICES 30
#define MOST_TURNS 20
/* Words of a fact that make it a source of a draft: this many, or half of them. */
#define SHARED 3

typedef struct {
  const char *kind;          /* "places", "knowledge", "price", "hours", "studio" */
  char *id;                  /* or NULL: no row of its own */
  char *title;
  char *text;
  gint64 version;
} Fact;

struct _SoReplyFacts {
  SoThread *thread;
  SoMessage *asked;
  SoProfile *profile;        /* or NULL */
  SoClassifier *classifier;
  GPtrArray *messages;       /* SoMessage, oldest first */
  SoPromptTurn *turns;
  GPtrArray *files;          /* GStrv, of the turns */
  GPtrArray *facts;          /* Fact */
  GPtrArray *lines;          /* char *: the facts as a model reads them; ended by NULL */
  GPtrArray *said;           /* char *: what was written; ended by NULL; borrowed */
  GStrv links, contacts;
  char *tone, *persona, *voice, *first_name, *signature, *wish, *ask;
  const char *language;
};

static void
fact_free (Fact *fact)
{
  g_free (fact->id);
  g_free (fact->title);
  g_free (fact->text);
  g_free (fact);
}

/* Takes @text. */
static void
add_fact (SoReplyFacts *self, const char *kind, const char *id, const char *title, char *text, gint64 version)
{
  Fact *fact;

  for (guint i = 0; id && i < self->facts->len; i++)
    if (!g_strcmp0 (((Fact *) g_ptr_array_index (self->facts, i))->id, id))
      {
        g_free (text);
        return;
      }
  fact = g_new0 (Fact, 1);
  fact->kind = kind;
  fact->id = g_strdup (id);
  fact->title = g_strdup (title);
  fact->text = text;
  fact->version = version;
  g_ptr_array_add (self->facts, fact);
}

/* One with a gap, or not to be quoted, is for nobody else's eyes. */
static gboolean
add_entries (SoReplyFacts *self, SoDb *db, SoFill *fill, GArray *numbers, GError **error)
{
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), error);
      g_auto (GStrv) missing = NULL;
      g_autofree char *answer = NULL;

      if (!entry)
        return FALSE;
      if (!entry->quotable)
        continue;
      answer = so_fill_text (fill, entry->answer, &missing);
      if (!missing || !*missing)
        add_fact (self, "knowledge", entry->id, entry->question, g_strconcat (entry->question, " ", answer, NULL), entry->version);
    }
  return numbers != NULL;
}

/* By words, and where texts are compared by what they mean. */
static GArray *
find_entries (const SoReplyFacts *self, SoDb *db, const char *const *wanted, GError **error)
{
  g_autoptr (GArray) by_words = so_knowledge_candidates (db, wanted, MOST_ENTRIES, error);

  return by_words ? so_meaning_blend (db, self->asked->id, by_words, MOST_ENTRIES, error) : NULL;
}

static gboolean
load_knowledge (SoReplyFacts *self, SoDb *db, SoFill *fill, const char *text, GError **error)
{
  g_autoptr (GPtrArray) words = so_words_of (text);
  g_auto (GStrv) wanted = so_sources_search_words (words), categories = so_knowledge_categories (db, error);
  g_autoptr (GArray) found = NULL;

  if (!categories)
    return FALSE;
  if (so_knowledge_count_quotable (db) <= MOST_ENTRIES)
    found = so_knowledge_numbers (db, NULL, error);
  else
    found = find_entries (self, db, (const char *const *) wanted, error);
  if (!add_entries (self, db, fill, found, error))
    return FALSE;
  for (guint i = 0; categories[i]; i++)
    {
      const char *name = so_words_topic_name (so_words_category_topic (categories[i]));
      g_autoptr (GArray) some = NULL;

      if (!name || !g_ptr_array_find_with_equal_func (words, name, g_str_equal, NULL))
        continue;
      some = so_knowledge_of_category (db, categories[i], OF_CATEGORY, error);
      if (!add_entries (self, db, fill, some, error))
        return FALSE;
    }
  return TRUE;
}

static void
load_prices (SoReplyFacts *self, SoFill *fill, const char *text)
{
  GPtrArray *prices = so_fill_get_prices (fill);

  for (guint i = 0; i < prices->len; i++)
    {
      const SoPrice *price = g_ptr_array_index (prices, i);

      if (prices->len <= MOST_PRICES || so_match_names (text, price->name))
        add_fact (self, "price", price->id, price->name, so_sources_price_sentence (price, text), price->version);
    }
}

/* A line for each session, so that a draft that says one of them knows which. */
static gboolean
load_places (SoReplyFacts *self, SoDb *db, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoLivePlaces) live = so_live_places_load (db, self->asked, self->language, so_now (), &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  for (guint i = 0; live && i < live->lines->len; i++)
    {
      const SoLiveLine *line = live->lines->pdata[i];

      add_fact (self, "places", line->session->id, line->session->title, g_strdup (line->line), so_session_places_version (line->session));
    }
  return TRUE;
}

/* What stands on the door. */
static void
load_studio (SoReplyFacts *self, SoDb *db)
{
  g_autoptr (SoHours) hours = so_standing_load_hours (db, self->profile);
  g_autofree char *open = hours ? so_standing_hours (hours, self->language) : NULL;

  if (open && *open)
    add_fact (self, "hours", NULL, _("Opening hours"), g_strconcat ("Opening hours: ", open, NULL), 0);
  if (!self->profile)
    return;
  if (self->profile->phone)
    add_fact (self, "studio", NULL, NULL, g_strconcat ("Telephone of the studio: ", self->profile->phone, NULL), 0);
  if (self->profile->email)
    add_fact (self, "studio", NULL, NULL, g_strconcat ("Mail address of the studio: ", self->profile->email, NULL), 0);
}

static GStrv
names_of_files (const SoMessage *message)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < message->parts->len; i++)
    {
      const SoPart *part = g_ptr_array_index (message->parts, i);

      if (part->name && *part->name)
        g_strv_builder_add (names, part->name);
    }
  return g_strv_builder_end (names);
}

/* The newest, without what nobody wrote and what its writer took back. */
static gboolean
load_messages (SoReplyFacts *self, SoDb *db, GError **error)
{
  g_autoptr (GArray) numbers = so_message_numbers (db, self->thread->id, NULL, error);

  for (guint i = numbers ? numbers->len - MIN (numbers->len, MOST_TURNS) : 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoMessage) message = so_message_load (db, g_array_index (numbers, gint64, i), error);

      if (!message)
        return FALSE;
      if (message->system || !g_strcmp0 (message->state, "unsent"))
        continue;
      g_ptr_array_add (self->messages, g_steal_pointer (&message));
    }
  self->turns = g_new0 (SoPromptTurn, self->messages->len + 1);
  for (guint i = 0; i < self->messages->len; i++)
    {
      const SoMessage *message = g_ptr_array_index (self->messages, i);
      GStrv files = names_of_files (message);

      g_ptr_array_add (self->files, files);
      self->turns[i] = (SoPromptTurn) { message->outbound, message->text, (const char *const *) files };
      g_ptr_array_add (self->said, message->text);
      if (!message->outbound)
        self->asked = (SoMessage *) message;
    }
  g_ptr_array_add (self->said, NULL);
  return numbers != NULL;
}

/* Of the newest message whose words tell. */
static const char *
find_language (const SoReplyFacts *self)
{
  for (guint i = self->messages->len; i > 0; i--)
    {
      const SoMessage *message = g_ptr_array_index (self->messages, i - 1);
      g_auto (GStrv) words = so_phrases_split (message->text);
      g_autoptr (GArray) hits = so_classifier_hits (self->classifier, words);
      int language = message->outbound ? -1 : so_language_of (message->text, hits);

      if (language >= 0)
        return so_lexicon_language ((guint) language);
    }
  return NULL;
}

static void
load_reach (SoReplyFacts *self, SoDb *db)
{
  g_autoptr (SoContact) contact = self->thread->contact_id ? so_contact_find (db, self->thread->contact_id, NULL) : NULL;
  g_autoptr (GStrvBuilder) links = g_strv_builder_new (), contacts = g_strv_builder_new ();
  g_auto (GStrv) hosts = so_setting_get_words (db, SO_SETTING_LINKS);
  const char *at = self->profile && self->profile->email ? strchr (self->profile->email, '@') : NULL;

  if (hosts)
    g_strv_builder_addv (links, (const char **) hosts);
  if (at)
    g_strv_builder_add (links, at + 1);
  for (guint i = 0; contact && i < contact->identities->len; i++)
    g_strv_builder_add (contacts, ((SoIdentity *) g_ptr_array_index (contact->identities, i))->value);
  self->links = g_strv_builder_end (links);
  self->contacts = g_strv_builder_end (contacts);
}

static void
write_lines (SoReplyFacts *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    g_ptr_array_add (self->lines, ((Fact *) g_ptr_array_index (self->facts, i))->text);
  g_ptr_array_add (self->lines, NULL);
}

static gboolean
load_facts (SoReplyFacts *self, SoDb *db, GError **error)
{
  g_autofree char *text = g_strconcat (self->asked->text, " ", self->wish, NULL);
  g_autoptr (SoFill) fill = so_fill_new (db, self->thread->contact_name, text, self->language, error);

  if (!fill || !load_places (self, db, error) || !load_knowledge (self, db, fill, text, error))
    return FALSE;
  load_prices (self, fill, text);
  load_studio (self, db);
  write_lines (self);
  return TRUE;
}

SoReplyFacts *
so_reply_facts_load (SoStudio *studio, SoDb *db, const char *thread_id, const char *wish, GError **error)
{
  g_autoptr (SoReplyFacts) self = g_new0 (SoReplyFacts, 1);
  g_autoptr (SoHint) hint = NULL;

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  self->lines = g_ptr_array_new ();
  self->said = g_ptr_array_new ();
  self->classifier = g_object_ref (so_studio_get_classifier (studio));
  self->wish = g_strdup (wish);
  self->thread = so_thread_find (db, thread_id, error);
  if (!self->thread || !load_messages (self, db, error))
    return NULL;
  if (!self->asked)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no message of the customer to answer here")), NULL;
  self->profile = so_profile_load (db, NULL);
  self->tone = so_setting_get (db, "assistant.tone");
  self->persona = so_setting_get (db, "assistant.persona");
  self->voice = so_setting_get (db, "assistant.voice");
  self->first_name = so_fill_first_name (self->thread->contact_name);
  self->signature = so_signature_find (db, thread_id);
  self->language = find_language (self);
  hint = so_hint_parse (wish);
  self->ask = so_inquiry_of_draft (db, thread_id, self->language, hint->question);
  load_reach (self, db);
  return load_facts (self, db, error) ? g_steal_pointer (&self) : NULL;
}

void
so_reply_facts_free (SoReplyFacts *self)
{
  if (!self)
    return;
  so_thread_free (self->thread);
  so_profile_free (self->profile);
  g_object_unref (self->classifier);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->said);
  g_strfreev (self->links);
  g_strfreev (self->contacts);
  g_free (self->turns);
  g_free (self->tone);
  g_free (self->persona);
  g_free (self->voice);
  g_free (self->first_name);
  g_free (self->signature);
  g_free (self->wish);
  g_free (self->ask);
  g_free (self);
}

void
so_reply_facts_fill_prompt (const SoReplyFacts *self, SoPrompt *prompt)
{
  prompt->studio = self->profile ? self->profile->name : NULL;
  prompt->kind = self->profile ? self->profile->kind : NULL;
  prompt->persona = self->persona;
  prompt->voice = self->voice;
  prompt->tone = self->tone;
  prompt->language = self->language;
  prompt->first_name = self->first_name;
  prompt->facts = (const char *const *) self->lines->pdata;
  prompt->turns = self->turns;
  prompt->n_turns = self->messages->len;
  prompt->wish = self->wish;
  prompt->ask = self->ask;
}

const char *
so_reply_facts_get_asked (const SoReplyFacts *self, gint64 *sent_at)
{
  if (sent_at)
    *sent_at = self->asked->sent_at;
  return self->asked->id;
}

const char *
so_reply_facts_get_text (const SoReplyFacts *self)
{
  return self->asked->text;
}

const char *
so_reply_facts_get_language (const SoReplyFacts *self)
{
  return self->language;
}

/* "Jo Black" where somebody of the studio's list is called so: words that begin with a capital, up to three beside each other. */
static GStrv
find_foreign (const SoReplyFacts *self, SoDb *db, const char *draft)
{
  g_auto (GStrv) words = g_strsplit_set (draft, " \n\t,.;:!?()\"", -1);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; words[i]; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      for (guint k = i; words[k] && k < i + 3 && g_unichar_isalpha (g_utf8_get_char (words[k])) && !g_unichar_islower (g_utf8_get_char (words[k])); k++)
        {
          g_string_append_printf (name, "%s%s", k > i ? " " : "", words[k]);
          if (!so_contact_is_named (db, name->str, self->thread->contact_id))
            continue;
          g_strv_builder_add (found, name->str);
        }
    }
  return g_strv_builder_end (found);
}

/* What the studio itself is called is no secret, even where a customer is called so. */
static gboolean
stands_in_facts (const SoReplyFacts *self, const char *name)
{
  for (guint i = 0; i + 1 < self->lines->len; i++)
    if (strstr (self->lines->pdata[i], name))
      return TRUE;
  return self->profile && ((self->profile->name && strstr (self->profile->name, name)) || (self->profile->owner && strstr (self->profile->owner, name)));
}

static GStrv
without_own (const SoReplyFacts *self, const char *const *names)
{
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();

  for (guint i = 0; names[i]; i++)
    if (!stands_in_facts (self, names[i]))
      g_strv_builder_add (others, names[i]);
  return g_strv_builder_end (others);
}

GPtrArray *
so_reply_facts_guard (const SoReplyFacts *self, SoDb *db, const char *draft)
{
  g_auto (GStrv) named = find_foreign (self, db, draft), foreign = without_own (self, (const char *const *) named);
  g_autoptr (GPtrArray) allowed = g_ptr_array_new ();
  SoGuardFacts facts = { .said = (const char *const *) self->said->pdata, .links = (const char *const *) self->links,
                         .contacts = (const char *const *) self->contacts, .foreign = (const char *const *) foreign, .language = self->language,
                         .classifier = self->classifier };

  for (guint i = 0; i + 1 < self->lines->len; i++)
    g_ptr_array_add (allowed, self->lines->pdata[i]);
  if (self->signature)
    g_ptr_array_add (allowed, self->signature);
  if (self->profile && self->profile->name)
    g_ptr_array_add (allowed, self->profile->name);
  g_ptr_array_add (allowed, NULL);
  facts.allowed = (const char *const *) allowed->pdata;
  return so_guard_run (draft, &facts);
}

static gboolean
is_source (const Fact *fact, GPtrArray *drafted)
{
  g_autoptr (GPtrArray) words = so_words_of (fact->text);
  guint shared = 0;

  for (guint i = 0; i < words->len; i++)
    shared += g_ptr_array_find_with_equal_func (drafted, g_ptr_array_index (words, i), g_str_equal, NULL);
  return words->len && (shared >= SHARED || shared * 2 >= words->len);
}

char *
so_reply_facts_sources (const SoReplyFacts *self, const char *draft)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GPtrArray) words = so_words_of (draft);
  JsonArray *sources = json_array_new ();

  for (guint i = 0; i < self->facts->len; i++)
    {
      const Fact *fact = g_ptr_array_index (self->facts, i);
      JsonObject *source;

      if (!fact->title || !is_source (fact, words))
        continue;
      source = json_object_new ();
      json_object_set_string_member (source, "kind", fact->kind);
      json_object_set_string_member (source, "id", fact->id ? fact->id : "");
      json_object_set_string_member (source, "title", fact->title);
      json_object_set_int_member (source, "version", fact->version);
      json_array_add_object_element (sources, source);
    }
  json_node_take_array (root, sources);
  return so_json_write (root, FALSE);
}
