/* SPDX-License-Identifier: MIT */
#include "so-address-list.h"

static const struct {
  const char *line;
  const char *back;     /* as it is written again; NULL: empty */
  const char *wrong;    /* what is no address */
} rows[] = {
  { NULL, NULL, NULL }, { "", NULL, NULL }, { " , ;\n ", NULL, NULL },
  { "ana@example.org", "ana@example.org", NULL },
  { " ana@example.org ,ben@example.org;cleo@example.org\ndora@example.org", "ana@example.org, ben@example.org, cleo@example.org, dora@example.org", NULL },
  { "Ana <ana@example.org>, ben@example.org", "Ana <ana@example.org>, ben@example.org", NULL },
  { "\"Perez, Ana\" <ana@example.org>", "\"Perez, Ana\" <ana@example.org>", NULL },
  { "Ana\r\nBcc: all@example.org <ana@example.org>", NULL, "Ana" },
  { "\"Ana\r\nX-Evil: 1\" <ana@example.org>", "\"Ana  X-Evil: 1\" <ana@example.org>", NULL },
  { "Ana <ana@example.org>, ANA@Example.org, ana+dance@example.org", "Ana <ana@example.org>", NULL },
  { "a.na@gmail.com, ana@googlemail.com, an.a+x@gmail.com", "a.na@gmail.com", NULL },
  { "a.na@example.org, ana@example.org", "a.na@example.org, ana@example.org", NULL },
  { "ana@b\303\274cher.example", "ana@b\303\274cher.example", NULL },
  { "ana", NULL, "ana" }, { "ben@example.org, ana@, cleo@example.org", NULL, "ana@" }, { "ana@example.org ben@example.org", NULL, "ana@example.org ben@example.org" },
  { "Ana <ana@example.org", NULL, "Ana <ana@example.org" }, { "Ana <ana@example.org> x", NULL, "Ana <ana@example.org> x" },
  { "ana@example..org", NULL, "ana@example..org" }, { "ana@.org", NULL, "ana@.org" }, { "@example.org", NULL, "@example.org" },
  { "\"never closed <ana@example.org>, ben@example.org", NULL, "\"never closed <ana@example.org>, ben@example.org" },
};

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *wrong = NULL, *again = NULL;
      g_autoptr (GPtrArray) list = so_address_list_parse (rows[i].line, &wrong);
      g_autofree char *back = list ? so_address_list_write (list) : NULL;

      g_test_message ("%s", rows[i].line);
      g_assert_cmpstr (wrong, ==, rows[i].wrong);
      g_assert_true ((list == NULL) == (rows[i].wrong != NULL));
      g_assert_cmpstr (back, ==, rows[i].back);
      if (back)
        {
          g_autoptr (GPtrArray) second = so_address_list_parse (back, &wrong);
          again = so_address_list_write (second);
          g_assert_cmpstr (again, ==, back);
        }
    }
}

static void
test_too_many (void)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *wrong = NULL;
  g_autoptr (GPtrArray) most = NULL;

  for (guint i = 0; i < SO_ADDRESS_LIST_MOST; i++)
    g_string_append_printf (line, "a%u@example.org, ", i);
  most = so_address_list_parse (line->str, &wrong);
  g_assert_cmpuint (most->len, ==, SO_ADDRESS_LIST_MOST);
  g_assert_true (so_address_list_has (most, "A7+x@EXAMPLE.org"));
  g_assert_false (so_address_list_has (most, "b7@example.org") || so_address_list_has (most, "nobody") || so_address_list_has (NULL, "a7@example.org"));
  g_string_append (line, "ben@example.org");
  g_assert_null (so_address_list_parse (line->str, &wrong));
  g_assert_null (wrong);
}

static void
test_copies (void)
{
  static const struct { const char *line, *cc, *bcc, *joined; } lines[] = {
    { NULL, NULL, NULL, NULL }, { "", NULL, NULL, NULL }, { "a@x.org", "a@x.org", NULL, "a@x.org" },
    { "a@x.org, b@x.org Bcc: c@x.org", "a@x.org, b@x.org", "c@x.org", "a@x.org, b@x.org bcc: c@x.org" },
    { "a@x.org, bcc:c@x.org,", "a@x.org", "c@x.org", "a@x.org bcc: c@x.org" }, { "BCC: c@x.org", NULL, "c@x.org", "bcc: c@x.org" },
    { "cc: a@x.org", "a@x.org", NULL, "a@x.org" }, { "bcc: ", NULL, NULL, NULL }, { "abcc:@x.org", "abcc:@x.org", NULL, "abcc:@x.org" },
    { "\"Bcc: me\" <a@x.org>", "\"Bcc: me\" <a@x.org>", NULL, "\"Bcc: me\" <a@x.org>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *cc = NULL, *bcc = NULL, *joined = NULL;

      g_test_message ("%s", lines[i].line);
      so_copies_split (lines[i].line, &cc, &bcc);
      g_assert_cmpstr (cc, ==, lines[i].cc);
      g_assert_cmpstr (bcc, ==, lines[i].bcc);
      joined = so_copies_join (cc, bcc);
      g_assert_cmpstr (joined, ==, lines[i].joined);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/address-list/lines", test_lines);
  g_test_add_func ("/model/address-list/too-many", test_too_many);
  g_test_add_func ("/model/address-list/copies", test_copies);
  return g_test_run ();
}
