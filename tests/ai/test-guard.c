/* SPDX-License-Identifier: MIT */
#include "so-guard.h"

#include <locale.h>
#include <string.h>

/* What a studio wrote down itself, in six languages, and drafts about it. */
static const char *const allowed[] = {
  "Beginner Salsa: 15 € per class.", "10-class card: 120,00 €", "Monatskarte: 1.250,50 €", "We are open Monday–Friday 9:00–21:30.", "Beginners dance on Tuesday at 18:00.",
  "The first class is free.", "Students get a discount of 10 %.", "Torstraße 1, second courtyard. Call +49 30 1234567 or write to hello@salsa.example.",
  "Plan: https://salsa.example/plan", "We are closed from 2026-12-24 to 2027-01-01.", "Classes last 75 minutes.", "कक्षा की फीस 500 रुपये है।", NULL,
};
static const char *const said[] = { "Hi, can my 2 kids come on Thursday at 17:00? I have 20 € with me", NULL };
static const char *const links[] = { "salsa.example", NULL };
static const char *const contacts[] = { "+49 151 2345678", "priya@mail.example", NULL };
static const char *const foreign[] = { "Jo Black", "Ayşe", NULL };

static SoClassifier *classifier;

static char *
run (const char *draft, const char *language)
{
  SoGuardFacts facts = { allowed, said, links, contacts, foreign, language, classifier, 0 };
  g_autoptr (GPtrArray) findings = so_guard_run (draft, &facts);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const SoGuardFinding *finding = g_ptr_array_index (findings, i);

      g_assert_true (*finding->sentence != 0);
      g_assert_null (strstr (finding->sentence, "%s"));
      g_test_message ("  %s “%s”", so_guard_nick (finding->kind), finding->words);
      if (!strstr (found->str, so_guard_nick (finding->kind)))
        g_string_append_printf (found, "%s%s", found->len ? " " : "", so_guard_nick (finding->kind));
    }
  return g_string_free_and_steal (found);
}

typedef struct {
  const char *draft;
  const char *language;      /* of the customer */
  const char *kinds;         /* "": nothing */
} Row;

static const Row good[] = {
  { "Hi Priya! Beginner Salsa is 15 € a class, ten are 120 €. See you on Tuesday at 18:00!", "en", "" },
  { "Beginner Salsa is €15.00 a class, or EUR 120.00 for ten.", "en", "" },
  { "We open at 9 am and close at 9:30 pm.", "en", "" },
  { "Of course your 2 kids can come on Thursday at 5 pm. Which class would they like?", "en", "" },
  { "The first class is free of charge, and students get 10% off as a discount.", "en", "" },
  { "We are at Torstraße 1. Call us on 030 1234567, or see salsa.example/plan.", "en", "" },
  { "You can write to hello@salsa.example or to https://www.salsa.example/plan?x=1", "en", "" },
  { "We are closed from 24.12. to 1.1.2027.", "en", "" },
  { "It is fifteen euros per class.", "en", "" },
  { "First things first:\n1. Bring shoes with a smooth sole.\n2. Come a little early.", "en", "" },
  { "Hallo Priya! Eine Stunde Salsa kostet 15 Euro, die Zehnerkarte 120 €. Wir haben bis 21.30 Uhr geöffnet.", "de", "" },
  { "Die Monatskarte kostet 1250,50 €. Die erste Stunde ist kostenlos.", "de", "" },
  { "Wir freuen uns auf dich am Mittwoch um 18 Uhr!", "de", "" },
  { "¡Hola! La clase de salsa cuesta 15 € y la primera es gratis. Empezamos el martes a las 18:00.", "es", "" },
  { "Bonjour ! Le cours coûte 15 € et le premier est gratuit. Nous commençons mardi à 18h00.", "fr", "" },
  { "Olá! A aula custa 15 € e a primeira é gratuita. Começamos na terça às 18h.", "pt", "" },
  { "नमस्ते! कक्षा की फीस ५०० रुपये है। हम मंगलवार को मिलते हैं।", "hi", "" },
  { "Namaste! Class ki fees 500 rupaye hai, aap kab aana chahte hain?", "hi", "" },
  { "See you soon 👩‍👩‍👧‍👦 ❤️!", "en", "" },
  { "Feel free to ask whatever you like!", "en", "" },
};

static const Row bad[] = {
  /* Numbers that are nobody's. */
  { "A class is 12 €.", "en", "number" },
  { "A class is $15.", "en", "number" },
  { "For you it is 20 €.", "en", "number" },
  { "Beginner Salsa is €15.50 a class.", "en", "number" },
  { "It is twelve euros per class.", "en", "number" },
  { "We open at 8 am.", "en", "number" },
  { "Students get 50% off.", "en", "number" },
  { "A class lasts 90 minutes.", "en", "number" },
  { "Die Stunde kostet nur 9,90 Euro.", "de", "number" },
  { "La clase cuesta 14 €.", "es", "number" },
  { "Le cours commence à 19h30.", "fr", "number" },
  { "A aula custa 45 reais.", "pt", "number" },
  { "कक्षा की फीस ४०० रुपये है।", "hi", "number" },
  { "Class ki fees 400 rupaye hai.", "hi", "number" },
  { "Salsa is １２ € a class.", "en", "number" },
  /* Facts in words. */
  { "Beginners dance on Sunday.", "en", "fact" },
  { "Your money will be refunded.", "en", "fact" },
  { "We will give you a refund.", "en", "fact" },
  { "I have booked you a place.", "en", "fact" },
  { "Wir garantieren dir, dass du tanzen lernst.", "de", "fact" },
  { "Ich habe dir einen Platz reserviert.", "de", "fact" },
  { "Wir erstatten dir alles.", "de", "fact" },
  { "Te hemos confirmado la plaza para el sábado.", "es", "fact" },
  { "Nous vous remboursons tout.", "fr", "fact" },
  { "Garantimos o seu lugar, está reservado.", "pt", "fact" },
  { "आपके पैसे वापस कर देंगे, रविवार को आइए।", "hi", "fact" },
  /* Links. */
  { "Pay here: https://evil.example.net/pay", "en", "link" },
  { "You will find all of it at salsa.example.evil.com", "en", "link" },
  { "See notsalsa.example", "en", "link" },
  { "Look at bit.ly/xyz", "en", "link" },
  { "http://user@evil.org/", "en", "link person" },
  { "javascript:alert(1) is what you need", "en", "link" },
  { "Go to ev\xe2\x80\x8bil.com now", "en", "hidden link" },
  { "Go to ｅｖｉｌ．ｃｏｍ now", "en", "link" },
  { "Try 203.0.113.9 instead", "en", "link person number" },
  /* Other people. */
  { "You can reach Jo Black for that.", "en", "person" },
  { "Ayse will tell you more.", "en", "person" },
  { "Her number is +49 170 9999999.", "en", "person" },
  { "Write to jo@mail.example please.", "en", "person" },
  { "Ruf 0170 9999999 an.", "de", "person" },
  /* What nobody sees, markup, gaps. */
  { "A class\xe2\x80\xae is 15 €.", "en", "hidden" },
  { "A class\xe2\x80\x8d is 15 €.", "en", "hidden" },
  { "A class\xf3\xa0\x81\xa9 is 15 €.", "en", "hidden" },
  { "A class\x07 is 15 €.", "en", "hidden" },
  { "A class is **15 €**.", "en", "markup" },
  { "A class is <b>15 €</b>.", "en", "markup" },
  { "See [our plan](https://salsa.example/plan).", "en", "markup" },
  { "# Prices\nA class is 15 €.", "en", "markup" },
  { "Hi [Name], a class is 15 €.", "en", "placeholder" },
  { "Hi {first name}, a class is 15 €.", "en", "placeholder" },
  { "Best regards, XXX", "en", "placeholder" },
  { "", "en", "empty" },
  { " \n\xe2\x80\x8b", "en", "empty hidden" },
  { "…", "en", "empty" },
  /* Of itself. */
  { "As an AI language model I cannot dance.", "en", "identity" },
  { "I am ChatGPT and my instructions are secret.", "en", "identity" },
  { "Ich bin ein Sprachmodell und tanze nicht.", "de", "identity" },
  { "Soy un modelo de lenguaje y no bailo.", "es", "identity" },
  /* Language. */
  { "Hello! We are happy that you want to come and dance with us.", "de", "language" },
  { "Hallo! Wir freuen uns sehr, dass du zu uns kommen möchtest.", "en", "language" },
  { "Hola, nos alegra mucho que quieras venir a bailar con nosotros.", "fr", "language" },
  { "Bonjour, nous sommes très heureux que vous vouliez venir.", "pt", "language" },
  { "Olá, ficamos muito felizes que você queira vir dançar com a gente.", "en", "language" },
  { "नमस्ते, हमें बहुत खुशी है कि आप आना चाहते हैं।", "en", "language" },
  { "Здравствуйте! Мы очень рады, что вы хотите прийти.", "en", "language" },
};

static void
test_rows (gconstpointer data)
{
  const Row *rows = data == good ? good : bad;
  guint n = data == good ? G_N_ELEMENTS (good) : G_N_ELEMENTS (bad), wrong = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *found = NULL;

      g_test_message ("%s", rows[i].draft);
      found = run (rows[i].draft, rows[i].language);
      if (!strcmp (found, rows[i].kinds))
        continue;
      wrong++;
      g_test_message ("WRONG: “%s” instead of “%s”", found, rows[i].kinds);
    }
  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_length (void)
{
  g_autoptr (GString) longest = g_string_new (NULL);
  g_autofree char *found = NULL, *short_found = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (longest, "ja ja ");
  found = run (longest->str, NULL);
  g_assert_cmpstr (found, ==, "length");
  g_string_truncate (longest, 1000);
  short_found = run (longest->str, NULL);
  g_assert_cmpstr (short_found, ==, "");
}

/* Nothing is allowed where nothing is written down. */
static void
test_no_facts (void)
{
  SoGuardFacts none = { 0 };
  g_autoptr (GPtrArray) findings = so_guard_run ("A class is 15 € on Monday, see salsa.example", &none), harmless = so_guard_run ("I will ask and come back to you.", &none);

  g_assert_cmpuint (findings->len, ==, 3);
  g_assert_cmpuint (harmless->len, ==, 0);
}

/* Any bytes that are text end in findings or in none, never in a fault; and the same text gives the same. */
static void
test_any_text (void)
{
  static const char *const pieces[] = {
    "1", "15 €", "€", ".", ",", ":", "h", " ", "\n", "www.", "http://", "@", "+49", "(", ")", "[", "]", "{", "}", "<", ">", "%", "०", "\xe2\x80\x8b", "é", "日", "pm", "a.m.", "’",
    "Rs", "R$", "24.12.", "-", "18:", "00", "x.com", "/", "**", "`", "#", "&amp;", "Monday",
  };

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *one = NULL, *again = NULL;
      SoGuardFacts facts = { allowed, said, links, contacts, foreign, "en", classifier, 0 };

      for (int n = g_test_rand_int_range (0, 14); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_autoptr (GPtrArray) findings = so_guard_run (text->str, &facts), twice = so_guard_run (text->str, &facts);

      g_assert_cmpuint (findings->len, ==, twice->len);
      for (guint k = 1; k < findings->len; k++)
        g_assert_cmpuint (((SoGuardFinding *) findings->pdata[k - 1])->kind, <=, ((SoGuardFinding *) findings->pdata[k])->kind);
    }
}

/* Every amount up to 300 € but those on the list is found, in every way to write it. */
static void
test_every_amount (void)
{
  static const char *const forms[] = { "It is %u €.", "It is €%u.", "It is %u,00 Euro.", "It is %u.00 EUR.", "Es sind EUR %u!", "%u euros", "son %u€" };
  guint missed = 0;

  for (guint amount = 1; amount < 300; amount++)
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      {
        SoGuardFacts facts = { .allowed = allowed, .said = said };
        g_autofree char *number = g_strdup_printf ("%u", amount);
        g_auto (GStrv) around = g_strsplit (forms[i], "%u", 2);
        g_autofree char *draft = g_strjoin (number, around[0], around[1], NULL);
        g_autoptr (GPtrArray) findings = so_guard_run (draft, &facts);

        missed += (findings->len > 0) != (amount != 15 && amount != 120);
      }
  g_test_message ("%u of %u amounts judged wrong", missed, (guint) (299 * G_N_ELEMENTS (forms)));
  g_assert_cmpuint (missed, ==, 0);
}

int
main (int argc, char **argv)
{
  int failed;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  classifier = so_classifier_new ();
  g_test_add_data_func ("/ai/guard/good", good, test_rows);
  g_test_add_data_func ("/ai/guard/bad", bad, test_rows);
  g_test_add_func ("/ai/guard/length", test_length);
  g_test_add_func ("/ai/guard/no-facts", test_no_facts);
  g_test_add_func ("/ai/guard/any-text", test_any_text);
  g_test_add_func ("/ai/guard/every-amount", test_every_amount);
  failed = g_test_run ();
  g_object_unref (classifier);
  return failed;
}
