/* SPDX-License-Identifier: MIT */
#include "so-phrase-index.h"

#include "so-phrases.h"

#include <string.h>

#define NONE G_MAXUINT
#define SEED 2166136261u     /* FNV-1a: each byte more is one step more, so all beginnings of a word cost as much as the word */
#define STEP(hash, byte) (((hash) ^ (guint8) (byte)) * 16777619u)

static guint
step_all (guint hash, const char *text)
{
  for (; *text; text++)
    hash = STEP (hash, *text);
  return hash;
}

typedef struct {
  const char *phrase;
  guint16 length;
  guint16 key;               /* bytes by which it is looked up: its first word without a star, or its first two and what is between */
  guint hash;                /* of these */
  guint number;
  guint order;               /* in which they were added */
  guint next;                /* of the same slot */
} Entry;

/* Entries by the hash of how they begin; a slot is the ends of a list of entries in the order in which they came. */
typedef struct {
  guint head, tail;
} Slot;

typedef struct {
  Slot *slots;
  guint n_slots;             /* a power of two */
  GArray *entries;           /* Entry */
} Table;

struct _SoPhraseIndex {
  Table whole, pairs, beginnings;
  GArray *others;            /* Entry: "*kurs", ".. end" */
  guint n;                   /* of all */
};

static void
link_entry (Table *table, guint number)
{
  Entry *entry = &g_array_index (table->entries, Entry, number);
  Slot *slot = &table->slots[entry->hash & (table->n_slots - 1)];

  entry->next = NONE;
  if (slot->head == NONE)
    slot->head = number;
  else
    g_array_index (table->entries, Entry, slot->tail).next = number;
  slot->tail = number;
}

/* At most every fourth slot is taken: most words of a text stand in no list, and that is to be seen at once. */
static void
grow (Table *table)
{
  table->n_slots = MAX (64, table->n_slots * 4);
  table->slots = g_renew (Slot, table->slots, table->n_slots);
  for (guint i = 0; i < table->n_slots; i++)
    table->slots[i] = (Slot) { NONE, NONE };
  for (guint i = 0; i < table->entries->len; i++)
    link_entry (table, i);
}

static void
table_add (Table *table, Entry *entry)
{
  for (guint i = 0; i < entry->key; i++)
    entry->hash = STEP (entry->hash, entry->phrase[i]);
  g_array_append_vals (table->entries, entry, 1);
  if (table->entries->len * 4 > table->n_slots)
    grow (table);
  else
    link_entry (table, table->entries->len - 1);
}

SoPhraseIndex *
so_phrase_index_new (void)
{
  SoPhraseIndex *self = g_new0 (SoPhraseIndex, 1);

  self->whole.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->pairs.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->beginnings.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->others = g_array_new (FALSE, FALSE, sizeof (Entry));
  grow (&self->whole);
  grow (&self->pairs);
  grow (&self->beginnings);
  return self;
}

void
so_phrase_index_free (SoPhraseIndex *self)
{
  g_array_unref (self->whole.entries);
  g_array_unref (self->pairs.entries);
  g_array_unref (self->beginnings.entries);
  g_array_unref (self->others);
  g_free (self->whole.slots);
  g_free (self->pairs.slots);
  g_free (self->beginnings.slots);
  g_free (self);
}

/* "can i book": hundreds of phrases begin with "can", so the next word tells too, where it is one. Returns 0 where it is not. */
static gsize
pair_length (const char *phrase, gsize length, gsize first)
{
  const char *second = phrase + first + 1, *space;
  gsize bytes;

  if (first >= length || *second == '*' || *second == '.')
    return 0;
  space = memchr (second, ' ', length - first - 1);
  bytes = space ? (gsize) (space - phrase) : length;
  return phrase[bytes - 1] == '*' ? 0 : bytes;
}

void
so_phrase_index_add (SoPhraseIndex *self, const char *phrase, gsize length, guint number)
{
  const char *space = memchr (phrase, ' ', length);
  gsize first = space ? (gsize) (space - phrase) : length, pair;
  Entry entry = { .phrase = phrase, .length = (guint16) length, .hash = SEED, .number = number, .order = self->n++, .next = NONE };
  Table *table = &self->whole;

  g_return_if_fail (length <= G_MAXUINT16);
  if (!length)
    return;
  if (*phrase == '*' || *phrase == '.')
    {
      g_array_append_val (self->others, entry);
      return;
    }
  entry.key = (guint16) first;
  if (phrase[first - 1] == '*')
    {
      table = &self->beginnings;
      entry.key--;
    }
  else if ((pair = pair_length (phrase, length, first)))
    {
      table = &self->pairs;
      entry.key = (guint16) pair;
    }
  table_add (table, &entry);
}

void
so_phrase_index_add_list (SoPhraseIndex *self, const char *list, const char *between, guint number)
{
  while (*list)
    {
      gsize length = strcspn (list, between), bare = length;

      while (bare && list[bare - 1] == ' ')
        bare--;
      so_phrase_index_add (self, list, bare, number);
      list += length;
      list += strspn (list, ", ");
    }
}

typedef struct {
  char *const *words;
  guint at;
  SoPhraseFound found;
  gpointer data;
} Look;

static void
try (const Entry *entry, const Look *look)
{
  guint n = so_phrases_stands_at (entry->phrase, entry->length, (char **) look->words + look->at);

  if (n)
    look->found (&(SoPhraseHit) { entry->phrase, entry->length, entry->number, look->at, n }, look->data);
}

/* The next entry of @table with that key, from @i on. */
static const Entry *
next_of (const Table *table, guint i, guint hash, gsize key)
{
  for (; i != NONE; i = g_array_index (table->entries, Entry, i).next)
    {
      const Entry *entry = &g_array_index (table->entries, Entry, i);

      if (entry->hash == hash && entry->key == key)
        return entry;
    }
  return NULL;
}

static const Entry *
first_of (const Table *table, guint hash, gsize key)
{
  return next_of (table, table->slots[hash & (table->n_slots - 1)].head, hash, key);
}

/* What begins with the word itself: alone, or with the next one. */
static void
try_word (const SoPhraseIndex *self, const Look *look)
{
  const char *word = look->words[look->at], *then = look->words[look->at + 1];
  guint hash = step_all (SEED, word), pair_hash = then ? step_all (STEP (hash, ' '), then) : 0;
  gsize length = strlen (word), pair_length = then ? length + 1 + strlen (then) : 0;
  const Entry *entry = first_of (&self->whole, hash, length), *pair = then ? first_of (&self->pairs, pair_hash, pair_length) : NULL;

  while (entry || pair)
    if (!pair || (entry && entry->order < pair->order))
      {
        try (entry, look);
        entry = next_of (&self->whole, entry->next, hash, length);
      }
    else
      {
        try (pair, look);
        pair = next_of (&self->pairs, pair->next, pair_hash, pair_length);
      }
}

/* What begins as the word does: "refund*". */
static void
try_beginnings (const SoPhraseIndex *self, const Look *look)
{
  const char *word = look->words[look->at];
  guint hash = SEED;

  for (gsize length = 1; word[length - 1]; length++)
    {
      hash = STEP (hash, word[length - 1]);
      for (const Entry *entry = first_of (&self->beginnings, hash, length); entry; entry = next_of (&self->beginnings, entry->next, hash, length))
        try (entry, look);
    }
}

void
so_phrase_index_find (const SoPhraseIndex *self, char *const *words, SoPhraseFound found, gpointer data)
{
  Look look = { words, 0, found, data };

  for (; words[look.at]; look.at++)
    {
      if (!*words[look.at])
        continue;
      try_word (self, &look);
      try_beginnings (self, &look);
      for (guint i = 0; i < self->others->len; i++)
        try (&g_array_index (self->others, Entry, i), &look);
    }
}
