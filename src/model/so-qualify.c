/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-qualify.h"

#include "so-error.h"
#include "so-json.h"
#include "so-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_LABEL 60
#define LANGUAGES 5

static const char *const languages[LANGUAGES] = { "en", "de", "es", "fr", "pt" };

static const struct {
  const char *name, *label;
  gboolean sensitive;
  const char *words[LANGUAGES];
} usual[] = {
  { "style", N_ ("Style"), FALSE,
    { "Which style would you like to try?", "Welche Richtung möchtest du ausprobieren?", "¿Qué estilo te gustaría probar?", "Quel style aimeriez-vous essayer ?",
      "Que estilo você gostaria de experimentar?" } },
  { "level", N_ ("Experience"), FALSE,
    { "Have you done this before, or are you starting from scratch?", "Hast du das schon einmal gemacht oder fängst du ganz neu an?",
      "¿Lo has hecho antes o empiezas desde cero?", "En avez-vous déjà fait, ou débutez-vous ?", "Você já fez isso antes ou está começando do zero?" } },
  { "for-whom", N_ ("For Whom"), FALSE,
    { "Is it for yourself or for somebody else, and how old are they?", "Ist es für dich selbst oder für jemand anderen, und wie alt?",
      "¿Es para ti o para otra persona, y qué edad tiene?", "Est-ce pour vous ou pour quelqu’un d’autre, et de quel âge ?",
      "É para você ou para outra pessoa, e qual a idade?" } },
  { "times", N_ ("Best Times"), FALSE,
    { "Which days and times suit you best?", "Welche Tage und Uhrzeiten passen dir am besten?", "¿Qué días y horas te vienen mejor?",
      "Quels jours et quelles heures vous conviennent le mieux ?", "Que dias e horários são melhores para você?" } },
  { "goal", N_ ("Goal"), FALSE,
    { "What would you like to get out of it?", "Was möchtest du damit erreichen?", "¿Qué te gustaría conseguir?", "Qu’aimeriez-vous en retirer ?",
      "O que você gostaria de alcançar?" } },
  { "health", N_ ("Injuries"), TRUE,
    { "Is there anything about your health that we should know, such as an injury?", "Gibt es etwas zu deiner Gesundheit, das wir wissen sollten, etwa eine Verletzung?",
      "¿Hay algo sobre tu salud que debamos saber, como una lesión?", "Y a-t-il quelque chose que nous devrions savoir sur votre santé, par exemple une blessure ?",
      "Há algo sobre a sua saúde que devemos saber, como uma lesão?" } },
  { "instrument", N_ ("Instrument"), FALSE,
    { "Which instrument is it about, and do you have one at home?", "Um welches Instrument geht es, und hast du eines zu Hause?",
      "¿De qué instrumento se trata, y tienes uno en casa?", "De quel instrument s’agit-il, et en avez-vous un à la maison ?",
      "De qual instrumento se trata, e você tem um em casa?" } },
  { "service", N_ ("Service"), FALSE,
    { "What would you like to have done?", "Was möchtest du machen lassen?", "¿Qué te gustaría hacerte?", "Que souhaitez-vous faire faire ?", "O que você gostaria de fazer?" } },
  { "allergies", N_ ("Allergies"), TRUE,
    { "Do you have any allergies that we should know of?", "Hast du Allergien, von denen wir wissen sollten?", "¿Tienes alguna alergia que debamos conocer?",
      "Avez-vous des allergies que nous devrions connaître ?", "Você tem alguma alergia que devemos saber?" } },
  { "project", N_ ("Project"), FALSE,
    { "What is the project about?", "Worum geht es bei dem Projekt?", "¿De qué trata el proyecto?", "De quoi s’agit-il dans ce projet ?", "Sobre o que é o projeto?" } },
  { "deadline", N_ ("Deadline"), FALSE,
    { "When does it have to be ready?", "Wann muss es fertig sein?", "¿Para cuándo tiene que estar listo?", "Pour quand cela doit-il être prêt ?",
      "Para quando precisa estar pronto?" } },
  { "budget", N_ ("Budget"), FALSE,
    { "Which budget do you have in mind?", "Welches Budget hast du dir vorgestellt?", "¿Qué presupuesto tienes en mente?", "Quel budget avez-vous en tête ?",
      "Que orçamento você tem em mente?" } },
};

static const struct { const char *kind, *names; } kinds[] = {
  { "dance", "style level for-whom times" },
  { "yoga", "level goal times health" },
  { "fitness", "goal level times health" },
  { "music", "instrument level for-whom times" },
  { "salon", "service times allergies" },
  { "medspa", "service times allergies" },
  { "agency", "project deadline budget" },
  { NULL, "goal times" },
};

void
so_qualify_free (SoQualify *question)
{
  if (!question)
    return;
  g_free (question->name);
  g_free (question->label);
  g_free (question->ask);
  g_free (question);
}

static int
find_usual (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (!g_strcmp0 (name, usual[i].name))
      return (int) i;
  return -1;
}

static SoQualify *
make_usual (int i)
{
  SoQualify *question = g_new0 (SoQualify, 1);

  question->name = g_strdup (usual[i].name);
  question->label = g_strdup (usual[i].label);
  question->usual = TRUE;
  question->sensitive = usual[i].sensitive;
  return question;
}

GPtrArray *
so_qualify_usual (const char *kind)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_qualify_free);
  g_auto (GStrv) names = NULL;
  guint k = 0;

  while (kinds[k].kind && g_strcmp0 (kind, kinds[k].kind))
    k++;
  names = g_strsplit (kinds[k].names, " ", -1);
  for (guint i = 0; names[i]; i++)
    g_ptr_array_add (all, make_usual (find_usual (names[i])));
  return all;
}

SoQualify *
so_qualify_new (const char *label, const char *ask, gboolean sensitive)
{
  SoQualify *question = g_new0 (SoQualify, 1);
  g_autofree char *folded = so_text_fold (label);

  question->name = g_strdelimit (g_strdup (g_strstrip (folded)), " \t", '-');
  question->label = g_strstrip (g_strdup (label));
  question->ask = g_strstrip (g_strdup (ask));
  question->sensitive = sensitive;
  return question;
}

/* JSON --------------------------------------------------------------------------------------------------- */

static SoQualify *
read_one (JsonObject *object)
{
  const char *name = so_json_string (object, "name"), *label = so_json_string (object, "label"), *ask = so_json_string (object, "ask");
  int known = label ? -1 : find_usual (name);
  SoQualify *question;

  if (known < 0)
    {
      question = so_qualify_new (label ? label : "", ask ? ask : "", so_json_int (object, "sensitive") != 0);
      if (name)
        g_set_str (&question->name, name);
      return question;
    }
  question = make_usual (known);
  question->ask = ask ? g_strstrip (g_strdup (ask)) : NULL;
  return question;
}

static gboolean
check_one (const SoQualify *question, GPtrArray *before, GError **error)
{
  if (!*question->label || g_utf8_strlen (question->label, -1) > LONGEST_LABEL || !*question->name)
    return so_fail (error, SO_ERROR_CHANGE, _("What a question is about has 1 to 60 characters, such as “Experience”"));
  if ((question->ask && !*question->ask) || (question->ask && g_utf8_strlen (question->ask, -1) > SO_QUALIFY_LONGEST) || (question->ask && strchr (question->ask, '\n')))
    return so_fail (error, SO_ERROR_CHANGE, _("A question has 1 to 200 characters, in one line"));
  for (guint i = 0; i < before->len; i++)
    if (!strcmp (((SoQualify *) before->pdata[i])->name, question->name))
      return so_fail (error, SO_ERROR_CHANGE, _("There is a question about “%s” already"), question->label);
  return TRUE;
}

GPtrArray *
so_qualify_from_json (const char *text, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_qualify_free);
  g_autoptr (JsonNode) node = so_json_parse (text, -1, 0, error);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array ? json_array_get_length (array) : 0;

  if (!node)
    return NULL;
  if (!array || n > SO_QUALIFY_MOST)
    return so_fail (error, SO_ERROR_CHANGE, _("There are at most %d questions"), SO_QUALIFY_MOST), NULL;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = so_json_element (array, i);
      SoQualify *question = object ? read_one (object) : so_qualify_new ("", "", FALSE);
      gboolean good = check_one (question, all, error);

      g_ptr_array_add (all, question);
      if (!good)
        return NULL;
    }
  return g_steal_pointer (&all);
}

char *
so_qualify_to_json (GPtrArray *questions)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < questions->len; i++)
    {
      const SoQualify *question = questions->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", question->name);
      if (!question->usual)
        json_object_set_string_member (object, "label", question->label);
      if (question->ask)
        json_object_set_string_member (object, "ask", question->ask);
      if (question->sensitive && !question->usual)
        json_object_set_int_member (object, "sensitive", 1);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  return so_json_write (node, FALSE);
}

/* Words -------------------------------------------------------------------------------------------------- */

const char *
so_qualify_words (const SoQualify *question, const char *language)
{
  int known = question->ask ? -1 : find_usual (question->name);

  if (known < 0)
    return question->ask ? question->ask : question->label;
  for (guint k = 0; k < LANGUAGES; k++)
    if (!g_strcmp0 (language, languages[k]))
      return usual[known].words[k];
  return usual[known].words[0];
}

gboolean
so_qualify_is_in (const SoQualify *question, const char *text)
{
  int known = find_usual (question->name);

  if (question->ask && strstr (text, question->ask))
    return TRUE;
  for (guint k = 0; question->usual && known >= 0 && k < LANGUAGES; k++)
    if (strstr (text, usual[known].words[k]))
      return TRUE;
  return FALSE;
}
