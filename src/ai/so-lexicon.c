/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-lexicon.h"

#include "so-error.h"
#include "so-lexicon-resources.h"
#include "so-phrase-index.h"
#include "so-phrases.h"
#include "so-text.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *text;          /* in a line */
  guint16 length;
  guint8 language;
  gint8 weight;
  guint8 signal;
} Phrase;

struct _SoLexicon {
  GObject parent_instance;

  GPtrArray *lines;          /* as so_phrases_split() folds, which phrases point into */
  GArray *phrases;           /* Phrase */
  SoPhraseIndex *index;      /* of numbers of phrases */
};

G_DEFINE_FINAL_TYPE (SoLexicon, so_lexicon, G_TYPE_OBJECT)

static const char *const languages[SO_LEXICON_LANGUAGES] = { "en", "de", "es", "fr", "pt", "hi" };

const char *
so_lexicon_language (guint language)
{
  g_return_val_if_fail (language < SO_LEXICON_LANGUAGES, NULL);

  return languages[language];
}

static void
add_phrase (SoLexicon *self, const Phrase *phrase)
{
  so_phrase_index_add (self->index, phrase->text, phrase->length, self->phrases->len);
  g_array_append_val (self->phrases, *phrase);
}

/* "move (my|the) (class|lesson)" is four phrases. Takes @text. */
static void
add_variants (SoLexicon *self, char *text, Phrase *like)
{
  char *open = strchr (text, '('), *close = open ? strchr (open, ')') : NULL;

  if (close)
    {
      g_autofree char *between = g_strndup (open + 1, (gsize) (close - open) - 1);
      g_auto (GStrv) words = g_strsplit (between, "|", -1);

      for (guint i = 0; words[i]; i++)
        add_variants (self, g_strdup_printf ("%.*s%s%s", (int) (open - text), text, words[i], close + 1), like);
      g_free (text);
      return;
    }
  g_ptr_array_add (self->lines, text);
  like->text = text;
  like->length = (guint16) strlen (text);
  add_phrase (self, like);
}

/* "how much, price*": @end is behind it. */
static void
add_list (SoLexicon *self, const char *list, const char *end, Phrase *like)
{
  while (list < end)
    {
      const char *comma = memchr (list, ',', (gsize) (end - list));
      const char *stop = comma ? comma : end;

      while (list < stop && *list == ' ')
        list++;
      like->text = list;
      for (list = stop; list > like->text && list[-1] == ' '; )
        list--;
      like->length = (guint16) (list - like->text);
      if (memchr (like->text, '(', like->length))
        add_variants (self, g_strndup (like->text, like->length), like);
      else if (like->length)
        add_phrase (self, like);
      list = stop + 1;
    }
}

/* Words as messages have them ("j'ai" is two), with the marks that so-phrases.h knows: stars, commas, "..", and those of variants. */
static char *
dup_folded (const char *line, gsize length)
{
  g_autofree char *own = g_strndup (line, length);
  g_autofree char *folded = so_text_fold (own);
  GString *out = g_string_sized_new (length);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == SO_PHRASES_NUKTA)
        continue;
      g_string_append_unichar (out, g_unichar_isalnum (c) || g_unichar_ismark (c) || strchr ("*,.(|)", (int) MIN (c, 127)) ? c : ' ');
    }
  return g_string_free_and_steal (out);
}

static gboolean
start_section (Phrase *like, const char *line, gsize length, GError **error)
{
  g_autofree char *nick = g_strndup (line + 1, length > 2 ? length - 2 : 0);
  SoSignal signal = so_signal_parse (nick);

  like->signal = (guint8) signal;
  return signal < SO_N_SIGNALS || so_fail (error, SO_ERROR_REPORT, "no signal is called “%s”", nick);
}

/* Every "(" is closed before the next and before the phrase ends. */
static gboolean
has_whole_variants (const char *list)
{
  gboolean open = FALSE;

  for (; *list; list++)
    {
      if ((*list == '(' || *list == ',') && open)
        return FALSE;
      if ((*list == ')' || *list == '|') && !open)
        return FALSE;
      open = *list == '(' || (open && *list != ')');
    }
  return !open;
}

static gboolean
add_line (SoLexicon *self, const char *line, gsize length, Phrase *like, GError **error)
{
  const char *list = line;
  char *folded;

  if (*line == '[')
    return start_section (like, line, length, error);
  if (*line != ' ')
    {
      char *colon;

      like->weight = (gint8) strtol (line, &colon, 10);
      if (colon == line || *colon != ':' || like->signal >= SO_N_SIGNALS)
        return so_fail (error, SO_ERROR_REPORT, "“%.*s” is no line of a lexicon", (int) length, line);
      list = colon + 1;
    }
  folded = dup_folded (list, length - (gsize) (list - line));
  g_ptr_array_add (self->lines, folded);
  if (!has_whole_variants (folded))
    return so_fail (error, SO_ERROR_REPORT, "“%.*s” opens or closes a bracket too much", (int) length, line);
  add_list (self, folded, folded + strlen (folded), like);
  return TRUE;
}

static gboolean
add_text (SoLexicon *self, const char *p, const char *end, guint language, GError **error)
{
  Phrase like = { .language = (guint8) language, .signal = SO_N_SIGNALS };

  while (p < end)
    {
      const char *newline = memchr (p, '\n', (gsize) (end - p));
      const char *stop = newline ? newline : end;

      if (p < stop && *p != '#' && !add_line (self, p, (gsize) (stop - p), &like, error))
        return FALSE;
      p = stop + 1;
    }
  return TRUE;
}

static SoLexicon *
read_all (void)
{
  SoLexicon *self = g_object_new (SO_TYPE_LEXICON, NULL);

  for (guint i = 0; i < SO_LEXICON_LANGUAGES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/org/studioos/lexicon/lexicon/%s.txt", languages[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_resource_lookup_data (so_lexicon_words_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

      gsize size = 0;
      const char *text = bytes ? g_bytes_get_data (bytes, &size) : NULL;

      if (!text || !add_text (self, text, text + size, i, &error))
        g_error ("%s: %s", path, error->message);      /* built in: nobody but us can have broken it */
    }
  return self;
}

SoLexicon *
so_lexicon_new (void)
{
  static gsize made;
  static SoLexicon *words;

  /* It never changes, and to read it takes longer than to use it a thousand times. */
  if (g_once_init_enter (&made))
    {
      words = read_all ();
      g_once_init_leave (&made, 1);
    }
  return g_object_ref (words);
}

SoLexicon *
so_lexicon_new_for_text (const char *text, guint language, GError **error)
{
  g_autoptr (SoLexicon) self = g_object_new (SO_TYPE_LEXICON, NULL);

  g_return_val_if_fail (language < SO_LEXICON_LANGUAGES, NULL);
  return add_text (self, text, text + strlen (text), language, error) ? g_steal_pointer (&self) : NULL;
}

typedef struct {
  const Phrase *phrases;
  GArray *hits;
} Looking;

static void
on_phrase_found (const SoPhraseHit *found, gpointer data)
{
  const Looking *looking = data;
  const Phrase *phrase = &looking->phrases[found->number];

  g_array_append_vals (looking->hits, &(SoLexiconHit) { phrase->signal, phrase->weight, phrase->language, found->word, found->n_words, phrase->text, phrase->length }, 1);
}

void
so_lexicon_find (SoLexicon *self, GStrv words, GArray *hits)
{
  g_return_if_fail (SO_IS_LEXICON (self));

  so_phrase_index_find (self->index, words, on_phrase_found, &(Looking) { (const Phrase *) self->phrases->data, hits });
}

static void
so_lexicon_finalize (GObject *object)
{
  SoLexicon *self = SO_LEXICON (object);

  so_phrase_index_free (self->index);
  g_array_unref (self->phrases);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (so_lexicon_parent_class)->finalize (object);
}

static void
so_lexicon_class_init (SoLexiconClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_lexicon_finalize;
}

static void
so_lexicon_init (SoLexicon *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->phrases = g_array_new (FALSE, FALSE, sizeof (Phrase));
  self->index = so_phrase_index_new ();
}
