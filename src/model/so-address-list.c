/* SPDX-License-Identifier: MIT */
#include "so-address-list.h"

#include <gio/gio.h>
#include <string.h>

/* What a name brought along ("Ana\r\nBcc: all@…") becomes a space. */
static char *
one_line (const char *text, gssize length)
{
  g_autofree char *line = g_utf8_make_valid (text ? text : "", length);

  for (char *p = line; *p; p++)
    if ((guchar) *p < 32 || *p == 127)
      *p = ' ';
  return g_strdup (g_strstrip (line));
}

char *
so_address_to_wire (const char *text)
{
  g_autofree char *line = one_line (text, -1);
  char *at = strrchr (line, '@');
  g_autofree char *host = at && at[1] ? g_hostname_to_ascii (at + 1) : NULL;

  if (!host || at == line || strpbrk (line, " <>,;:\"()[]\\") || !g_str_is_ascii (host))
    return NULL;
  if (*host == '.' || strstr (host, "..") || g_str_has_suffix (host, "."))
    return NULL;
  *at = 0;
  return g_str_is_ascii (line) && !strchr (line, '@') ? g_strconcat (line, "@", host, NULL) : NULL;
}

static void
drop_dots (char *text)
{
  char *to = text;

  for (const char *from = text; *from; from++)
    if (*from != '.')
      *to++ = *from;
  *to = 0;
}

char *
so_address_key (const char *address)
{
  g_autofree char *wire = so_address_to_wire (address), *low = wire ? g_ascii_strdown (wire, -1) : NULL;
  char *at = low ? strchr (low, '@') : NULL, *plus = low ? strchr (low, '+') : NULL;
  g_autofree char *host = at ? g_strdup (at + 1) : NULL;

  if (!low)
    return NULL;
  *at = 0;
  if (plus && plus > low && plus < at)
    *plus = 0;
  if (!strcmp (host, "gmail.com") || !strcmp (host, "googlemail.com"))
    {
      drop_dots (low);
      return g_strconcat (low, "@gmail.com", NULL);
    }
  return g_strconcat (low, "@", host, NULL);
}

gboolean
so_address_list_has (const GPtrArray *list, const char *address)
{
  g_autofree char *key = so_address_key (address);

  for (guint i = 0; list && key && i < list->len; i++)
    {
      g_autofree char *other = so_address_key (((const SoIdentity *) list->pdata[i])->value);

      if (!g_strcmp0 (key, other))
        return TRUE;
    }
  return FALSE;
}

/* "\"Perez, Ana\"" → "Perez, Ana". NULL where nothing is left. */
static char *
dup_name (const char *text, gssize length)
{
  g_autofree char *name = one_line (text, length);
  gsize n = strlen (name);

  if (n >= 2 && *name == '"' && name[n - 1] == '"')
    {
      name[n - 1] = 0;
      memmove (name, name + 1, n - 1);
    }
  for (char *p = name; *p; p++)
    if (strchr ("\"\\<>", *p))
      *p = ' ';
  g_strstrip (name);
  return *name ? g_steal_pointer (&name) : NULL;
}

/* One of them, "Ana <ana@example.org>". FALSE where it is no address. */
static gboolean
add (GPtrArray *list, const char *text, gsize length)
{
  g_autofree char *item = one_line (text, (gssize) length), *name = NULL, *address = NULL, *wire = NULL;
  char *open = strrchr (item, '<'), *close = open ? strchr (open, '>') : NULL;

  if (!*item)
    return TRUE;
  if (open && (!close || close[1]))
    return FALSE;
  name = open ? dup_name (item, open - item) : NULL;
  address = open ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strdup (item);
  wire = so_address_to_wire (g_strstrip (address));
  if (wire && !so_address_list_has (list, address))
    g_ptr_array_add (list, so_identity_new (SO_IDENTITY_EMAIL, address, name));
  return wire != NULL;
}

/* The end of the first of them: a comma in a name ("Perez, Ana" in quotes) does not end it. */
static gsize
length_of_first (const char *line)
{
  gboolean quoted = FALSE, inside = FALSE;
  gsize n = 0;

  for (; line[n]; n++)
    if (line[n] == '"')
      quoted = !quoted;
    else if (!quoted && (line[n] == '<' || line[n] == '>'))
      inside = line[n] == '<';
    else if (!quoted && !inside && strchr (",;\n", line[n]))
      break;
  return n;
}

GPtrArray *
so_address_list_parse (const char *line, char **wrong)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);

  *wrong = NULL;
  for (const char *p = line ? line : ""; *p;)
    {
      gsize n = length_of_first (p);

      if (!add (list, p, n))
        {
          *wrong = one_line (p, (gssize) n);
          return NULL;
        }
      if (list->len > SO_ADDRESS_LIST_MOST)
        return NULL;
      p += n + (p[n] != 0);
    }
  return g_steal_pointer (&list);
}

char *
so_address_list_write (const GPtrArray *list)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; list && i < list->len; i++)
    {
      const SoIdentity *one = list->pdata[i];
      const char *quote = one->name && strpbrk (one->name, ",;:@()[].") ? "\"" : "";

      g_string_append (line, i ? ", " : "");
      if (one->name && *one->name)
        g_string_append_printf (line, "%s%s%s <%s>", quote, one->name, quote, one->value);
      else
        g_string_append (line, one->value);
    }
  return line->len ? g_string_free_and_steal (g_steal_pointer (&line)) : NULL;
}

/* Where "bcc:" begins, not within a name. */
static const char *
find_bcc (const char *line)
{
  gboolean quoted = FALSE;

  for (const char *p = line; *p; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (!quoted && !g_ascii_strncasecmp (p, "bcc:", 4) && (p == line || strchr (" ,;\n\t", p[-1])))
      return p;
  return NULL;
}

/* Without the comma that was left before "bcc:". NULL where nothing is left. */
static char *
trimmed (const char *text, gssize length)
{
  g_autofree char *half = one_line (text, length);

  for (gsize n = strlen (half); n && strchr (", ;", half[n - 1]); n--)
    half[n - 1] = 0;
  return *half ? g_steal_pointer (&half) : NULL;
}

void
so_copies_split (const char *line, char **cc, char **bcc)
{
  const char *all = line ? line : "", *second = find_bcc (all);

  if (!g_ascii_strncasecmp (all, "cc:", 3))
    all += 3;
  *cc = trimmed (all, second ? second - all : -1);
  *bcc = second ? trimmed (second + 4, -1) : NULL;
}

char *
so_copies_join (const char *cc, const char *bcc)
{
  if (!bcc || !*bcc)
    return cc && *cc ? g_strdup (cc) : NULL;
  return g_strconcat (cc ? cc : "", cc && *cc ? " " : "", "bcc: ", bcc, NULL);
}
