/* SPDX-License-Identifier: MIT */
#include "so-sources.h"

#include "so-clock.h"
#include "so-drafter.h"
#include "so-fill.h"
#include "so-knowledge-base.h"
#include "so-live-places.h"
#include "so-match.h"
#include "so-memo.h"
#include "so-money.h"
#include "so-prices.h"
#include "so-reply-templates.h"
#include "so-session-sources.h"
#include "so-signature.h"
#include "so-words.h"

#include <string.h>

#define CANDIDATES 64
#define OF_CATEGORY 16
#define OFFERS 4
#define LONGEST_WORDS 40
#define SHORTEST_STEM 4   /* "class*" finds classes; "in*" would find half the language */

struct _SoSources {
  GPtrArray *all;       /* SoKnowledge, borrowed from the others */
  GPtrArray *shared;    /* that of the whole transaction, or NULL */
  GPtrArray *own;
  GHashTable *kinds;    /* SoKnowledge → "price", "template"; what is not there is knowledge */
  SoFill *fill;
  char *contact_name;
  SoLivePlaces *live;   /* or NULL */
  SoKnowledge *places;  /* what it says; not among the others, of which the best is chosen by their words */
};

/* Loading ------------------------------------------------------------------------------------------ */

static void
add_own (SoSources *self, SoKnowledge *entry)
{
  g_ptr_array_add (self->own, entry);
  g_ptr_array_add (self->all, entry);
}

static gboolean
add_entries (SoSources *self, SoDb *db, GArray *numbers, GHashTable *seen, GError **error)
{
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      gint64 n = g_array_index (numbers, gint64, i);
      SoKnowledge *entry = g_hash_table_contains (seen, &n) ? NULL : so_knowledge_load (db, n, error);

      if (g_hash_table_contains (seen, &n))
        continue;
      if (!entry)
        return FALSE;
      g_hash_table_add (seen, g_memdup2 (&n, sizeof n));
      add_own (self, entry);
    }
  return numbers != NULL;
}

GStrv
so_sources_search_words (GPtrArray *words)
{
  GStrvBuilder *all = g_strv_builder_new ();

  for (guint i = 0; i < MIN (words->len, LONGEST_WORDS); i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (*word == '~')
        g_strv_builder_add (all, so_words_topic_words (so_words_topic_of_name (word)));
      else
        g_strv_builder_take (all, g_strconcat (word, strlen (word) >= SHORTEST_STEM ? "*" : NULL, NULL));
    }
  return g_strv_builder_unref_to_strv (all);
}

static gboolean
add_candidates (SoSources *self, SoDb *db, const char *text, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) words = so_words_of (text);
  g_auto (GStrv) wanted = so_sources_search_words (words), categories = so_knowledge_categories (db, error);
  g_autoptr (GArray) found = categories ? so_knowledge_candidates (db, (const char *const *) wanted, CANDIDATES, error) : NULL;

  if (!add_entries (self, db, found, seen, error))
    return FALSE;
  for (guint i = 0; categories[i]; i++)
    {
      SoTopic topic = so_words_category_topic (categories[i]);
      const char *name = so_words_topic_name (topic);
      gboolean asked = name && g_ptr_array_find_with_equal_func (words, name, g_str_equal, NULL);
      g_autoptr (GArray) some = NULL;

      if (!asked && topic != SO_TOPIC_TRIAL)
        continue;
      some = so_knowledge_of_category (db, categories[i], asked ? OF_CATEGORY : OFFERS, error);
      if (!add_entries (self, db, some, seen, error))
        return FALSE;
    }
  return TRUE;
}

/* Hundreds of messages that come in one go are compared with the same entries. */
static GPtrArray *
load_all (SoDb *db, GError **error)
{
  static const char *const tables[] = { "knowledge", NULL };
  GPtrArray *kept = so_memo_get (db, "sources");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GArray) numbers = NULL;

  if (kept)
    return g_ptr_array_ref (kept);
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);
  numbers = so_knowledge_numbers (db, NULL, error);
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      SoKnowledge *entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), error);

      if (!entry)
        return NULL;
      g_ptr_array_add (all, entry);
    }
  return numbers ? g_ptr_array_ref (so_memo_put (db, "sources", tables, g_steal_pointer (&all), (GDestroyNotify) g_ptr_array_unref)) : NULL;
}

static gboolean
load_knowledge (SoSources *self, SoDb *db, const char *text, GError **error)
{
  if (!so_memo_get (db, "sources") && so_knowledge_count_quotable (db) > SO_SOURCES_ALL)
    return add_candidates (self, db, text, error);
  self->shared = load_all (db, error);
  if (self->shared)
    g_ptr_array_extend (self->all, self->shared, NULL, NULL);
  return self->shared != NULL;
}

static SoKnowledge *
add_as (SoSources *self, const char *kind, const char *id, const char *category, const char *question, const char *answer, const char *language,
        gint64 version)
{
  SoKnowledge *entry = g_new0 (SoKnowledge, 1);

  entry->id = g_strdup (id);
  entry->category = g_strdup (category);
  entry->question = g_strdup (question);
  entry->answer = g_strdup (answer);
  entry->language = g_strdup (language);
  entry->quotable = TRUE;
  entry->version = version;
  add_own (self, entry);
  g_hash_table_insert (self->kinds, entry, (gpointer) kind);
  return entry;
}

/* One with a gap is for the owner to choose: she fills the gap. */
static gboolean
load_templates (SoSources *self, SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) templates = so_reply_template_list (db, error);

  for (guint i = 0; templates && i < templates->len; i++)
    {
      const SoReplyTemplate *reply = g_ptr_array_index (templates, i);
      g_auto (GStrv) missing = NULL;
      g_autofree char *text = so_fill_text (self->fill, reply->text, &missing);

      if (!*missing)
        add_as (self, "template", reply->id, reply->category, reply->name, reply->text, reply->language, reply->version);
    }
  so_fill_forget_sources (self->fill);
  return templates != NULL;
}

char *
so_sources_price_sentence (const SoPrice *price, const char *asked)
{
  g_autofree char *amount = so_money_format (price->amount, price->currency, so_words_language (asked));

  return g_strdup_printf ("%s: %s%s%s.", price->name, amount, price->unit ? " " : "", price->unit ? price->unit : "");
}

/* A price is an answer only where it is asked for by its whole name: "How much is Beginner Salsa?" */
static void
load_prices (SoSources *self, const char *text)
{
  GPtrArray *prices = so_fill_get_prices (self->fill);
  g_autoptr (GPtrArray) words = prices->len ? so_words_of (text) : NULL;

  if (!words || !g_ptr_array_find_with_equal_func (words, so_words_topic_name (SO_TOPIC_PRICE), g_str_equal, NULL))
    return;
  for (guint i = 0; i < prices->len; i++)
    {
      const SoPrice *price = g_ptr_array_index (prices, i);
      g_autofree char *answer = NULL;

      if (!so_match_names (text, price->name))
        continue;
      answer = so_sources_price_sentence (price, text);
      add_as (self, "price", price->id, "fee_inquiry", price->name, answer, NULL, price->version);
    }
}

SoSources *
so_sources_load (SoDb *db, const char *text, const char *contact_name, GError **error)
{
  g_autoptr (SoSources) self = g_new0 (SoSources, 1);

  self->all = g_ptr_array_new ();
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);
  self->kinds = g_hash_table_new (NULL, NULL);
  self->contact_name = g_strdup (contact_name);
  self->fill = so_fill_new (db, contact_name, text, so_words_language (text), error);
  if (!self->fill || !load_knowledge (self, db, text, error) || !load_templates (self, db, error))
    return NULL;
  load_prices (self, text);
  return g_steal_pointer (&self);
}

void
so_sources_free (SoSources *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->kinds);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->own);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  so_fill_free (self->fill);
  so_knowledge_free (self->places);
  so_live_places_free (self->live);
  g_free (self->contact_name);
  g_free (self);
}

GPtrArray *
so_sources_get_all (const SoSources *self)
{
  return self->all;
}

const SoKnowledge *
so_sources_find (const SoSources *self, const char *id)
{
  for (guint i = 0; id && i < self->all->len; i++)
    if (!strcmp (((SoKnowledge *) g_ptr_array_index (self->all, i))->id, id))
      return g_ptr_array_index (self->all, i);
  return self->places && !g_strcmp0 (self->places->id, id) ? self->places : NULL;
}

gboolean
so_sources_look_at_places (SoSources *self, SoDb *db, const SoMessage *asked, const char *language, GError **error)
{
  g_autoptr (GError) failed = NULL;
  const SoSession *first;

  self->live = so_live_places_load (db, asked, language, so_now (), &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!self->live)
    return TRUE;
  first = ((SoLiveLine *) self->live->lines->pdata[0])->session;
  self->places = g_new0 (SoKnowledge, 1);
  self->places->id = g_strdup (first->id);
  self->places->question = g_strdup (first->title);
  self->places->answer = g_strdup (self->live->text);
  self->places->version = so_session_places_version (first);
  self->places->quotable = TRUE;
  g_hash_table_insert (self->kinds, self->places, (gpointer) "places");
  return TRUE;
}

const SoKnowledge *
so_sources_get_places (const SoSources *self)
{
  return self->places;
}

const SoKnowledge *
so_sources_find_offer (const SoSources *self, const SoKnowledge *found, const char *language)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const SoKnowledge *entry = g_ptr_array_index (self->all, i);

      if (entry != found && entry->quotable && !g_hash_table_contains (self->kinds, entry) &&
          so_words_category_topic (entry->category) == SO_TOPIC_TRIAL &&
          (!entry->language || !language || !strcmp (entry->language, language)))
        return entry;
    }
  return NULL;
}

/* Writing ------------------------------------------------------------------------------------------ */

static char *
answer_of (const SoSources *self, const SoKnowledge *entry, gboolean shorter)
{
  const char *kind = g_hash_table_lookup (self->kinds, entry);
  g_autofree char *text = NULL;

  /* What the text is about comes first, then what it states of others. */
  so_fill_add_source (self->fill, kind ? kind : "knowledge", entry->id, entry->question, entry->version);
  text = g_strcmp0 (kind, "price") ? so_fill_text (self->fill, entry->answer, NULL) : g_strdup (entry->answer);
  return shorter ? so_drafter_shorten (text) : g_strstrip (g_steal_pointer (&text));
}

/* The answer and what the schedule says to it, which ends in a question. */
static char *
with_places (const SoSources *self, const SoKnowledge *found, char *answer, gboolean template)
{
  g_autofree char *own = answer;

  if (!self->live || template)
    return g_steal_pointer (&own);
  so_live_places_add_sources (self->live, self->fill);
  return found == self->places ? g_steal_pointer (&own) : g_strconcat (own, " ", self->live->text, NULL);
}

SoWritten *
so_sources_write (const SoSources *self, const SoKnowledge *found, const SoWish *wish)
{
  SoWritten *written = g_new0 (SoWritten, 1);
  const char *language = found->language ? found->language : wish->language;
  gboolean template = !g_strcmp0 (g_hash_table_lookup (self->kinds, found), "template");
  g_autofree char *answer = NULL, *offer = NULL, *body = NULL, *asking = NULL, *unsigned_text = NULL;
  SoKnowledge words = *found;

  so_fill_forget_sources (self->fill);
  so_fill_set_language (self->fill, language);
  answer = with_places (self, found, answer_of (self, found, wish->shorter && found != self->places), template);
  offer = wish->offer ? answer_of (self, wish->offer, TRUE) : NULL;
  body = offer ? g_strconcat (answer, " ", offer, NULL) : g_steal_pointer (&answer);
  words.answer = asking = wish->ask && !template ? g_strconcat (body, " ", wish->ask, NULL) : g_strdup (body);
  written->origin = template ? "template" : "knowledge";
  written->sources = so_fill_dup_sources (self->fill);
  if (!template)
    written->text = so_drafter_write (&words, self->contact_name, language, wish->shorter ? "plain" : wish->tone, so_fill_get_studio (self->fill));
  else if (wish->tone_is_asked && !wish->shorter)
    written->text = so_drafter_close (body, language, wish->tone, so_fill_get_studio (self->fill));
  else
    written->text = g_steal_pointer (&body);
  unsigned_text = written->text;
  written->text = so_signature_append (unsigned_text, wish->signature);
  return written;
}

void
so_written_free (SoWritten *written)
{
  if (!written)
    return;
  g_free (written->text);
  g_free (written->sources);
  g_free (written);
}
