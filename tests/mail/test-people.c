/* SPDX-License-Identifier: MIT */
#include "so-mail-people.h"

#include <string.h>

static char *
join (GPtrArray *people)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const SoIdentity *one = people->pdata[i];
      g_string_append_printf (all, "%s%s=%s", i ? " " : "", one->name ? one->name : "", one->value);
    }
  return g_string_free_and_steal (g_steal_pointer (&all));
}

static const struct {
  const char *mail, *senders, *receivers, *lists, *ours;
  gboolean list;
} rows[] = {
  { "From: Ana <ana@x.org>\r\nTo: me@s.org, Ben <ben@x.org>\r\nCc: cleo@x.org\r\n\r\nTo: body@x.org\r\n",
    "Ana=ana@x.org", "=me@s.org Ben=ben@x.org =cleo@x.org", "", "", FALSE },
  { "From: Ana <ana@x.org>\nReply-To: Ana's list <team@x.org>\nTo: friends: ben@x.org, cleo@x.org;\n\nx", "Ana's list=team@x.org", "=ben@x.org =cleo@x.org", "", "", FALSE },
  { "Delivered-To: hello@s.org\r\nX-Original-To: info@s.org\r\nDelivered-To: me+x@s.org\r\nFrom: a@x.org\r\n\r\n", "=a@x.org", "", "", "=hello@s.org =info@s.org =me+x@s.org", FALSE },
  { "From: a@x.org\r\nTo: salsa@l.org\r\nList-Post: <mailto:salsa@l.org?subject=%20x>\r\n\r\n", "=a@x.org", "=salsa@l.org", "=salsa@l.org", "", TRUE },
  { "From: a@x.org\r\nTo: salsa@l.org\r\nList-Id: Salsa <salsa.l.org>\r\n\r\n", "=a@x.org", "=salsa@l.org", "", "", TRUE },
  { "From: a@x.org\r\nPrecedence: bulk\r\nList-Post: NO\r\n\r\n", "=a@x.org", "", "", "", TRUE },
  { "From: undisclosed\r\nTo: undisclosed-recipients:;\r\n\r\n", "=undisclosed", "", "", "", FALSE },
  { "", "", "", "", "", FALSE }, { "\r\n\r\nTo: a@x.org", "", "", "", "", FALSE }, { "no header at all", "", "", "", "", FALSE },
};

static void
test_headers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) mail = g_bytes_new_static (rows[i].mail, strlen (rows[i].mail));
      g_autoptr (SoMailPeople) people = so_mail_people_read (mail);
      g_autofree char *senders = join (people->senders), *receivers = join (people->receivers), *lists = join (people->lists), *ours = join (people->ours);

      g_test_message ("%s", rows[i].mail);
      g_assert_cmpstr (senders, ==, rows[i].senders);
      g_assert_cmpstr (receivers, ==, rows[i].receivers);
      g_assert_cmpstr (lists, ==, rows[i].lists);
      g_assert_cmpstr (ours, ==, rows[i].ours);
      g_assert_cmpint (people->list, ==, rows[i].list);
    }
}

/* What nests without end ends nothing, and a header without end is cut. */
static void
test_hostile (void)
{
  g_autoptr (GString) mail = g_string_new ("To: ");
  g_autoptr (GBytes) bytes = NULL, empty = g_bytes_new (NULL, 0);
  g_autoptr (SoMailPeople) people = NULL, none = so_mail_people_read (empty);

  for (guint i = 0; i < 300000; i++)
    g_string_append (mail, i % 2 ? "((((" : "a:b@x.org,");
  bytes = g_bytes_new (mail->str, mail->len);
  people = so_mail_people_read (bytes);
  g_assert_cmpuint (people->receivers->len, <=, 1000);
  g_assert_cmpuint (none->receivers->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/people/headers", test_headers);
  g_test_add_func ("/mail/people/hostile", test_hostile);
  return g_test_run ();
}
