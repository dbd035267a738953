/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-error.h"
#include "so-json.h"

static JsonNode *
parse (const char *text, gssize length, gsize max)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = so_json_parse (text, length, max, &error);

  g_assert_true ((node == NULL) == (error != NULL));
  if (!node)
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  return node;
}

static gboolean
is_accepted (const char *text, gssize length)
{
  JsonNode *node = parse (text, length, 0);
  gboolean ok = node != NULL;

  g_clear_pointer (&node, json_node_unref);
  return ok;
}

static void
test_table (void)
{
  static const struct { const char *text; gboolean ok; } rows[] = {
    { "{}", TRUE }, { "[]", TRUE }, { " \n{ \"a\" : [1, 2.5, true, null, \"x\"] }\t", TRUE },
    { "{\"a\":{\"b\":[{}]}}", TRUE }, { "[\"\\u00e9\\n\\\\\"]", TRUE }, { "{\"a\":1,\"a\":2}", TRUE },
    { "", FALSE }, { " ", FALSE }, { "{}{}", FALSE }, { "[][]", FALSE }, { "{'a':1}", FALSE }, { "/*c*/{}", FALSE },
    { "{}//c", FALSE }, { "\"\"{}", FALSE }, { "null", FALSE }, { "1", FALSE }, { "\"text\"", FALSE }, { "true", FALSE },
    { "{\"a\":1,}", FALSE }, { "[1,]", FALSE }, { "[,]", FALSE }, { "{\"a\" 1}", FALSE }, { "{a:1}", FALSE }, { "{\"a\":}", FALSE },
    { "[", FALSE }, { "{", FALSE }, { "]", FALSE }, { "}", FALSE }, { "{]", FALSE }, { "[}", FALSE }, { "[1 2]", FALSE },
    { "[\"a]", FALSE }, { "[\"\\", FALSE }, { "[\"\\u12", FALSE }, { "var a = {};", FALSE }, { "<html></html>", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (is_accepted (rows[i].text, -1), ==, rows[i].ok);
    }
}

static char *
nested (guint depth, char open, char close)
{
  char *text = g_malloc (2 * depth + 1);

  memset (text, open, depth);
  memset (text + depth, close, depth);
  text[2 * depth] = 0;
  return text;
}

static void
test_depth (void)
{
  g_autofree char *allowed = nested (SO_JSON_MAX_DEPTH, '[', ']'), *deep = nested (SO_JSON_MAX_DEPTH + 1, '[', ']'),
                  *million = nested (1000000, '[', ']'), *closing = nested (1000000, ']', '['),
                  *quoted = g_strconcat ("[\"\\\"", deep, "\"]", NULL);

  g_assert_true (is_accepted (allowed, -1));
  g_assert_false (is_accepted (deep, -1));
  g_assert_false (is_accepted (million, -1));
  g_assert_false (is_accepted (closing, -1));
  g_assert_true (is_accepted (quoted, -1));
}

static void
test_size (void)
{
  g_autofree char *text = g_malloc (SO_JSON_MAX_BYTES + 2);
  JsonNode *node;

  memset (text, ' ', SO_JSON_MAX_BYTES + 2);
  text[0] = '[';
  text[SO_JSON_MAX_BYTES - 1] = ']';
  g_assert_true (is_accepted (text, SO_JSON_MAX_BYTES));
  g_assert_false (is_accepted (text, SO_JSON_MAX_BYTES + 1));
  node = parse (text, SO_JSON_MAX_BYTES + 1, SO_JSON_MAX_BYTES + 1);
  g_assert_nonnull (node);
  json_node_unref (node);
  g_assert_null (parse ("[1]", 3, 2));
}

static void
test_bytes (void)
{
  static const struct { const char *text; gssize length; } bad[] = {
    { "[\"a\0b\"]", 7 }, { "[]\0", 3 }, { "\0[]", 3 }, { "[\"\xff\"]", 5 }, { "[\"\xc3\"]", 5 }, { "[\"\xed\xa0\x80\"]", 7 },
    { "[\"\xc0\xaf\"]", 6 }, { "\xef\xbb\xbf", 3 }, { "\xff\xfe[\0]\0", 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (is_accepted (bad[i].text, bad[i].length));
}

/* Odd characters are repaired, so that one name of a phone does not lose a whole export. */
static void
test_repair (void)
{
  static const struct { const char *text, *value; } rows[] = {
    { "[\"\\ud83d\"]", "\357\277\275" }, { "[\"\\ude00\"]", "\357\277\275" }, { "[\"a\\u0000b\"]", "a\357\277\275b" },
    { "[\"\\ud83d\\ude00\"]", "\360\237\230\200" }, { "[\"\\ud83d\\ud83d\\ude00\"]", "\357\277\275\360\237\230\200" },
    { "[\"\\ud83dx\"]", "\357\277\275x" }, { "[\"\\ud83d\\n\"]", "\357\277\275\n" }, { "[\"\\\\ud83d\"]", "\\ud83d" },
    { "[\"\\\\\\u0000\"]", "\\\357\277\275" }, { "[\"\\uD83D\\uDE00\"]", "\360\237\230\200" }, { "[\"\\\\u0000\"]", "\\u0000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JsonNode *node = parse (rows[i].text, -1, 0);

      g_test_message ("%s", rows[i].text);
      g_assert_nonnull (node);
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==, rows[i].value);
      json_node_unref (node);
    }
}

static void
test_truncated (void)
{
  static const char sample[] =
    "{\"messages\":[{\"from\":\"Ren\\u00e9 \\ud83d\\ude00\",\"at\":1763722167,\"score\":-1.5e3,\"ok\":true,\"none\":null},"
    "{\"text\":\"D\303\274\\\"\\\\\\/\\n\",\"list\":[[],{},[1,2,[3]]]}]}";

  for (gsize n = 0; n < sizeof sample - 1; n++)
    g_assert_false (is_accepted (sample, (gssize) n));
  g_assert_true (is_accepted (sample, sizeof sample - 1));
}

/* One byte of a good document replaced by each of some others: refused or read, never a crash. */
static void
test_mutated (void)
{
  static const char sample[] = "{\"a\":[1,\"\\ud83d\\ude00\",{\"b\":null}],\"c\":-0.5}";
  static const char others[] = "{}[]\",:\\u0e-+/*'\n\t\x7f\x01\xff";

  for (gsize i = 0; i < sizeof sample - 1; i++)
    for (gsize k = 0; k < sizeof others; k++)
      {
        g_autofree char *copy = g_strdup (sample);
        copy[i] = others[k];
        is_accepted (copy, sizeof sample - 1);
      }
}

static void
test_members (void)
{
  JsonNode *node = parse ("{\"s\":\"x\",\"i\":5,\"d\":2.9,\"big\":1e999,\"neg\":-1e999,\"b\":true,\"n\":null,\"o\":{\"k\":\"v\"},"
                          "\"a\":[{\"k\":1},2],\"long\":9223372036854775807,\"at\":\"1970-01-01T00:00:01.500Z\"}", -1, 0);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (so_json_string (object, "s"), ==, "x");
  g_assert_null (so_json_string (object, "i"));
  g_assert_null (so_json_string (object, "n"));
  g_assert_null (so_json_string (object, "missing"));
  g_assert_null (so_json_string (NULL, "s"));
  g_assert_cmpint (so_json_int (object, "i"), ==, 5);
  g_assert_cmpint (so_json_int (object, "d"), ==, 2);
  g_assert_cmpint (so_json_int (object, "b"), ==, 1);
  g_assert_cmpint (so_json_int (object, "long"), ==, G_MAXINT64);
  g_assert_cmpint (so_json_int (object, "big"), ==, 0);
  g_assert_cmpint (so_json_int (object, "neg"), ==, 0);
  g_assert_cmpint (so_json_int (object, "s"), ==, 0);
  g_assert_cmpint (so_json_int (object, "o"), ==, 0);
  g_assert_cmpint (so_json_time (object, "at"), ==, 1500);
  g_assert_cmpint (so_json_time (object, "s"), ==, 0);
  g_assert_cmpint (so_json_time (object, "i"), ==, 0);
  g_assert_cmpint (so_json_time (NULL, "at"), ==, 0);
  g_assert_cmpstr (so_json_string (so_json_object (object, "o"), "k"), ==, "v");
  g_assert_null (so_json_object (object, "a"));
  g_assert_null (so_json_array (object, "o"));
  g_assert_nonnull (so_json_element (so_json_array (object, "a"), 0));
  g_assert_null (so_json_element (so_json_array (object, "a"), 1));
  g_assert_null (so_json_element (so_json_array (object, "a"), 2));
  g_assert_null (so_json_element (so_json_array (object, "missing"), 0));
  json_node_unref (node);
}

static void
test_write (void)
{
  JsonNode *node = parse ("{ \"a\": [1, \"\\u00e9\", 1e999, -1e999], \"b\": 1e999 }", -1, 0);
  g_autofree char *text = so_json_write (node, FALSE);

  g_assert_cmpstr (text, ==, "{\"a\":[1,\"é\",null,null],\"b\":null}");
  json_node_unref (node);
}

/* What is there and an object; a list, or nothing at all, is none. */
static void
test_root (void)
{
  g_autoptr (JsonNode) object = parse ("{ \"a\": 1 }", -1, 0), list = parse ("[{ \"a\": 1 }]", -1, 0);

  g_assert_cmpint (so_json_int (so_json_root (object), "a"), ==, 1);
  g_assert_null (so_json_root (list));
  g_assert_null (so_json_root (NULL));
  g_assert_cmpint (so_json_int (so_json_element (json_node_get_array (list), 0), "a"), ==, 1);
}

static void
test_write_object (void)
{
  JsonObject *object = json_object_new ();
  g_autofree char *empty = so_json_write_object (json_object_new ()), *text = NULL;

  json_object_set_string_member (object, "a", "é\"");
  text = so_json_write_object (object);
  g_assert_cmpstr (text, ==, "{\"a\":\"é\\\"\"}");
  g_assert_cmpstr (empty, ==, "{}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/json/table", test_table);
  g_test_add_func ("/core/json/depth", test_depth);
  g_test_add_func ("/core/json/size", test_size);
  g_test_add_func ("/core/json/bytes", test_bytes);
  g_test_add_func ("/core/json/repair", test_repair);
  g_test_add_func ("/core/json/truncated", test_truncated);
  g_test_add_func ("/core/json/mutated", test_mutated);
  g_test_add_func ("/core/json/members", test_members);
  g_test_add_func ("/core/json/write", test_write);
  g_test_add_func ("/core/json/root", test_root);
  g_test_add_func ("/core/json/write-object", test_write_object);
  return g_test_run ();
}
