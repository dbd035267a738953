/* SPDX-License-Identifier: MIT */
#include "so-words.h"

#include "so-phrase-index.h"
#include "so-phrases.h"
#include "so-text.h"

#include <string.h>

/* Folded, separated by spaces. Only words of which no language here makes a question's substance. */
static const struct {
  const char *language;
  const char *words;
} small[] = {
  { "en", "a an and any are as at be but by can could dear did do does for from get give go good great had has have hello help hey hi how i if "
          "im in is it its just know let like look looking me more much my need no not of ok okay on or our please s see should so some tell thank "
          "thanks that the their them then there these they this to too up us very want was we well what whats which will with would you your" },
  { "de", "aber als am an auch auf aus bei bin bis bitte da danke dann das dass dem den der des die dir doch du ein eine einen einer er es "
          "etwas euch eure fur gern gerne guten habe haben habt hallo hat ich ihr ihre ihnen im in ist ja kann konnen mal man mein meine mich mir "
          "mit morgen nach nicht noch nur oder schon sehr sein sich sie sind so tag uber um und uns vielen vom von war was welche wenn wie wir "
          "wird wurde zu zum zur" },
  { "es", "al algo buenas buenos como con cual cuales de del dias el ella en es esta estan este favor gracias hay hola la las lo los me mi muy "
          "no nos o para pero por que quiero saber se si son su sus te tengo tienen un una y ya yo" },
  { "fr", "a au aux avec avez bonjour bonsoir ce ces cette comment dans de des du elle en est et etes il ils j je l la le les leur ma mais me "
          "merci mes moi mon ne nous on ou par pas plait pour qu que quel quelle quels qui sa salut se ses sont sur svp tres un une vos votre vous y" },
  { "pt", "a ao aos as bom boa com como da das de do dia dos e ela ele em esta eu favor gostaria ha isso la mais mas me meu minha muito na nao "
          "no nos o obrigada obrigado oi ola os ou para pela pelo por qual quais que queria saber se sem seu sua tarde tem um uma voce voces" },
};

/* Every form folded. A trailing * stands for any ending: "kost*" is Kosten, kostet. */
static const struct {
  SoTopic topic;
  const char *name;
  const char *words;
  const char *categories;
} topics[] = {
  { SO_TOPIC_PRICE, "~price",
    "price* pricing wieviel fee fees cost costs rate rates charge expensive cheap preis* kost* gebuhr* beitrag teuer "
    "precio* cuesta* cuanto tarifa* costo cuota prix tarif* coute* combien cotisation preco* custa* quanto valor mensalidade",
    "fee_inquiry price prices pricing preise precios tarifs precos" },
  { SO_TOPIC_SCHEDULE, "~schedule",
    "schedule* timetable calendar when stundenplan kursplan zeitplan termine wann horario* calendario cuando planning calendrier quand "
    "emploi agenda quando", "schedule_query schedule timetable stundenplan horarios planning" },
  { SO_TOPIC_LOCATION, "~location",
    "address location where directions parking located adresse wo anfahrt standort parken parkplatz* finde direccion donde ubicacion "
    "aparcamiento llegar trouve situe endereco onde localizacao estacionamento fica", "location_directions location address adresse directions" },
  { SO_TOPIC_HOURS, "~hours",
    "hours open opening close closing offnungszeit* geoffnet offen geschlossen abierto* abren abre cierran cierra ouvert* ouverture "
    "fermeture ferme ouvrez aberto* fecha fecham abrem", "hours opening_hours offnungszeiten horaires" },
  { SO_TOPIC_TRIAL, "~trial",
    "trial try taster probestunde probetraining schnupper* probe* ausprobieren prueba probar essai essayer decouverte experimental "
    "experimentar", "trial_class trial probestunde prueba essai" },
};

/* Small words that together are a question: "how much", "wie viel". */
static const struct {
  const char *first, *second;
  SoTopic topic;
} pairs[] = {
  { "how", "much", SO_TOPIC_PRICE },      { "wie", "viel", SO_TOPIC_PRICE },   { "que", "vale", SO_TOPIC_PRICE },
  { "what", "time", SO_TOPIC_SCHEDULE },  { "what", "days", SO_TOPIC_SCHEDULE }, { "que", "dias", SO_TOPIC_SCHEDULE },
  { "a", "quelle", SO_TOPIC_SCHEDULE },   { "get", "there", SO_TOPIC_LOCATION }, { "find", "you", SO_TOPIC_LOCATION },
};

/* What a word is: of which languages a small one, and of which topics. */
typedef struct {
  guint languages;           /* bits: index in small */
  guint topics;              /* bits: index in topics */
  guint categories;
} Meaning;

#define TOPICS_FROM G_N_ELEMENTS (small)
#define CATEGORIES_FROM (TOPICS_FROM + G_N_ELEMENTS (topics))

static const SoPhraseIndex *
all_words (void)
{
  static gsize made;
  static SoPhraseIndex *all;

  if (g_once_init_enter (&made))
    {
      all = so_phrase_index_new ();
      for (guint i = 0; i < G_N_ELEMENTS (small); i++)
        so_phrase_index_add_list (all, small[i].words, " ", i);
      for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
        {
          so_phrase_index_add_list (all, topics[i].words, " ", (guint) TOPICS_FROM + i);
          so_phrase_index_add_list (all, topics[i].categories, " ", (guint) CATEGORIES_FROM + i);
        }
      g_once_init_leave (&made, 1);
    }
  return all;
}

static void
on_meaning_found (const SoPhraseHit *hit, gpointer data)
{
  Meaning *meaning = &((Meaning *) data)[hit->word];

  if (hit->number >= CATEGORIES_FROM)
    meaning->categories |= 1u << (hit->number - CATEGORIES_FROM);
  else if (hit->number >= TOPICS_FROM)
    meaning->topics |= 1u << (hit->number - TOPICS_FROM);
  else
    meaning->languages |= 1u << hit->number;
}

/* One for each of @words. */
static Meaning *
meanings_of (char *const *words)
{
  Meaning *meanings = g_new0 (Meaning, g_strv_length ((GStrv) words) + 1);

  so_phrase_index_find (all_words (), words, on_meaning_found, meanings);
  return meanings;
}

/* The first that is meant. */
static SoTopic
topic_of_bits (guint bits)
{
  return bits ? topics[g_bit_nth_lsf (bits, -1)].topic : SO_TOPIC_NONE;
}

/* "classes", "class" and "Kurse", "Kurs" are one word: enough for comparing short texts. */
static void
cut_plural (char *word)
{
  gsize length = strlen (word);

  if (length > 4 && g_str_has_suffix (word, "es") && !g_str_has_suffix (word, "ses"))
    word[length - 1] = 0;
  else if (length > 5 && g_str_has_suffix (word, "ses"))
    word[length - 2] = 0;
  else if (length > 3 && word[length - 1] == 's' && word[length - 2] != 's')
    word[length - 1] = 0;
}

SoTopic
so_words_topic (const char *word)
{
  g_autofree Meaning *meaning = meanings_of ((char *[]) { (char *) word, NULL });

  return topic_of_bits (meaning->topics);
}

SoTopic
so_words_category_topic (const char *category)
{
  g_autofree char *folded = so_text_fold (category ? category : "");
  g_autofree Meaning *whole = meanings_of ((char *[]) { folded, NULL });
  g_auto (GStrv) words = NULL;
  g_autofree Meaning *meanings = NULL;

  if (whole->categories)
    return topic_of_bits (whole->categories);
  /* The owner's own word for it: "Opening hours". */
  words = so_phrases_split (folded);
  meanings = meanings_of (words);
  for (guint i = 0; words[i]; i++)
    if (meanings[i].topics | meanings[i].categories)
      return topic_of_bits (meanings[i].topics | meanings[i].categories);
  return SO_TOPIC_NONE;
}

const char *
so_words_topic_words (SoTopic topic)
{
  return topic == SO_TOPIC_NONE ? NULL : topics[topic - 1].words;
}

SoTopic
so_words_topic_of_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (!strcmp (topics[i].name, name))
      return topics[i].topic;
  return SO_TOPIC_NONE;
}

const char *
so_words_topic_name (SoTopic topic)
{
  return topic == SO_TOPIC_NONE ? NULL : topics[topic - 1].name;
}

static SoTopic
topic_at (const GStrv words, const Meaning *meanings, guint i)
{
  for (guint k = 0; words[i + 1] && k < G_N_ELEMENTS (pairs); k++)
    if (!strcmp (words[i], pairs[k].first) && !strcmp (words[i + 1], pairs[k].second))
      return pairs[k].topic;
  return topic_of_bits (meanings[i].topics);
}

GPtrArray *
so_words_of (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) all = so_phrases_split (text);
  g_autofree Meaning *meanings = meanings_of (all);

  for (guint i = 0; all[i]; i++)
    {
      SoTopic topic = topic_at (all, meanings, i);
      g_autofree char *word = NULL;

      if (topic == SO_TOPIC_NONE && meanings[i].languages)
        continue;
      word = g_strdup (topic == SO_TOPIC_NONE ? all[i] : so_words_topic_name (topic));
      if (topic == SO_TOPIC_NONE)
        cut_plural (word);
      if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
        g_ptr_array_add (words, g_steal_pointer (&word));
    }
  return words;
}

const char *
so_words_language (const char *text)
{
  g_auto (GStrv) words = so_phrases_split (text);
  g_autofree Meaning *meanings = meanings_of (words);
  guint best = 0, second = 0;
  const char *language = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    {
      guint hits = 0;

      for (guint k = 0; words[k]; k++)
        hits += meanings[k].languages >> i & 1;
      if (hits > best)
        {
          second = best;
          best = hits;
          language = small[i].language;
        }
      else
        second = MAX (second, hits);
    }
  return best > second ? language : NULL;
}
