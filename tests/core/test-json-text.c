/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-error.h"
#include "so-json-text.h"
#include "so-json.h"

static char *
rewrite (const char *data, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoJsonText) text = so_json_text_new (data, length, 0, &error);
  GString *out;

  if (!text)
    {
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      return NULL;
    }
  out = g_string_new (NULL);
  so_json_text_write (text, SO_JSON_TEXT_ROOT, out);
  return g_string_free_and_steal (out);
}

static void
test_table (void)
{
  static const struct { const char *text, *written; } rows[] = {
    { "{}", "{}" }, { " [ ] ", "[]" }, { " \n{ \"a\" : [1, 2.5, true, false, null, \"x\"] }\t", "{\"a\":[1,2.5,true,false,null,\"x\"]}" },
    { "{\"a\":{\"b\":[{}]},\"c\":0}", "{\"a\":{\"b\":[{}]},\"c\":0}" }, { "[\"\\u00e9\\n\\\\\\/\\u0041\"]", "[\"é\\u000a\\\\/A\"]" },
    { "[\"\\ud83d\\ude00\"]", "[\"😀\"]" }, { "[\"\\ud83d\", \"\\u0000\"]", "[\"\xef\xbf\xbd\",\"\xef\xbf\xbd\"]" }, { "[1e999,-1e400]", "[null,null]" },
    { "[1E2,1.50,-0,9223372036854775808]", "[100,1.5,0,9.2233720368547758e+18]" }, { "{\"\\u0061\":1}", "{\"a\":1}" },
    { "", NULL }, { " ", NULL }, { "{}{}", NULL }, { "[][]", NULL }, { "{'a':1}", NULL }, { "/*c*/{}", NULL }, { "{}//c", NULL }, { "null", NULL }, { "1", NULL },
    { "\"text\"", NULL }, { "{\"a\":1,}", NULL }, { "[1,]", NULL }, { "[,]", NULL }, { "{\"a\" 1}", NULL }, { "{a:1}", NULL }, { "{\"a\":}", NULL }, { "[", NULL },
    { "{", NULL }, { "]", NULL }, { "{]", NULL }, { "[}", NULL }, { "[1 2]", NULL }, { "[\"a]", NULL }, { "[\"\\", NULL }, { "[\"\\u12", NULL }, { "[\"\\x\"]", NULL },
    { "[01]", NULL }, { "[1.]", NULL }, { "[.5]", NULL }, { "[+1]", NULL }, { "[1e]", NULL }, { "[-]", NULL }, { "[tru]", NULL }, { "[\"\n\"]", NULL }, { "[NaN]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *written = rewrite (rows[i].text, -1);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (written, ==, rows[i].written);
    }
  g_assert_null (rewrite ("[\"\xff\"]", -1));
  g_assert_null (rewrite ("{}\0{}", 5));
}

static void
test_places (void)
{
  g_autoptr (SoJsonText) text = so_json_text_new ("{\"what\":\"pull\",\"ops\":[{\"n\":1,\"v\": {\"a\":\"x\\ty\",\"b\":2.75}},[],7],\"end\":true}", -1, 0, NULL);
  SoJsonPlace ops = so_json_text_member (text, SO_JSON_TEXT_ROOT, "ops"), op = so_json_text_first (text, ops), val = so_json_text_member (text, op, "v"), empty, last;
  gsize length;

  g_assert_cmpstr (so_json_text_string (text, so_json_text_member (text, SO_JSON_TEXT_ROOT, "what")), ==, "pull");
  g_assert_cmpint (so_json_text_kind (text, ops), ==, SO_JSON_LIST);
  g_assert_cmpint (so_json_text_int (text, so_json_text_member (text, op, "n")), ==, 1);
  g_assert_cmpstr (so_json_text_raw (text, val), ==, "{\"a\":\"x\\ty\",\"b\":2.75}");
  g_assert_cmpstr (so_json_text_name (text, val), ==, "v");
  g_assert_cmpstr (so_json_text_string (text, so_json_text_member (text, val, "a")), ==, "x\ty");
  g_assert_null (so_json_text_plain (text, so_json_text_member (text, val, "a"), &length));
  g_assert_nonnull (so_json_text_plain (text, so_json_text_member (text, SO_JSON_TEXT_ROOT, "what"), &length));
  g_assert_cmpuint (length, ==, 4);
  g_assert_cmpint (so_json_text_int (text, so_json_text_member (text, val, "b")), ==, 2);
  empty = so_json_text_next (text, op);
  g_assert_cmpuint (so_json_text_first (text, empty), ==, 0);
  last = so_json_text_next (text, empty);
  g_assert_cmpint (so_json_text_int (text, last), ==, 7);
  g_assert_cmpuint (so_json_text_next (text, last), ==, 0);
  g_assert_cmpuint (so_json_text_first (text, last), ==, 0);
  /* What is not there has nothing. */
  g_assert_cmpint (so_json_text_kind (text, so_json_text_member (text, op, "nothing")), ==, SO_JSON_NONE);
  g_assert_null (so_json_text_string (text, 0));
  g_assert_cmpuint (so_json_text_first (text, 0), ==, 0);
  g_assert_cmpint (so_json_text_int (text, 100000), ==, 0);
}

static gboolean
is_clear (const char *data)
{
  g_autoptr (SoJsonText) text = so_json_text_new (data, -1, 0, NULL);

  return so_json_text_is_clear (text, SO_JSON_TEXT_ROOT);
}

static void
test_clear (void)
{
  g_autoptr (GString) many = g_string_new ("{\"n0\":0");

  for (guint i = 1; i < 5000; i++)
    g_string_append_printf (many, ",\"n%u\":%u", i, i);
  g_assert_true (is_clear ("{\"a\":1,\"b\":{\"a\":[{\"a\":1},{\"a\":1}]}}"));
  g_assert_false (is_clear ("{\"a\":1,\"a\":2}"));
  g_assert_false (is_clear ("[{\"b\":{\"a\":1,\"c\":1,\"a\":2}}]"));
  g_assert_false (is_clear ("{\"\\u0061\":1}"));
  g_string_append_c (many, '}');
  g_assert_true (is_clear (many->str));
  g_string_truncate (many, many->len - 1);
  g_string_append (many, ",\"n17\":1}");
  g_assert_false (is_clear (many->str));
}

/* What one of the two readers takes the other one takes, and both read the same. */
static void
test_same (void)
{
  static const char *const seeds[] = { "{\"what\":\"push\",\"ops\":[{\"n\":1,\"b\":[5,\"d\"],\"v\":{\"a\":\"x\\u00e9\\n\",\"c\":-1.5e3}}]}", "[[],{},null,true,false,\"\\ud83d\\ude00\"]" };
  static const char alphabet[] = "{}[]\",:\\0123456789eE+-.truefalsn \n\xc3\xa9\x01u/";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint taken = 0;

  for (guint i = 0; i < 60000; i++)
    {
      g_autofree char *text = g_strdup (seeds[i % 2]), *mine = NULL;
      gsize length = strlen (text);
      JsonNode *node;

      for (gint k = g_rand_int_range (rand, 0, 4); k > 0; k--)
        text[g_rand_int_range (rand, 0, (gint32) length)] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      node = so_json_parse (text, -1, 0, NULL);
      mine = rewrite (text, -1);
      /* json-glib takes control characters in strings, numbers such as 01 and much else. */
      if (mine && !node)
        g_error ("json-glib does not take %s", text);
      taken += mine != NULL;
      /* Of what is said twice one takes the last, and the other all. */
      if (node && mine && is_clear (text))
        {
          g_autofree char *theirs = so_json_write (node, FALSE), *again = rewrite (theirs, -1);

          g_assert_cmpstr (mine, ==, again);
        }
      g_clear_pointer (&node, json_node_unref);
    }
  g_assert_cmpuint (taken, >, 5000);
}

static void
test_limits (void)
{
  g_autofree char *deep = g_strnfill (64, '['), *close = g_strnfill (64, ']'), *good = g_strconcat (deep, close, NULL), *bad = g_strconcat ("[", good, "]", NULL);
  g_autofree char *written = rewrite (good, -1);

  g_assert_cmpstr (written, ==, good);
  g_assert_null (rewrite (bad, -1));
  g_assert_null (so_json_text_new ("[1]", -1, 2, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-text/table", test_table);
  g_test_add_func ("/json-text/places", test_places);
  g_test_add_func ("/json-text/clear", test_clear);
  g_test_add_func ("/json-text/same", test_same);
  g_test_add_func ("/json-text/limits", test_limits);
  return g_test_run ();
}
