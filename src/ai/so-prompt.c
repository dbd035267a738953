/* SPDX-License-Identifier: MIT */
#include "so-prompt.h"

#include "so-json.h"
#include "so-prompt-resources.h"
#include "so-text.h"

#include <gio/gio.h>
#include <string.h>

#define SENTENCES 5
#define FORMAL_SENTENCES 7
#define LONGEST_VOICE 600
#define LONGEST_WISH 500
#define LONGEST_FACT 1000
#define MOST_FILES 8
#define LONGEST_FILE 80

static const struct {
  const char *code, *name;
} languages[] = {
  { "en", "English" }, { "de", "German" }, { "es", "Spanish" }, { "fr", "French" }, { "pt", "Portuguese" }, { "hi", "Hindi, in the letters that the customer uses" },
};

char *
so_prompt_clean (const char *text, guint longest)
{
  g_autofree char *valid = so_text_clean (text ? text : "", -1);
  GString *clean = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p && n < longest; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (c == '\r' || (c != '\n' && g_unichar_iscntrl (c)) || type == G_UNICODE_PRIVATE_USE || (c >= 0xe0000 && c <= 0xe0fff) ||
          (type == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d))
        continue;
      g_string_append_unichar (clean, c);
      n++;
    }
  return g_string_free_and_steal (clean);
}

static char *
load (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/studioos/prompts/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (so_prompts_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : "";

  return g_strndup (data, size);
}

typedef struct {
  const char *name;
  const char *value;
} Word;

/* Only names of ours stand in braces, and a value is not looked at again: "{name}" in a studio's name stays. */
static char *
fill (const char *text, const Word *words, guint n)
{
  GString *filled = g_string_new (NULL);

  for (const char *p = text; *p;)
    {
      gsize length = *p == '{' ? strcspn (p + 1, "}\n") : 0;
      guint i = 0;

      for (; length && i < n; i++)
        if (strlen (words[i].name) == length && !strncmp (p + 1, words[i].name, length))
          break;
      if (length && i < n)
        {
          g_string_append (filled, words[i].value);
          p += length + 2;
          continue;
        }
      g_string_append_c (filled, *p++);
    }
  return g_string_free_and_steal (filled);
}

static const char *
name_of_language (const char *code)
{
  for (guint i = 0; code && i < G_N_ELEMENTS (languages); i++)
    if (!strcmp (code, languages[i].code))
      return languages[i].name;
  return "the language of the customer’s newest message";
}

static const char *
words_of_tone (const char *tone)
{
  if (!g_strcmp0 (tone, "formal"))
    return "polite and formal";
  if (!g_strcmp0 (tone, "plain"))
    return "plain and to the point";
  return "warm and friendly";
}

static char *
words_of_persona (const SoPrompt *prompt)
{
  g_autofree char *name = prompt->persona ? so_prompt_clean (prompt->persona, 40) : NULL, *voice = prompt->voice ? so_prompt_clean (prompt->voice, LONGEST_VOICE) : NULL;
  GString *words = g_string_new (NULL);

  if (name && *name)
    g_string_append_printf (words, "Your name is %s: answer to it where somebody asks, and never give another one. ", name);
  if (voice && *voice)
    g_string_append_printf (words, "How the studio wants to sound: %s", voice);
  return g_string_free_and_steal (words);
}

char *
so_prompt_system (const SoPrompt *prompt)
{
  g_autofree char *text = load ("reply.txt"), *persona = words_of_persona (prompt), *sentences = NULL, *name = NULL, *filled = NULL;
  g_autoptr (GString) whole = NULL;
  Word words[6];

  sentences = g_strdup_printf ("%d", g_strcmp0 (prompt->tone, "formal") ? SENTENCES : FORMAL_SENTENCES);
  name = prompt->first_name ? g_strdup_printf ("The customer's first name is %s.", prompt->first_name)
                            : g_strdup ("You do not know the customer's name: use none.");
  words[0] = (Word) { "studio", prompt->studio ? prompt->studio : "the studio" };
  words[1] = (Word) { "persona", persona };
  words[2] = (Word) { "language", name_of_language (prompt->language) };
  words[3] = (Word) { "tone", words_of_tone (prompt->tone) };
  words[4] = (Word) { "sentences", sentences };
  words[5] = (Word) { "name", name };
  filled = fill (text, words, G_N_ELEMENTS (words));
  whole = g_string_new (filled);
  g_string_append (whole, "\nFACTS\n");
  for (guint i = 0; prompt->facts && prompt->facts[i]; i++)
    {
      g_autofree char *fact = so_prompt_clean (prompt->facts[i], LONGEST_FACT);

      g_strdelimit (fact, "\n", ' ');
      g_string_append_printf (whole, "- %s\n", fact);
    }
  if (!prompt->facts || !prompt->facts[0])
    g_string_append (whole, "(none)\n");
  return g_string_free_and_steal (g_steal_pointer (&whole));
}

static JsonObject *
write_turn (const SoPromptTurn *turn, guint room)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = so_prompt_clean (turn->text, MIN (room, SO_PROMPT_LONGEST_TURN));

  json_object_set_string_member (object, "from", turn->outbound ? "studio" : "customer");
  json_object_set_string_member (object, "text", text);
  if (turn->files && turn->files[0])
    {
      JsonArray *files = json_array_new ();

      for (guint i = 0; turn->files[i] && i < MOST_FILES; i++)
        {
          g_autofree char *name = so_prompt_clean (turn->files[i], LONGEST_FILE);

          json_array_add_string_element (files, name);
        }
      json_object_set_array_member (object, "files", files);
    }
  return object;
}

/* The newest have room first: of a long conversation the beginning is left out. */
static guint
first_turn (const SoPrompt *prompt)
{
  glong room = SO_PROMPT_LONGEST;
  guint i = prompt->n_turns;

  while (i > 0)
    {
      glong length = MIN (g_utf8_strlen (prompt->turns[i - 1].text ? prompt->turns[i - 1].text : "", -1), SO_PROMPT_LONGEST_TURN);

      if (length > room && i < prompt->n_turns)
        break;
      room -= length;
      i--;
    }
  return i;
}

static char *
write_conversation (const SoPrompt *prompt)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *turns = json_array_new ();

  for (guint i = first_turn (prompt); i < prompt->n_turns; i++)
    json_array_add_object_element (turns, write_turn (&prompt->turns[i], SO_PROMPT_LONGEST_TURN));
  json_node_take_array (root, turns);
  return so_json_write (root, FALSE);
}

char *
so_prompt_turn (const SoPrompt *prompt)
{
  g_autofree char *conversation = write_conversation (prompt);
  g_autofree char *wish = prompt->wish && *prompt->wish ? so_prompt_clean (prompt->wish, LONGEST_WISH) : NULL;
  g_autofree char *before = prompt->before && *prompt->before ? so_prompt_clean (prompt->before, SO_PROMPT_LONGEST_TURN) : NULL;
  g_autofree char *ask = prompt->ask && *prompt->ask ? so_prompt_clean (prompt->ask, LONGEST_WISH) : NULL;
  GString *turn = g_string_new ("The conversation, oldest message first:\n");

  g_string_append (turn, conversation);
  if (before)
    g_string_append_printf (turn, "\n\nAn answer that was proposed before:\n%s", before);
  if (wish && *wish)
    g_string_append_printf (turn, "\n\nThe owner of the studio asks for this change, within the rules above:\n%s", wish);
  else if (before)
    g_string_append (turn, "\n\nWrite another one, in other words.");
  if (ask)
    g_string_append_printf (turn, "\n\nThe studio would like to know this of the customer. Unless the customer has said it already, end with this question, word for word:\n%s", ask);
  g_string_append (turn, "\n\nWrite the answer to the newest message of the customer, and nothing else.");
  return g_string_free_and_steal (turn);
}

char *
so_prompt_analysis_system (const SoPrompt *prompt)
{
  g_autofree char *text = load ("analyse.txt");
  const Word words[] = { { "studio", prompt->studio ? prompt->studio : "the studio" }, { "language", name_of_language (prompt->language) } };

  return fill (text, words, G_N_ELEMENTS (words));
}

char *
so_prompt_analysis_turn (const SoPrompt *prompt)
{
  g_autofree char *conversation = write_conversation (prompt);

  return g_strconcat ("The conversation, oldest message first:\n", conversation, "\n\nAnswer with the JSON object.", NULL);
}
