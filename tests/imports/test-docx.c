/* SPDX-License-Identifier: MIT */
#include "so-error.h"
#include "so-import-docx.h"
#include "so-import-faq.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

#define P(text) "<w:p><w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r></w:p>"
#define BOLD(text) "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>" text "</w:t></w:r></w:p>"
#define HEAD(text) "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define ITEM(text) "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define ROW(a, b) "<w:tr><w:tc>" P (a) "</w:tc><w:tc>" P (b) "</w:tc></w:tr>"
#define BODY(inside) "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"x\"><w:body>" inside "</w:body></w:document>"

/* "Where?=Here|When?=Now" */
static char *
find (const char *xml)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = so_docx_parse (xml, strlen (xml), &error);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  entries = so_faq_parse (NULL, text, strlen (text));
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (found, "%s%s=%s", i ? "|" : "", ((SoKnowledge *) entries->pdata[i])->question, ((SoKnowledge *) entries->pdata[i])->answer);
  return g_string_free_and_steal (g_steal_pointer (&found));
}

/* As people write such lists. */
static void
test_forms (void)
{
  static const struct { const char *xml, *is; } rows[] = {
    { BODY (P ("Where are you?") P ("Here &amp; there.") P ("When?") P ("Now")), "Where are you?=Here & there.|When?=Now" },
    { BODY (HEAD ("Parking") P ("Behind the house.") P ("Two places.")), "Parking=Behind the house.\n\nTwo places." },
    { BODY (BOLD ("Do you take cards") P ("Yes")), "Do you take cards=Yes" },
    { BODY (BOLD ("Q: Cards?") P ("A: Yes")), "Cards?=Yes" },
    { BODY (P ("What do I bring?") ITEM ("Shoes") ITEM ("Water")), "What do I bring?=- Shoes\n- Water" },
    { BODY (ITEM ("Where?") P ("Here") ITEM ("When?") P ("Now")), "Where?=Here|When?=Now" },
    { BODY ("<w:tbl>" ROW ("Question", "Answer") ROW ("Where", "Here") ROW ("When", "Now") "</w:tbl>"), "Where=Here|When=Now" },
    { BODY ("<w:p><w:r><w:t>Wh</w:t></w:r><w:del><w:r><w:t>om</w:t></w:r></w:del><w:r><w:t>ere?</w:t></w:r></w:p>" P ("Here")), "Where?=Here" },
    { BODY ("<w:p><w:r><w:t>Where?</w:t><w:br/><w:t>Here</w:t></w:r></w:p>"), "Where?=Here" },
    { BODY ("<w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>Just a line</w:t></w:r></w:p>" P ("and one more")), "" },
    { BODY (""), "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *is = find (rows[i].xml);

      g_assert_cmpstr (is, ==, rows[i].is);
    }
}

/* A zip of one entry; @size bytes of white space before its end where that is not 0. */
static char *
write_zip (const char *folder, const char *name, const char *content, gsize size)
{
  char *path = g_build_filename (folder, "faq.docx", NULL);
  g_autofree char *piece = g_strnfill (1 << 16, ' ');
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (gint64) (strlen (content) + size));
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  for (gsize left = size; left; left -= MIN (left, 1 << 16))
    archive_write_data (archive, piece, MIN (left, 1 << 16));
  archive_write_data (archive, content, strlen (content));
  archive_entry_free (entry);
  archive_write_free (archive);
  return path;
}

static void
refuse (const char *folder, const char *name, const char *content, gsize size, const char *says)
{
  g_autofree char *path = write_zip (folder, name, content, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = so_faq_load (path, &error);

  g_assert_null (none);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("docx-XXXXXX", NULL), *path = write_zip (folder, "word/document.xml", BODY (P ("Where?") P ("Here")), 0), *cut = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = so_faq_load (path, &error), none = NULL;
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (g_file_get_contents (path, &cut, &length, NULL));
  for (gsize n = 0; n < length; n += 7)
    {
      g_autoptr (GPtrArray) part = NULL;

      g_assert_true (g_file_set_contents (path, cut, (gssize) n, NULL));
      part = so_faq_load (path, NULL);
      g_assert_true (!part || part->len == 1);
    }
  refuse (folder, "xl/workbook.xml", BODY (""), 0, "cannot be read");
  refuse (folder, "word/document.xml", "<w:document><w:p>", 0, "cannot be read");
  refuse (folder, "word/document.xml", "", 0, "cannot be read");
  refuse (folder, "word/document.xml", BODY (P ("Nothing asked")), 0, "No question");
  refuse (folder, "word/document.xml", BODY (""), 300 << 20, "too long");
  g_unlink (path);
  g_rmdir (folder);
}

/* Bytes of nobody: never a crash, and depth costs nothing. */
static void
test_odd (void)
{
  static const char good[] = BODY (HEAD ("Where?") P ("Here") "<w:tbl>" ROW ("a", "b") "</w:tbl>");
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *bytes = g_memdup2 (good, sizeof good - 1);

      for (guint k = 0; k < 3; k++)
        bytes[g_rand_int_range (dice, 0, sizeof good - 1)] = (char) g_rand_int_range (dice, 0, 256);
      g_free (so_docx_parse (bytes, sizeof good - 1, NULL));
    }
  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, "<w:tbl><w:tr><w:tc>");
  g_free (so_docx_parse (deep->str, deep->len, NULL));
  g_free (so_docx_parse ("</w:tbl></w:tc><w:p/>", 21, NULL));
  g_free (so_docx_parse ("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>", 60, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imports/docx/forms", test_forms);
  g_test_add_func ("/imports/docx/files", test_files);
  g_test_add_func ("/imports/docx/odd", test_odd);
  return g_test_run ();
}
