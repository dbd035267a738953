/* SPDX-License-Identifier: MIT */
#include "so-answers-page.h"

#include "so-error.h"
#include "so-knowledge.h"
#include "so-test-server.h"

#include <string.h>

#define N_NUMBERS 6
#define HTML "Content-Type: text/html; charset=utf-8\r\n"

/* "Where?=Here|When?=Now" */
static char *
describe (GPtrArray *entries)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (found, "%s%s=%s", i ? "|" : "", ((SoKnowledge *) entries->pdata[i])->question, ((SoKnowledge *) entries->pdata[i])->answer);
  return g_string_free_and_steal (g_steal_pointer (&found));
}

static void
test_read (void)
{
  static const struct { const char *html, *is; } rows[] = {
    { "<h1>FAQ</h1><p>Welcome</p><h3>Where are you?</h3><p>Here &amp; there.</p><h3 class='x'>When?</h3><div>Now</div>", "Where are you?=Here & there.|When?=Now" },
    { "<dl><dt>Cards?</dt><dd>Yes</dd><dt>Cash?</dt><dd>Yes, <b>too</b></dd></dl>", "Cards?=Yes|Cash?=Yes, too" },
    { "<details><summary>Dogs?</summary>Small ones.</details><details><summary>Cats?</summary>No.</details>", "Dogs?=Small ones.|Cats?=No." },
    { "<nav><h2>Why?</h2>x<nav></nav>y</nav><H2>Cost?</H2>15 €<footer>Imprint <footer>a</footer></footer>", "Cost?=15 €" },
    { "<h2>Cost?</h2>15 €<h2>Our teachers</h2>Ana, Bo", "Cost?=15 €" },
    { "<script>var a = '<h2>Evil?</h2> yes';</script><h2>Good?</h2>Yes", "Good?=Yes" },
    { "<h2>Open?<", "" }, { "<footer", "" }, { "<", "" }, { "", "" }, { "Just words", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) entries = so_answers_read_page (rows[i].html);
      g_autofree char *is = describe (entries);

      g_assert_cmpstr (is, ==, rows[i].is);
    }
}

/* Bytes of nobody: never a crash. */
static void
test_odd (void)
{
  static const char good[] = "<nav><h2>Why?</h2></nav><details><summary>Where?</summary>Here</details><footer>x</footer>";
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);

  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *bytes = g_strdup (good), *valid = NULL;
      g_autoptr (GPtrArray) entries = NULL;

      for (guint k = 0; k < 4; k++)
        bytes[g_rand_int_range (dice, 0, sizeof good - 1)] = "<>/ \"h2?\n\xc3"[g_rand_int_range (dice, 0, 10)];
      valid = g_utf8_make_valid (bytes, -1);
      entries = so_answers_read_page (valid);
    }
}

static void
assert_page (SoTestServer *server, const char *path, const char *is, const char *says)
{
  g_autofree char *url = so_test_server_url (server, path), *found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = so_answers_load_page (url, TRUE, NULL, &error);

  found = entries ? describe (entries) : NULL;
  g_assert_cmpstr (found, ==, is);
  if (is)
    return;
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_fetch (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autofree char *large = g_strnfill (3 << 20, 'x'), *heard = NULL;

  so_test_server_answer (server, "301 Moved", "Location: /faq\r\n", "");
  so_test_server_answer (server, "200 OK", HTML, "<h2>Where?</h2>Here");
  assert_page (server, "/", "Where?=Here", NULL);
  heard = so_test_server_heard (server, 1);
  g_assert_true (g_str_has_prefix (heard, "GET /faq "));
  g_assert_null (strstr (heard, "Cookie"));
  so_test_server_answer (server, "200 OK", "Content-Type: text/html\r\n", "<h2>Wo?</h2>K\xf6ln");
  assert_page (server, "/", "Wo?=Köln", NULL);
  so_test_server_answer (server, "200 OK", "Content-Type: text/plain\r\n", "Q: Where?\nA: Here");
  assert_page (server, "/", "Where?=Here", NULL);
  so_test_server_answer (server, "200 OK", "Content-Type: application/pdf\r\n", "%PDF");
  assert_page (server, "/", NULL, "no web page");
  so_test_server_answer (server, "200 OK", HTML, "<h2>Contact</h2>Here");
  assert_page (server, "/", NULL, "No question");
  so_test_server_answer (server, "404 Not Found", HTML, "<h2>Where?</h2>Here");
  assert_page (server, "/", NULL, "could not be fetched");
  so_test_server_answer (server, "200 OK", HTML, large);
  assert_page (server, "/", NULL, "could not be fetched");
  so_test_server_answer (server, "302 Found", "Location: /again\r\n", "");
  assert_page (server, "/", NULL, "could not be fetched");
}

/* Whatever it is called: nothing of this computer or its network answers a page that an owner was given. */
static void
test_private (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autofree char *own = so_test_server_url (server, "/");
  const char *port = strrchr (own, ':');
  /* The last ones are names to the resolver, and may be none. */
  static const char *const hosts[] = { "http://127.0.0.1", "https://127.0.0.1", "http://localhost", "https://[::1]", "https://0.0.0.0", "https://[::ffff:127.0.0.1]", "https://127.1", "https://2130706433" };

  so_test_server_answer (server, "200 OK", HTML, "<h2>Where?</h2>Here");
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *url = g_strconcat (hosts[i], port, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = so_answers_load (url, NULL, &error);

      g_assert_null (entries);
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_test_message ("%s", error->message);
      if (i < N_NUMBERS)
        g_assert_nonnull (strstr (error->message, "private network"));
    }
  /* The connection of a number is given up while it is made: not a byte is said. */
  for (guint i = 0; i < so_test_server_count (server); i++)
    {
      g_autofree char *heard = so_test_server_heard (server, i);

      g_assert_cmpstr (heard, ==, "");
    }
}

/* What is no address of a page is a file's name, and never fetched. */
static void
test_addresses (void)
{
  static const char *const bad[] = { "file:///etc/passwd", "ftp://x.example/", "/etc/hosts", "https", "faq.md", "javascript:1" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (so_answers_is_page (bad[i]));
  g_assert_true (so_answers_is_page ("HTTPS://x.example") && so_answers_is_page ("http://x.example"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/answers-page/read", test_read);
  g_test_add_func ("/engine/answers-page/odd", test_odd);
  g_test_add_func ("/engine/answers-page/fetch", test_fetch);
  g_test_add_func ("/engine/answers-page/private", test_private);
  g_test_add_func ("/engine/answers-page/addresses", test_addresses);
  return g_test_run ();
}
