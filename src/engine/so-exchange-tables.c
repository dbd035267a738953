/* SPDX-License-Identifier: MIT */
#include "so-exchange-tables.h"

#include <string.h>

#include "so-csv-guard.h"
#include "so-import-columns.h"

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

static void
write_photo (FILE *file, GBytes *photo)
{
  gsize n;
  const guint8 *bytes = g_bytes_get_data (photo, &n);
  const char *type = n > 4 && !memcmp (bytes, "\211PNG", 4) ? "png" : n > 4 && !memcmp (bytes, "GIF8", 4) ? "gif" : n > 4 && !memcmp (bytes, "RIFF", 4) ? "webp" : "jpeg";
  g_autofree char *base64 = g_base64_encode (bytes, n), *value = g_strdup_printf ("data:image/%s;base64,%s", type, base64);

  write_line (file, "PHOTO", value);
}

void
so_exchange_vcard (FILE *file, const SoCard *card, GBytes *photo)
{
  g_autoptr (GString) tags = g_string_new (NULL);

  fputs ("BEGIN:VCARD\r\nVERSION:4.0\r\n", file);
  write_text (file, "UID", card->source_id);
  write_text (file, "FN", card->name);
  for (guint i = 0; i < card->identities->len; i++)
    write_identity (file, card->identities->pdata[i]);
  write_text (file, "BDAY", card->birthday);
  write_text (file, "NOTE", card->notes);
  write_text (file, "X-STUDIO-STAGE", card->stage);
  write_text (file, "X-STUDIO-SOURCE", card->source);
  for (guint i = 0; i + 1 < card->fields->len; i += 2)
    {
      g_autofree char *name = dup_escaped (card->fields->pdata[i]), *text = dup_escaped (card->fields->pdata[i + 1]);
      g_autofree char *both = g_strconcat (name, ";", text, NULL);
      write_line (file, "X-STUDIO-FIELD", both);
    }
  if (photo)
    write_photo (file, photo);
  for (guint i = 0; card->tags && card->tags[i]; i++)
    {
      g_autofree char *tag = dup_escaped (card->tags[i]);
      g_string_append_printf (tags, "%s%s", i ? "," : "", tag);
    }
  if (tags->len)
    write_line (file, "CATEGORIES", tags->str);
  fputs ("END:VCARD\r\n", file);
}

/* The studio's own columns, before those of the fields: in this order, and with names that the import knows. */
static const char *const heads[] = { "ID", "Name", "Phone", "Email", "Instagram", "Birthday", "Tags", "Stage", "Source", "Notes" };
#define N_HEADS G_N_ELEMENTS (heads)

void
so_exchange_people_head (FILE *file, const char *const *fields)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_HEADS; i++)
    g_ptr_array_add (cells, g_strdup (heads[i]));
  for (guint i = 0; fields[i]; i++)
    g_ptr_array_add (cells, g_strconcat (SO_COLUMN_OWN, fields[i], NULL));
  so_exchange_csv_row (file, (const char *const *) cells->pdata, cells->len);
}

static char *
dup_identities (const SoCard *card, SoIdentityKind kind)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < card->identities->len; i++)
    {
      const SoIdentity *identity = card->identities->pdata[i];
      if (identity->kind == kind)
        g_string_append_printf (all, "%s%s", all->len ? " ; " : "", identity->value);
    }
  /* A single number is no formula, and other programs read it as it is. */
  if (kind == SO_IDENTITY_PHONE && *all->str == '+' && !all->str[1 + strspn (all->str + 1, "0123456789 ")])
    return g_strdup (all->str);
  return so_csv_guard (all->str);
}

static const char *
value_of (const SoCard *card, const char *field)
{
  for (guint i = 0; i + 1 < card->fields->len; i += 2)
    if (!strcmp (card->fields->pdata[i], field))
      return card->fields->pdata[i + 1];
  return NULL;
}

void
so_exchange_people_row (FILE *file, const SoCard *card, const char *const *fields)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *tags = card->tags ? g_strjoinv (" ; ", card->tags) : NULL;

  g_ptr_array_add (cells, so_csv_guard (card->source_id));
  g_ptr_array_add (cells, so_csv_guard (card->name));
  g_ptr_array_add (cells, dup_identities (card, SO_IDENTITY_PHONE));
  g_ptr_array_add (cells, dup_identities (card, SO_IDENTITY_EMAIL));
  g_ptr_array_add (cells, dup_identities (card, SO_IDENTITY_INSTAGRAM));
  g_ptr_array_add (cells, so_csv_guard (card->birthday));
  g_ptr_array_add (cells, so_csv_guard (tags));
  g_ptr_array_add (cells, so_csv_guard (card->stage));
  g_ptr_array_add (cells, so_csv_guard (card->source));
  g_ptr_array_add (cells, so_csv_guard (card->notes));
  for (guint i = 0; fields[i]; i++)
    g_ptr_array_add (cells, so_csv_guard (value_of (card, fields[i])));
  so_exchange_csv_row (file, (const char *const *) cells->pdata, cells->len);
}
