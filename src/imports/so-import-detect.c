/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-import-whatsapp-line.h"
#include "so-import-zip.h"
#include "so-text.h"

/* As much of a file as it takes to know it. */
#define HEAD (64 * 1024)

static SoImportKind
refuse (GError **error, const char *why)
{
  so_fail (error, SO_ERROR_CHANGE, "%s", why);
  return SO_IMPORT_UNKNOWN;
}

static const char *
html_of_instagram (void)
{
  return _("This download of Instagram is in HTML. Ask Instagram for it once more and choose the format JSON.");
}

static gboolean
is_message_html (const char *base)
{
  return g_str_has_prefix (base, "message_") && g_str_has_suffix (base, ".html");
}

static gboolean
is_message_json (const char *base)
{
  return g_str_has_prefix (base, "message_") && g_str_has_suffix (base, ".json");
}

static SoImportKind
detect_zip (const char *path, GError **error)
{
  g_autoptr (SoImportZip) zip = so_import_zip_open (path, error);
  gboolean text = FALSE, instagram = FALSE, html = FALSE;
  const char *name;

  if (!zip)
    return SO_IMPORT_UNKNOWN;
  while ((name = so_import_zip_next (zip, NULL, NULL, NULL)) && !instagram)
    {
      g_autofree char *base = so_part_base_name (name);
      if (!base)
        continue;
      if (!strcmp (base, "_chat.txt"))
        return SO_IMPORT_WHATSAPP;
      instagram = is_message_json (base);
      html |= is_message_html (base);
      text |= g_str_has_suffix (base, ".txt");
    }
  if (instagram)
    return SO_IMPORT_INSTAGRAM;
  if (text)
    return SO_IMPORT_WHATSAPP;
  if (html)
    return refuse (error, html_of_instagram ());
  if (so_import_zip_get_damage (zip))
    return refuse (error, _("The zip file is damaged or not complete. Export it again and choose the new one."));
  return refuse (error, _("There is no chat in this zip file that Studio OS knows. Choose an export of WhatsApp or a download of Instagram."));
}

/* The text of the first bytes, whatever they are encoded in. */
static char *
text_of (const char *head, gsize n)
{
  const char *utf16 = so_import_utf16 (head, n);
  g_autofree char *wide = utf16 ? g_convert (head, n & ~1ul, "UTF-8", utf16, NULL, NULL, NULL) : NULL;
  char *text = wide ? g_strdup (wide + (g_str_has_prefix (wide, "\357\273\277") ? 3 : 0)) : NULL;
  gsize bom = n >= 3 && !memcmp (head, "\357\273\277", 3) ? 3 : 0;

  text = text ? text : so_text_clean (head + bom, n - bom);
  return strchr (text, '\n') ? text : g_strdelimit (text, "\r", '\n');
}

static gboolean
has_whatsapp_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 50);
  guint n = 0;

  for (guint i = 0; lines[i] && i < 49; i++)
    {
      SoWhatsappHeader header;
      char *end = g_utf8_offset_to_pointer (lines[i], MIN (g_utf8_strlen (lines[i], -1), 120));
      *end = 0;
      n += so_whatsapp_header_parse (lines[i], &header);
    }
  return n > 0;
}

/* Two lines that look like the header of a mail, and one of them a usual one; one will do where the name says
 * what the file is. */
static gboolean
has_mail_header (const char *text, gboolean named)
{
  static const char *const usual[] = { "from:", "to:", "subject:", "date:", "received:", "return-path:", "message-id:",
                                       "delivered-to:", "mime-version:", "content-type:", "x-gm-thrid:" };
  g_auto (GStrv) lines = g_strsplit (text, "\n", 60);
  guint known = 0, others = 0;

  for (guint i = 0; lines[i] && i < 59 && lines[i][0] && lines[i][0] != '\r'; i++)
    {
      gsize n = strcspn (lines[i], ": \t\r");
      gboolean is_known = FALSE;
      if (g_ascii_isspace (lines[i][0]))
        continue;
      if (!n || lines[i][n] != ':')
        {
          if (named && known)
            return TRUE;
          return FALSE;
        }
      for (guint k = 0; k < G_N_ELEMENTS (usual); k++)
        is_known |= !g_ascii_strncasecmp (lines[i], usual[k], strlen (usual[k]));
      known += is_known;
      others += !is_known;
    }
  return known >= 2 || (known && others) || (named && known + others);
}

/* A first line with two or more columns and a word that heads a contact list. */
static gboolean
has_table_header (const char *text)
{
  static const char *const words[] = { "name", "mail", "phone", "telefon", "mobil", "nombre", "apellido", "nom",
                                       "prenom", "telephone", "nome", "sobrenome", "telefone", "celular", "movil",
                                       "handy", "correo", "vorname", "contact", "client", "kunde", "instagram" };
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  g_autofree char *folded = so_text_fold (line);

  if (!strpbrk (folded, ",;\t") && !strchr (line, '\t'))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_html (const char *text)
{
  return !g_ascii_strncasecmp (text, "<!doctype html", 14) || !g_ascii_strncasecmp (text, "<html", 5) ||
         !g_ascii_strncasecmp (text, "<head", 5) ||
         (*text == '<' && (strstr (text, "<html") || strstr (text, "<HTML") || strstr (text, "<body")));
}

static SoImportKind
detect_text (const char *text, const char *name, GError **error)
{
  const char *start = text + strspn (text, " \t\r\n");

  if (!g_ascii_strncasecmp (start, "BEGIN:VCARD", 11))
    return SO_IMPORT_VCARD;
  if (!g_ascii_strncasecmp (start, "BEGIN:VCALENDAR", 15))
    return refuse (error, _("This is a calendar: import it by itself on the Schedule page."));
  if (is_html (start) && is_message_html (name))
    return refuse (error, html_of_instagram ());
  if (is_html (start))
    return refuse (error, _("This is a web page, not a file with messages. Download the file itself and choose that."));
  if (g_str_has_prefix (start, "From "))
    return SO_IMPORT_MBOX;
  if (has_whatsapp_lines (start))
    return SO_IMPORT_WHATSAPP;
  if (*start == '{' && strstr (start, "\"participants\""))
    return SO_IMPORT_INSTAGRAM;
  if (has_mail_header (start, g_str_has_suffix (name, ".eml")))
    return SO_IMPORT_EML;
  if (has_table_header (start))
    return SO_IMPORT_CSV;
  if (g_str_has_suffix (name, ".csv"))
    return SO_IMPORT_CSV;
  return refuse (error, _("Studio OS does not know this kind of file. It reads chats of WhatsApp and Instagram, mail (mbox, eml) and contacts (CSV, vCard)."));
}

static gboolean
has_messages (GFile *folder, gboolean (*is_message) (const char *base), guint depth)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (folder, "standard::name,standard::type",
                                                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *file;

  while (files && g_file_enumerator_iterate (files, &info, &file, NULL, NULL) && info)
    if (is_message (g_file_info_get_name (info)) ||
        (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < 6 && has_messages (file, is_message, depth + 1)))
      return TRUE;
  return FALSE;
}

SoImportKind
so_import_detect (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *head = NULL, *text = NULL;
  gssize n;
  int fd;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);
      if (has_messages (folder, is_message_json, 0))
        return SO_IMPORT_INSTAGRAM;
      return refuse (error, has_messages (folder, is_message_html, 0) ? html_of_instagram ()
                     : _("There are no messages of Instagram in this folder. Choose the folder of its download, or a single file."));
    }
  fd = so_import_open (path, NULL, error);
  if (fd < 0)
    return SO_IMPORT_UNKNOWN;
  head = g_malloc (HEAD);
  n = read (fd, head, HEAD);
  close (fd);
  if (n <= 0)
    return refuse (error, _("This file is empty. Export it again and choose the new one."));
  if (n >= 4 && (!memcmp (head, "PK\003\004", 4) || !memcmp (head, "PK\005\006", 4)))
    return detect_zip (path, error);
  if (n >= 15 && !memcmp (head, "SQLite format 3", 15))
    return refuse (error, _("This is a database. Choose a file that the other program exported, or open a studio with Restore."));
  text = text_of (head, n);
  return detect_text (text, lower, error);
}
