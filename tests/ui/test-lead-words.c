/* SPDX-License-Identifier: MIT */
#include "so-lead-words.h"

#include <locale.h>

/* What a card says in one line: what has no room is counted, and nothing is cut. */
static void
test_badges (void)
{
  char *tags[] = { "Trial", "Parent", NULL };
  SoLead lead = { .name = "Ana", .score = 91, .trial = "booked", .unread = 2, .source = "whatsapp", .tags = tags };
  static const struct { guint n; gboolean count; const char *words; } rows[] = {
    { 6, TRUE, "Hot · Trial booked · 2 unread · WhatsApp · Trial · Parent" },
    { 5, TRUE, "Hot · Trial booked · 2 unread · WhatsApp · Trial · +1" },
    { 1, TRUE, "Hot · +5" },
    { 1, FALSE, "Hot" },
    { 0, TRUE, "+6" },
    { 99, TRUE, "Hot · Trial booked · 2 unread · WhatsApp · Trial · Parent" },
  };
  g_auto (GStrv) badges = so_lead_words_badges (&lead);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = so_lead_words_some_badges (badges, rows[i].n, rows[i].count);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_no_badges (void)
{
  char *tags[] = { NULL };
  SoLead lead = { .name = "Ana", .score = -1, .tags = tags };
  g_auto (GStrv) badges = so_lead_words_badges (&lead);
  g_autofree char *words = so_lead_words_some_badges (badges, 0, TRUE);

  g_assert_cmpuint (g_strv_length (badges), ==, 0);
  g_assert_cmpstr (words, ==, "");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/lead-words/badges", test_badges);
  g_test_add_func ("/ui/lead-words/no-badges", test_no_badges);
  return g_test_run ();
}
