/* SPDX-License-Identifier: MIT */
#include "so-mail-html.h"

#include <string.h>

/* No tree is built, so that nesting costs nothing: one walk over the tags, and a few words of state. */
typedef struct {
  GString *out;
  guint breaks;      /* line ends that are due before the next word */
  gboolean space;    /* white space was seen */
  gboolean keep;     /* inside <pre> */
  char *link;        /* of the <a> that is open */
  gsize link_at;     /* where its words begin in @out */
} Page;

static const char *const blocks[] = {
  "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
  "form", "header", "hr", "li", "main", "nav", "ol", "section", "table", "tr", "ul", NULL,
};
static const char *const paragraphs[] = { "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", NULL };
static const char *const silent[] = { "script", "style", "head", "title", "noscript", "template", "svg", "math", "object", NULL };

static const struct {
  const char *name;
  gunichar value;
} entities[] = {
  { "amp", '&' },      { "lt", '<' },       { "gt", '>' },       { "quot", '"' },     { "apos", '\'' },
  { "nbsp", ' ' },     { "shy", 0xad },     { "copy", 0xa9 },    { "reg", 0xae },     { "deg", 0xb0 },
  { "laquo", 0xab },   { "raquo", 0xbb },   { "middot", 0xb7 },  { "para", 0xb6 },    { "sect", 0xa7 },
  { "cent", 0xa2 },    { "pound", 0xa3 },   { "yen", 0xa5 },     { "euro", 0x20ac },  { "iexcl", 0xa1 },
  { "iquest", 0xbf },  { "Agrave", 0xc0 },  { "Aacute", 0xc1 },  { "Acirc", 0xc2 },   { "Atilde", 0xc3 },
  { "Auml", 0xc4 },    { "Aring", 0xc5 },   { "AElig", 0xc6 },   { "Ccedil", 0xc7 },  { "Egrave", 0xc8 },
  { "Eacute", 0xc9 },  { "Ecirc", 0xca },   { "Euml", 0xcb },    { "Igrave", 0xcc },  { "Iacute", 0xcd },
  { "Icirc", 0xce },   { "Iuml", 0xcf },    { "Ntilde", 0xd1 },  { "Ograve", 0xd2 },  { "Oacute", 0xd3 },
  { "Ocirc", 0xd4 },   { "Otilde", 0xd5 },  { "Ouml", 0xd6 },    { "Oslash", 0xd8 },  { "Ugrave", 0xd9 },
  { "Uacute", 0xda },  { "Ucirc", 0xdb },   { "Uuml", 0xdc },    { "szlig", 0xdf },   { "agrave", 0xe0 },
  { "aacute", 0xe1 },  { "acirc", 0xe2 },   { "atilde", 0xe3 },  { "auml", 0xe4 },    { "aring", 0xe5 },
  { "aelig", 0xe6 },   { "ccedil", 0xe7 },  { "egrave", 0xe8 },  { "eacute", 0xe9 },  { "ecirc", 0xea },
  { "euml", 0xeb },    { "igrave", 0xec },  { "iacute", 0xed },  { "icirc", 0xee },   { "iuml", 0xef },
  { "ntilde", 0xf1 },  { "ograve", 0xf2 },  { "oacute", 0xf3 },  { "ocirc", 0xf4 },   { "otilde", 0xf5 },
  { "ouml", 0xf6 },    { "oslash", 0xf8 },  { "ugrave", 0xf9 },  { "uacute", 0xfa },  { "ucirc", 0xfb },
  { "uuml", 0xfc },    { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 },
  { "sbquo", 0x201a }, { "ldquo", 0x201c }, { "rdquo", 0x201d }, { "bdquo", 0x201e }, { "bull", 0x2022 },
  { "hellip", 0x2026 },{ "trade", 0x2122 }, { "larr", 0x2190 },  { "rarr", 0x2192 },  { "zwnj", 0x200c },
  { "zwj", 0x200d },   { "ensp", ' ' },     { "emsp", ' ' },     { "thinsp", ' ' },   { "times", 0xd7 },
  { "frac12", 0xbd },  { "hearts", 0x2665 },{ "check", 0x2713 },
};

/* "&#8364;" → "€"; returns what follows it, or NULL where it is only an ampersand. */
static const char *
take_entity (const char *p, gunichar *c)
{
  const char *end = p + 1 + strcspn (p + 1, ";& <\n");
  gsize n = end - p - 1;

  *c = 0;
  if (p[1] == '#' && n > 1 && n < 10)
    {
      gboolean hex = g_ascii_tolower (p[2]) == 'x';
      char *stop;
      guint64 value = g_ascii_strtoull (p + 2 + hex, &stop, hex ? 16 : 10);
      if (stop > p + 2 + hex)
        {
          *c = value && g_unichar_validate (value) ? value : 0xfffd;
          return *stop == ';' ? stop + 1 : stop;
        }
      return NULL;
    }
  for (guint i = 0; *end == ';' && i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n && !strncmp (entities[i].name, p + 1, n))
      {
        *c = entities[i].value;
        return end + 1;
      }
  return NULL;
}

static char *
decode_entities (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  GString *out = g_string_new (NULL);

  for (const char *p = copy; *p;)
    {
      gunichar c;
      const char *next = *p == '&' ? take_entity (p, &c) : NULL;
      if (next)
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, *p);
      p = next ? next : p + 1;
    }
  return g_string_free_and_steal (out);
}

static void
flush_space (Page *page)
{
  if (page->out->len)
    for (guint i = 0; i < page->breaks; i++)
      g_string_append_c (page->out, '\n');
  if (page->space && !page->breaks && page->out->len && page->out->str[page->out->len - 1] != '\n')
    g_string_append_c (page->out, ' ');
  page->breaks = 0;
  page->space = FALSE;
}

static void
add_char (Page *page, const char *bytes, gsize n)
{
  if (!page->keep && (g_ascii_isspace (*bytes) || (n == 2 && !memcmp (bytes, "\302\240", 2))))
    {
      page->space = TRUE;
      return;
    }
  flush_space (page);
  g_string_append_len (page->out, bytes, n);
}

static void
add_text (Page *page, const char *p, const char *end)
{
  while (p < end)
    {
      gunichar c;
      const char *next = *p == '&' ? take_entity (p, &c) : NULL;
      char utf8[6];
      if (next && next <= end)
        add_char (page, utf8, g_unichar_to_utf8 (c, utf8));
      else
        {
          next = MIN (g_utf8_next_char (p), end);
          add_char (page, p, next - p);
        }
      p = next;
    }
}

/* The value of href="…" in a tag. */
static char *
attribute (const char *tag, const char *end, const char *name)
{
  gsize n = strlen (name);

  for (const char *p = tag; p + n < end; p++)
    if (g_ascii_isspace (p[-1]) && !g_ascii_strncasecmp (p, name, n))
      {
        const char *v = p + n;
        const char *stop;
        while (v < end && g_ascii_isspace (*v))
          v++;
        if (v >= end || *v != '=')
          continue;
        for (v++; v < end && g_ascii_isspace (*v);)
          v++;
        if (v < end && (*v == '"' || *v == '\''))
          {
            stop = memchr (v + 1, *v, end - v - 1);
            return stop ? decode_entities (v + 1, stop - v - 1) : NULL;
          }
        for (stop = v; stop < end && !g_ascii_isspace (*stop);)
          stop++;
        return decode_entities (v, stop - v);
      }
  return NULL;
}

/* "Our website" → "Our website (https://…)"; nothing where the words are the address already. */
static void
close_link (Page *page)
{
  g_autofree char *link = g_steal_pointer (&page->link);
  const char *words;

  if (!link)
    return;
  words = page->out->str + MIN (page->link_at, page->out->len);
  while (g_ascii_isspace (*words))
    words++;
  if (!(g_str_has_prefix (link, "http://") || g_str_has_prefix (link, "https://")) || !*words || strlen (link) > 2000)
    return;
  if (!strstr (words, link) && !strstr (words, strstr (link, "//") + 2))
    g_string_append_printf (page->out, " (%s)", link);
}

static void
need_breaks (Page *page, guint n)
{
  page->breaks = MAX (page->breaks, n);
  page->space = FALSE;
}

static void
apply_tag (Page *page, const char *name, gboolean closing, const char *tag, const char *end)
{
  if (!strcmp (name, "br"))
    page->breaks = MIN (page->breaks + 1, 3), page->space = FALSE;
  else if (g_strv_contains (paragraphs, name))
    need_breaks (page, 2);
  else if (g_strv_contains (blocks, name))
    need_breaks (page, 1);
  else if (!strcmp (name, "td") || !strcmp (name, "th"))
    page->space = TRUE;
  if (!strcmp (name, "pre"))
    page->keep = !closing;
  if (!strcmp (name, "li") && !closing)
    {
      flush_space (page);
      g_string_append (page->out, "• ");
    }
  if (!strcmp (name, "a"))
    {
      close_link (page);
      page->link = closing ? NULL : attribute (tag, end, "href");
      page->link_at = page->out->len;
    }
  if (!strcmp (name, "img") && !closing)
    {
      g_autofree char *alt = attribute (tag, end, "alt");
      if (alt && *alt)
        add_text (page, alt, alt + strlen (alt));
    }
}

/* The ">" of a tag, quotes respected; NULL where there is none. */
static const char *
tag_end (const char *p)
{
  char quote = 0;

  for (; *p; p++)
    if (quote)
      quote = *p == quote ? 0 : quote;
    else if (*p == '>')
      return p;
    else if ((*p == '"' || *p == '\'') && p[-1] == '=')
      quote = *p;
  return NULL;
}

/* Behind "</script>", or the end: what stands between is not for people. */
static const char *
skip_element (const char *p, const char *name)
{
  gsize n = strlen (name);

  for (; (p = strstr (p, "</")); p += 2)
    if (!g_ascii_strncasecmp (p + 2, name, n) && !g_ascii_isalnum (p[2 + n]))
      {
        const char *end = strchr (p, '>');
        return end ? end + 1 : p + strlen (p);
      }
  return NULL;
}

/* Takes one tag or comment at @p; NULL where it is only a "<". */
static const char *
take_tag (Page *page, const char *p)
{
  gboolean closing = p[1] == '/';
  const char *start = p + 1 + closing;
  const char *end;
  char name[16];
  gsize n = 0;

  if (g_str_has_prefix (p, "<!--"))
    {
      end = strstr (p + 4, "-->");
      return end ? end + 3 : p + strlen (p);
    }
  if (*start == '!' || *start == '?')
    return (end = strchr (p, '>')) ? end + 1 : NULL;
  if (!g_ascii_isalpha (*start) || !(end = tag_end (start)))
    return NULL;
  for (; n < sizeof name - 1 && g_ascii_isalnum (start[n]); n++)
    name[n] = g_ascii_tolower (start[n]);
  name[n] = 0;
  if (!closing && g_strv_contains (silent, name) && end[-1] != '/')
    {
      const char *after = skip_element (end + 1, name);
      return after ? after : end + 1;
    }
  apply_tag (page, name, closing, start + n + 1, end);
  return end + 1;
}

char *
so_mail_html_to_text (const char *html)
{
  Page page = { .out = g_string_sized_new (strlen (html) / 2) };

  for (const char *p = html; *p;)
    {
      const char *next = *p == '<' ? take_tag (&page, p) : NULL;
      if (!next)
        {
          next = strchr (p + 1, '<');
          next = next ? next : p + strlen (p);
          add_text (&page, p, next);
        }
      p = next;
    }
  close_link (&page);
  g_strchomp (page.out->str);
  g_string_set_size (page.out, strlen (page.out->str));
  return g_string_free_and_steal (page.out);
}
