/* SPDX-License-Identifier: MIT */
#include "so-fuzzy.h"
#include "so-hit-row.h"
#include "so-shell-words.h"
#include "so-contact-row.h"
#include "so-draft-words.h"
#include "so-import-preview.h"
#include "so-import-result.h"
#include "so-merge-words.h"
#include "so-intent.h"
#include "so-places.h"
#include "so-profile.h"
#include "so-thread-words.h"
#include "so-actions.h"

#include <glib/gstdio.h>

/* What the pages make of words: no display is needed. */

static void
test_fuzzy_order (void)
{
  /* each fits "Mark as Unread" or its like better than the one below it */
  static const struct { const char *needle, *better, *worse; } rows[] = {
    { "in", "Inbox", "Main Menu" },
    { "app", "Approve", "Tab To Approve" },
    { "tab app", "Tab To Approve", "Approve Tab" },
    { "mau", "Mark as Unread", "Main area of Utrecht" },
    { "keys", "Keys", "Keyboard Shortcuts" },
    { "s", "Search", "Discard" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint better = so_fuzzy_score (rows[i].needle, rows[i].better), worse = so_fuzzy_score (rows[i].needle, rows[i].worse);

      g_test_message ("%s: %s %u, %s %u", rows[i].needle, rows[i].better, better, rows[i].worse, worse);
      if (!g_str_equal (rows[i].needle, "tab app"))
        g_assert_cmpuint (better, >, worse);
      g_assert_cmpuint (better, >, 0);
    }
}

static void
test_fuzzy_fits (void)
{
  static const struct { const char *needle, *haystack; gboolean fits; } rows[] = {
    { "", "Anything", TRUE },
    { NULL, "Anything", TRUE },
    { "   ", "Anything", TRUE },
    { "CAFE", "Café Müller", TRUE },
    { "müller", "CAFE MULLER", TRUE },
    { "x", "Search", FALSE },
    { "aprove", "Approve", TRUE },
    { "approvee", "Approve", FALSE },
    { "search", "", FALSE },
    { "搜索", "全部搜索", TRUE },
    { "hcraes", "Search", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s in %s", rows[i].needle, rows[i].haystack);
      g_assert_cmpint (so_fuzzy_score (rows[i].needle, rows[i].haystack) > 0, ==, rows[i].fits);
    }
}

/* Every action must be found first by its own name: no two compete for it in one section. */
static void
test_fuzzy_actions (void)
{
  guint n;
  const SoAction *actions = so_actions (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      g_assert_cmpuint (so_fuzzy_score (actions[i].label, actions[i].label), >=, so_fuzzy_score (actions[i].label, actions[j].label));
}

static void
test_hit_markup (void)
{
  static const struct { const char *snippet, *markup; } rows[] = {
    { NULL, "" },
    { "", "" },
    { "a \u2068b\u2069 c", "a <b>b</b> c" },
    { "<b>\u2068&\u2069</b>", "&lt;b&gt;<b>&amp;</b>&lt;/b&gt;" },
    /* the message's own marks: never an open tag */
    { "\u2069a\u2068b", "a<b>b</b>" },
    { "\u2068\u2068a\u2069\u2069", "<b>a</b>" },
    { "\u2068a\u2068b\u2069c", "<b>ab</b>c" },
    { "日\u2068本\u2069語", "日<b>本</b>語" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = so_hit_markup (rows[i].snippet);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (markup, ==, rows[i].markup);
      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
    }
}

static void
test_hit_describe (void)
{
  SoHit person = { .kind = SO_HIT_CONTACT, .contact_name = (char *) "Ana", .snippet = (char *) "\u2068ana\u2069@example.org", .when = 1000 };
  SoHit message = { .kind = SO_HIT_MESSAGE, .contact_name = (char *) "Ana", .snippet = (char *) "the \u2068fee\u2069", .when = 1 };
  g_autofree char *one = so_hit_describe (&person, 5000), *two = so_hit_describe (&message, 5000);

  g_assert_cmpstr (one, ==, "Ana, person, ana@example.org");
  g_assert_true (g_str_has_prefix (two, "Ana, message, "));
  g_assert_true (g_str_has_suffix (two, ", the fee"));
}

/* What the desktop's search keeps of a hit is enough to open it; what customers wrote stands there only where it may. */
static void
test_shell (void)
{
  static const char *const wrong[] = { "", "contact", "contact/", "message/t", "message//m", "note/a/b/c", "person/a", "search/x", NULL };
  SoHit hits[] = {
    { .kind = SO_HIT_CONTACT, .id = (char *) "c", .contact_name = (char *) "Ana", .snippet = (char *) "\u2068ana\u2069@example.org" },
    { .kind = SO_HIT_MESSAGE, .id = (char *) "m", .thread_id = (char *) "t", .contact_name = (char *) "Ana", .snippet = (char *) "the \u2068fee\u2069", .channel = (char *) "mail", .when = 1 },
    { .kind = SO_HIT_NOTE, .id = (char *) "n", .contact_id = (char *) "c", .contact_name = (char *) "Ana", .snippet = (char *) "a sore knee", .when = 1 },
    { .kind = SO_HIT_KNOWLEDGE, .id = (char *) "k", .contact_name = (char *) "Why?", .snippet = (char *) "Because" },
  };
  static const char *const ids[] = { "contact/c", "message/t/m", "note/c/n", "knowledge/k" };

  for (guint i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_autofree char *id = so_shell_id_of (&hits[i]), *plain = so_hit_dup_plain (&hits[i]);
      g_autoptr (SoHit) back = so_shell_id_parse (id);
      g_autoptr (GVariant) without = g_variant_ref_sink (so_shell_meta (&hits[i], 5000, FALSE)), with = g_variant_ref_sink (so_shell_meta (&hits[i], 5000, TRUE));
      g_autofree char *less = NULL, *more = NULL;
      gboolean private = i == 1 || i == 2;

      g_assert_cmpstr (id, ==, ids[i]);
      g_assert_true (back && back->kind == hits[i].kind && !g_strcmp0 (back->id, hits[i].id));
      g_assert_true (!g_strcmp0 (back->thread_id, hits[i].thread_id) && !g_strcmp0 (back->contact_id, hits[i].contact_id));
      g_assert_true (g_variant_lookup (without, "description", "s", &less) && g_variant_lookup (with, "description", "s", &more));
      g_assert_nonnull (strstr (more, plain));
      g_assert_true ((strstr (less, plain) == NULL) == private);
    }
  for (guint i = 0; wrong[i]; i++)
    g_assert_null (so_shell_id_parse (wrong[i]));
  g_assert_null (so_shell_id_parse (NULL));
}

static void
test_places (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "studio-os-zone.tab", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) zones = NULL, none = NULL;

  g_file_set_contents (path, "# a comment\tof\tthree\nDE\t+5230+01322\tEurope/Berlin\tmost\nBR\t-2332-04637\tAmerica/Sao_Paulo\n"
                             "broken\nXX\t\t\nDE\t+5230\tEurope/Berlin\nQQ\t0\tAntarctica/Nowhere\n", -1, &error);
  g_assert_no_error (error);
  zones = so_places_zones (path);
  none = so_places_zones ("/no/such/table");
  g_assert_true (g_strv_contains ((const char *const *) zones, "Europe/Berlin"));
  g_assert_true (g_strv_contains ((const char *const *) zones, "UTC"));
  g_assert_true (g_strv_contains ((const char *const *) none, "UTC"));
  g_assert_cmpstr (zones[0], ==, "America/Sao_Paulo");
  for (guint i = 1; zones[i]; i++)
    g_assert_cmpstr (zones[i - 1], <, zones[i]);
  g_assert_cmpstr (so_places_calling_code (path, "Europe/Berlin"), ==, "49");
  g_assert_cmpstr (so_places_currency (path, "America/Sao_Paulo"), ==, "BRL");
  g_assert_null (so_places_calling_code (path, "Antarctica/Nowhere"));
  g_assert_null (so_places_currency (path, "Mars/Olympus"));
  for (guint i = 1; so_places_currencies ()[i]; i++)
    g_assert_cmpstr (so_places_currencies ()[i - 1], <, so_places_currencies ()[i]);
  g_remove (path);
}

static void
test_import_paths (void)
{
  g_autofree char *home = g_build_filename (g_get_home_dir (), "Chat.zip", NULL);
  const struct { const char *text, *path; } rows[] = {
    { "/a/b.txt", "/a/b.txt" }, { "  /a/b.txt\n", "/a/b.txt" }, { "'/a b.txt'", "/a b.txt" }, { "\"/a b.txt\"", "/a b.txt" },
    { "'/a", "'/a" }, { "file:///a%20b.txt", "/a b.txt" }, { "~/Chat.zip", home }, { "", NULL }, { "   ", NULL }, { "\"", "\"" },
    { "file://", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = so_import_path_from_text (rows[i].text);

      g_test_message ("%s", rows[i].text);
      if (rows[i].path || path)
        g_assert_cmpstr (path ? path : "", ==, rows[i].path ? rows[i].path : path);
    }
}

static void
test_import_words (void)
{
  g_autoptr (GPtrArray) skipped = g_ptr_array_new ();
  g_autofree char *empty = so_import_skipped_text (NULL), *text = NULL;

  g_ptr_array_add (skipped, (gpointer) "line 3");
  g_ptr_array_add (skipped, (gpointer) "no date");
  g_ptr_array_add (skipped, (gpointer) "half a pair");
  text = so_import_skipped_text (skipped);
  g_assert_cmpstr (text, ==, "line 3\tno date\n");
  g_assert_cmpstr (empty, ==, "");
  for (guint i = 1; i < SO_N_IMPORTS; i++)
    g_assert_cmpstr (so_import_kind_label (i), !=, so_import_kind_label (SO_IMPORT_UNKNOWN));
}

static void
test_contact_summary (void)
{
  g_autoptr (GPtrArray) identities = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  SoContact contact = { .name = (char *) "Ana", .identities = identities, .stage = (char *) "TRIAL_SCHEDULED" };
  g_autofree char *text = NULL, *bare = NULL;

  g_ptr_array_add (identities, so_identity_new (SO_IDENTITY_ALIAS, "Ana", NULL));
  g_ptr_array_add (identities, so_identity_new (SO_IDENTITY_EMAIL, "ana@example.org", NULL));
  text = so_contact_summary (&contact);
  g_assert_cmpstr (text, ==, "ana@example.org · Trial");
  contact.identities = NULL;
  contact.stage = NULL;
  bare = so_contact_summary (&contact);
  g_assert_cmpstr (bare, ==, "");
  g_assert_cmpstr (so_contact_stage_label ("SOMETHING"), ==, "SOMETHING");
}

/* In a narrow row the words of the customer take the place of the way they came. */
static void
test_snippet (void)
{
  static const struct { const char *snippet, *title; gboolean outbound, group, channel; const char *words; } rows[] = {
    { "Hello", NULL, FALSE, FALSE, TRUE, "WhatsApp · Hello" },
    { "Hello", NULL, FALSE, FALSE, FALSE, "Hello" },
    { "Hello", NULL, TRUE, FALSE, TRUE, "WhatsApp · You: Hello" },
    { "Hello", NULL, TRUE, FALSE, FALSE, "You: Hello" },
    { "Hello", "Salsa team", FALSE, TRUE, TRUE, "Salsa team · Hello" },
    { "", NULL, FALSE, FALSE, FALSE, "Attachment" },
    { NULL, NULL, FALSE, FALSE, TRUE, "WhatsApp · Attachment" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoThread thread = { .channel = SO_CHANNEL_WHATSAPP, .snippet = (char *) rows[i].snippet, .title = (char *) rows[i].title, .last_outbound = rows[i].outbound, .group = rows[i].group };
      g_autofree char *words = so_thread_words_snippet (&thread, rows[i].channel);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Why an approved message is still here. */
static void
test_draft_waits (void)
{
  static const char other[] = "Leaves from another computer of the studio when that is on.", hub[] = "Waits for the hub, which says whether another computer sends it.";
  static const struct { SoDraftState state; const char *home; gboolean asks; gint64 now; const char *words; } rows[] = {
    { SO_DRAFT_QUEUED, NULL, FALSE, 90000, NULL },
    { SO_DRAFT_QUEUED, "Front Desk", FALSE, 0, "Leaves from “Front Desk” when that computer is on." },
    { SO_DRAFT_SCHEDULED, "Front Desk", FALSE, 0, "Leaves from “Front Desk” when that computer is on." },
    { SO_DRAFT_QUEUED, "", FALSE, 0, other },
    { SO_DRAFT_QUEUED, NULL, TRUE, 5000 + SO_DRAFT_PATIENCE - 1, NULL },
    { SO_DRAFT_QUEUED, NULL, TRUE, 5000 + SO_DRAFT_PATIENCE, hub },
    { SO_DRAFT_SENDING, "Front Desk", FALSE, 90000, NULL },
    { SO_DRAFT_PROPOSED, "Front Desk", FALSE, 90000, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoDraft draft = { .state = rows[i].state, .home = (char *) rows[i].home, .asks = rows[i].asks, .not_before = 5000 };
      g_autofree char *words = so_draft_words_waits (&draft, rows[i].now);

      g_test_message ("row %u", i);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Two who may be one: what each has, what both have together, and why. */
static void
test_merge_words (void)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free), second = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  const SoContact ana = { .name = (char *) "Ana", .identities = first }, number = { .name = (char *) "+49 151 2", .identities = second };
  const SoPersonCounts many = { .messages = 12, .conversations = 1, .notes = 2 }, one = { .messages = 1 }, none = { 0 };
  const SoLikeness alike = { .why = SO_ALIKE_PHONE, .value = (char *) "+551", .other_value = (char *) "+5519" };
  g_autofree char *person = NULL, *nothing = NULL, *addresses = NULL, *amount = NULL, *done = NULL, *why = NULL;

  g_ptr_array_add (first, so_identity_new (SO_IDENTITY_EMAIL, "ana@example.org", NULL));
  g_ptr_array_add (first, so_identity_new (SO_IDENTITY_ALIAS, "Ana", NULL));
  g_ptr_array_add (second, so_identity_new (SO_IDENTITY_PHONE, "+49 151 2", NULL));
  person = so_merge_words_person (&ana, &many);
  g_assert_cmpstr (person, ==, "ana@example.org · 12 messages · 1 conversation · 2 notes");
  addresses = so_merge_words_addresses (&ana, &number);
  g_assert_cmpstr (addresses, ==, "ana@example.org\n+49 151 2");
  amount = so_merge_words_amount (&many, &one);
  g_assert_cmpstr (amount, ==, "13 messages · 1 conversation · 2 notes");
  nothing = so_merge_words_amount (&none, &none);
  g_assert_cmpstr (nothing, ==, "");
  done = so_merge_words_done ("Ana", "Ana");
  g_assert_cmpstr (done, ==, "They are one person now");
  why = so_merge_words_why (&alike);
  g_assert_cmpstr (why, ==, "One telephone, written in two ways: +551 and +5519");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/fuzzy/order", test_fuzzy_order);
  g_test_add_func ("/ui/merge/words", test_merge_words);
  g_test_add_func ("/ui/fuzzy/fits", test_fuzzy_fits);
  g_test_add_func ("/ui/fuzzy/actions", test_fuzzy_actions);
  g_test_add_func ("/ui/hit/markup", test_hit_markup);
  g_test_add_func ("/ui/hit/describe", test_hit_describe);
  g_test_add_func ("/ui/search/shell", test_shell);
  g_test_add_func ("/ui/places", test_places);
  g_test_add_func ("/ui/import/paths", test_import_paths);
  g_test_add_func ("/ui/import/words", test_import_words);
  g_test_add_func ("/ui/contact/summary", test_contact_summary);
  g_test_add_func ("/ui/words/snippet", test_snippet);
  g_test_add_func ("/ui/words/draft-waits", test_draft_waits);
  return g_test_run ();
}
