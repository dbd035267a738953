/* SPDX-License-Identifier: MIT */
#include "so-exchange-tables.h"

#include <string.h>

void
so_exchange_csv_row (FILE *file, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *cell = cells[i] ? cells[i] : "";

      if (i)
        fputc (',', file);
      if (!strpbrk (cell, ",\"\r\n") && !g_ascii_isspace (*cell))
        {
          fputs (cell, file);
          continue;
        }
      fputc ('"', file);
      for (const char *p = cell; *p; p++)
        {
          if (*p == '"')
            fputc ('"', file);
          fputc (*p, file);
        }
      fputc ('"', file);
    }
  fputs ("\r\n", file);
}

/* "Line one\nline two; more" → "Line one\\nline two\\; more". */
static char *
dup_escaped (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    if (*p == '\n')
      g_string_append (out, "\\n");
    else if (strchr (",;\\", *p))
      g_string_append_printf (out, "\\%c", *p);
    else if (*p != '\r')
      g_string_append_c (out, *p);
  return g_string_free_and_steal (out);
}

/* A line is at most 75 bytes and is not cut inside a character: the next begins with a space. */
static void
write_line (FILE *file, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  const char *p = line;
  gsize room = 75;

  while (strlen (p) > room)
    {
      gsize cut = room;
      while (cut > 1 && ((guchar) p[cut] & 0xc0) == 0x80)
        cut--;
      fwrite (p, 1, cut, file);
      fputs ("\r\n ", file);
      p += cut;
      room = 74;
    }
  fprintf (file, "%s\r\n", p);
}

static void
write_text (FILE *file, const char *name, const char *value)
{
  g_autofree char *escaped = value ? dup_escaped (value) : NULL;

  if (escaped && *escaped)
    write_line (file, name, escaped);
}

static void
write_identity (FILE *file, const SoIdentity *identity)
{
  g_autofree char *escaped = dup_escaped (identity->value);
  g_autofree char *value = NULL;

  switch (identity->kind)
    {
    case SO_IDENTITY_PHONE:
      write_line (file, "TEL;TYPE=cell", escaped);
      break;
    case SO_IDENTITY_EMAIL:
      write_line (file, "EMAIL", escaped);
      break;
    case SO_IDENTITY_INSTAGRAM:
      write_line (file, "X-SOCIALPROFILE;TYPE=instagram", escaped);
      break;
    case SO_IDENTITY_ALIAS:
      write_line (file, "NICKNAME", escaped);
      break;
    default:
      value = g_strconcat (so_identity_kind_nick (identity->kind), ":", escaped, NULL);
      write_line (file, "IMPP", value);
    }
}

void
so_exchange_vcard (FILE *file, const SoContact *contact)
{
  g_autoptr (GString) tags = g_string_new (NULL);

  fputs ("BEGIN:VCARD\r\nVERSION:4.0\r\n", file);
  write_text (file, "UID", contact->id);
  write_text (file, "FN", contact->name);
  for (guint i = 0; i < contact->identities->len; i++)
    write_identity (file, contact->identities->pdata[i]);
  write_text (file, "BDAY", contact->birthday);
  write_text (file, "NOTE", contact->notes);
  for (guint i = 0; contact->tags && contact->tags[i]; i++)
    {
      g_autofree char *tag = dup_escaped (contact->tags[i]);
      g_string_append_printf (tags, "%s%s", i ? "," : "", tag);
    }
  if (tags->len)
    write_line (file, "CATEGORIES", tags->str);
  fputs ("END:VCARD\r\n", file);
}
