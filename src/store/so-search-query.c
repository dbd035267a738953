/* SPDX-License-Identifier: MIT */
#include "so-search-query.h"

#include <string.h>

#include "so-channel-kind.h"
#include "so-hit.h"
#include "so-phone.h"
#include "so-search-index.h"
#include "so-stage.h"
#include "so-text.h"
#include "so-time.h"

#define MARK_ON "\342\201\250"
#define MARK_OFF "\342\201\251"
#define TEXT_COLUMNS "{body who title} : "
/* More words than this make no difference to who searches, but to how long it takes. */
#define MAX_PIECES 64

void
so_search_query_free (SoSearchQuery *query)
{
  if (!query)
    return;
  g_free (query->match);
  g_ptr_array_unref (query->tags);
  g_ptr_array_unref (query->words);
  g_free (query);
}

/* Appends "…" with quotes doubled, as FTS5 writes a string. */
static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* FTS5 makes tokens of letters, numbers and pictures only: "!!" would be an expression without any, and match nothing at all. */
static gboolean
has_token (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE || g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL)
        return TRUE;
    }
  return FALSE;
}

/* TRUE where the last word is one character of a script without spaces: the index has it as the beginning of a pair. */
static gboolean
ends_alone (const char *segmented)
{
  const char *space = strrchr (segmented, ' '), *last = space ? space + 1 : segmented;

  return g_utf8_strlen (last, -1) == 1 && so_text_is_unspaced (last);
}

/* One term in @columns; the last word of it is a beginning unless it was quoted. */
static char *
term (const char *columns, const char *text, gboolean quoted)
{
  g_autofree char *segmented = so_search_index_prepare (text, TRUE);
  GString *out = g_string_new (columns);

  g_strchomp (segmented);
  append_string (out, segmented);
  if (!quoted || ends_alone (segmented))
    g_string_append (out, " *");
  return g_string_free_and_steal (out);
}

/* The next piece of @p: a word, a "quoted phrase", or key:"quoted value"; NULL at the end. *@literal: it begins with a
 * quote, so what stands in it is no operator. A quote that is not closed yet is being typed: its last word is a beginning. */
static char *
next_piece (const char **p, gboolean *quoted, gboolean *literal)
{
  GString *piece = g_string_new (NULL);
  gboolean inside = FALSE, any = FALSE;

  *quoted = FALSE;
  while (**p && g_unichar_isspace (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
  *literal = **p == '"';
  while (**p && (inside || !g_unichar_isspace (g_utf8_get_char (*p))))
    {
      const char *next = g_utf8_next_char (*p);
      if (**p == '"')
        {
          inside = !inside;
          *quoted = !inside;
          any = TRUE;
        }
      else
        g_string_append_len (piece, *p, next - *p);
      *p = next;
    }
  if (piece->len || any)
    return g_string_free_and_steal (piece);
  g_string_free (piece, TRUE);
  return NULL;
}

static const char *
mark_of_kind (const char *value)
{
  static const struct { const char *word, *mark; } marks[] = {
    { "image", "xhasimage" }, { "photo", "xhasimage" }, { "picture", "xhasimage" }, { "audio", "xhasaudio" },
    { "voice", "xhasaudio" }, { "video", "xhasvideo" }, { "document", "xhasdocument" }, { "file", "xhasfile" },
    { "attachment", "xhasfile" }, { "link", "xhaslink" }, { "location", "xhaslocation" }, { "contact", "xhascontact" },
    { "sticker", "xhassticker" }, { "story", "xhasstory" }, { "call", "xhascall" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (!g_ascii_strcasecmp (value, marks[i].word))
      return marks[i].mark;
  return NULL;
}

static gboolean
take_date (SoSearchQuery *query, const char *key, const char *value, GTimeZone *zone)
{
  g_autofree char *year_only = strlen (value) == 4 ? g_strconcat (value, "-01-01", NULL)
                             : strlen (value) == 7 ? g_strconcat (value, "-01", NULL) : NULL;
  gint64 ms;

  if (!so_time_parse (year_only ? year_only : value, zone, &ms))
    return FALSE;
  if (!strcmp (key, "before"))
    query->before = MIN (query->before, ms);
  else
    query->after = MAX (query->after, ms);
  return TRUE;
}

/* @expression (taken), or that number however it is grouped, if @text is a phone number: "0151 23 45 67" finds
 * "+49 151 234567". */
static char *
with_phone (const char *columns, const char *text, char *expression)
{
  g_autofree char *plain = expression;
  g_autofree char *number = so_phone_normalise (text, NULL);
  const char *digits = number;

  while (digits && (*digits == '+' || *digits == '0'))
    digits++;
  return digits && strlen (digits) >= 6 ? g_strdup_printf ("(%s) OR (%s\"%s\" *)", plain, columns, digits) : g_steal_pointer (&plain);
}

/* "is:open": what a conversation must be. */
static gboolean
take_state (SoSearchQuery *query, const char *value)
{
  struct { const char *word; gboolean *flag; } states[] = {
    { "open", &query->open }, { "done", &query->done }, { "unread", &query->unread }, { "starred", &query->starred },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (!g_ascii_strcasecmp (value, states[i].word))
      return *states[i].flag = TRUE;
  return FALSE;
}

/* "stage:trial", "stage:TRIAL_SCHEDULED", "stage:customer". */
static gboolean
take_stage (SoSearchQuery *query, const char *value)
{
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    if (!g_ascii_strcasecmp (value, so_stage_nick (i)) || !g_ascii_strcasecmp (value, so_stage_label (i)))
      return (query->stage = so_stage_nick (i)) != NULL;
  return FALSE;
}

/* "in:people": what kind of thing is looked for. */
static int
kind_of (const char *value)
{
  static const struct { const char *word; SoHitKind kind; } kinds[] = {
    { "people", SO_HIT_CONTACT }, { "contacts", SO_HIT_CONTACT }, { "messages", SO_HIT_MESSAGE }, { "notes", SO_HIT_NOTE }, { "knowledge", SO_HIT_KNOWLEDGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!g_ascii_strcasecmp (value, kinds[i].word))
      return (int) kinds[i].kind;
  return -1;
}

static gboolean
take_kind (SoSearchQuery *query, const char *value)
{
  int kind = kind_of (value);

  if (kind >= 0)
    query->only = kind;
  return kind >= 0;
}

/* An operator becomes an expression in *@out (which stays NULL for tags and dates). FALSE where
 * "key:value" is none: then it is text like any other ("10:30", "http://…"). */
static gboolean
take_operator (SoSearchQuery *query, const char *key, const char *value, gboolean quoted, GTimeZone *zone, char **out)
{
  SoChannelKind channel;

  if (!*value)
    return FALSE;
  if (!strcmp (key, "before") || !strcmp (key, "after"))
    return take_date (query, key, value, zone);
  if (!strcmp (key, "is"))
    return take_state (query, value);
  if (!strcmp (key, "stage"))
    return take_stage (query, value);
  if (!strcmp (key, "in") && take_kind (query, value))
    return TRUE;
  if (!strcmp (key, "tag"))
    return g_ptr_array_add (query->tags, so_text_fold (value)), TRUE;
  if (!strcmp (key, "from") && has_token (value))
    return *out = with_phone ("who : ", value, term ("who : ", value, quoted)), TRUE;
  if (!strcmp (key, "in") && so_channel_kind_parse (value, &channel))
    return *out = g_strdup_printf ("meta : \"xin%s\"", so_channel_kind_nick (channel)), TRUE;
  if (!strcmp (key, "has") && mark_of_kind (value))
    return *out = g_strdup_printf ("meta : \"%s\"", mark_of_kind (value)), TRUE;
  return FALSE;
}

static char *
expression_of (SoSearchQuery *query, const char *piece, gboolean quoted, gboolean negative, GTimeZone *zone, gboolean operators)
{
  gboolean never_negative = g_str_has_prefix (piece, "is:") || g_str_has_prefix (piece, "stage:") || (g_str_has_prefix (piece, "in:") && kind_of (piece + 3) >= 0);
  const char *colon = operators && !(negative && never_negative) ? strchr (piece, ':') : NULL;
  g_autofree char *key = colon ? g_ascii_strdown (piece, colon - piece) : NULL;
  char *out = NULL;

  if (key && take_operator (query, key, colon + 1, quoted, zone, &out))
    return out;
  if (!has_token (piece))
    return NULL;
  if (!negative)
    g_ptr_array_add (query->words, so_text_fold (piece));
  return term (TEXT_COLUMNS, piece, quoted);
}

static SoSearchQuery *
parse (const char *text, GTimeZone *zone, gboolean operators)
{
  g_autoptr (SoSearchQuery) query = g_new0 (SoSearchQuery, 1);
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1), *phone = NULL;
  g_autoptr (GString) wanted = g_string_new (NULL), unwanted = g_string_new (NULL);
  const char *p = valid;
  gboolean quoted, literal, any = FALSE;
  char *piece;

  query->only = -1;
  query->after = G_MININT64;
  query->before = G_MAXINT64;
  query->tags = g_ptr_array_new_with_free_func (g_free);
  query->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MAX_PIECES && (piece = next_piece (&p, &quoted, &literal)); i++)
    {
      gboolean negative = operators && !literal && piece[0] == '-' && piece[1];
      g_autofree char *out = expression_of (query, piece + negative, quoted, negative, zone, operators && !literal);
      GString *to = negative ? unwanted : wanted;
      if (out)
        g_string_append_printf (to, "%s(%s)", to->len ? negative ? " OR " : " AND " : "", out);
      g_free (piece);
    }
  any = wanted->len || unwanted->len || query->tags->len || query->open || query->done || query->unread || query->starred || query->stage || query->only >= 0 || query->after != G_MININT64 || query->before != G_MAXINT64;
  if (!any)
    return NULL;
  if (!wanted->len)
    g_string_append (wanted, "meta : \"xall\"");
  else if (!unwanted->len)
    g_string_assign (wanted, phone = with_phone (TEXT_COLUMNS, valid, g_strdup (wanted->str)));
  query->match = unwanted->len ? g_strdup_printf ("(%s) NOT (%s)", wanted->str, unwanted->str) : g_strdup (wanted->str);
  return g_steal_pointer (&query);
}

SoSearchQuery *
so_search_query_parse (const char *text, GTimeZone *zone)
{
  return parse (text, zone, TRUE);
}

char *
so_search_query_words (const char *text)
{
  g_autoptr (SoSearchQuery) query = parse (text, NULL, FALSE);

  return query ? g_strdup (query->match) : NULL;
}

/* Length in bytes of the match of folded @word at the start of @p, 0 if none: characters of @p are folded one by one.
 * Most are plain letters, and most do not match: these cost next to nothing. */
static gsize
match_at (const char *p, const char *word)
{
  const char *start = p, *w = word;

  while (*w && *p)
    if ((guchar) *p < 0x80)
      {
        if (g_ascii_tolower (*p) != *w)
          return 0;
        w++;
        p++;
      }
    else
      {
        const char *next = g_utf8_next_char (p);
        g_autofree char *one = g_strndup (p, (gsize) (next - p));
        g_autofree char *folded = so_text_fold (one);
        if (!g_str_has_prefix (w, folded))
          return 0;
        w += strlen (folded);
        p = next;
      }
  return *w ? 0 : (gsize) (p - start);
}

static gsize
any_match_at (const SoSearchQuery *query, const char *p)
{
  for (guint i = 0; i < query->words->len; i++)
    {
      gsize length = match_at (p, g_ptr_array_index (query->words, i));
      if (length)
        return length;
    }
  return 0;
}

/* Matches begin where a word begins, or anywhere in a script without spaces. */
static gboolean
may_start (const char *text, const char *p)
{
  gunichar before = p == text ? ' ' : g_utf8_get_char (g_utf8_prev_char (p));
  char one[7] = { 0 };

  if (!g_unichar_isalnum (before) && !g_unichar_ismark (before))
    return TRUE;
  if ((guchar) *p < 0x80)
    return FALSE;
  memcpy (one, p, (gsize) (g_utf8_next_char (p) - p));
  return so_text_is_unspaced (one);
}

/* A line without the marks that this file sets: a message must not set its own. */
static char *
unmarked (const char *text)
{
  g_autofree char *line = so_text_snippet (text, 4000);
  GString *out;

  if (!strstr (line, MARK_ON) && !strstr (line, MARK_OFF))
    return g_steal_pointer (&line);
  out = g_string_new (line);
  g_string_replace (out, MARK_ON, "", 0);
  g_string_replace (out, MARK_OFF, "", 0);
  return g_string_free_and_steal (out);
}

gboolean
so_search_query_is_in (const SoSearchQuery *query, const char *text)
{
  for (const char *p = text; p && *p; p = g_utf8_next_char (p))
    if (may_start (text, p) && any_match_at (query, p))
      return TRUE;
  return FALSE;
}

gboolean
so_search_query_all_in (const SoSearchQuery *query, const char *text)
{
  for (guint i = 0; i < query->words->len; i++)
    {
      gboolean found = FALSE;

      for (const char *p = text; p && *p && !found; p = g_utf8_next_char (p))
        found = may_start (text, p) && match_at (p, query->words->pdata[i]);
      if (!found)
        return FALSE;
    }
  return query->words->len > 0;
}

char *
so_search_query_snippet (const SoSearchQuery *query, const char *text, guint chars)
{
  g_autofree char *line = unmarked (text);
  GString *out = g_string_new (NULL);
  const char *first = NULL, *start, *p;
  guint n = 0;

  for (p = line; *p && !first; p = g_utf8_next_char (p))
    if (may_start (line, p) && any_match_at (query, p))
      first = p;
  start = first && g_utf8_pointer_to_offset (line, first) > (glong) chars / 3 ? g_utf8_offset_to_pointer (first, -(glong) chars / 4) : line;
  if (start != line)
    g_string_append (out, "…");
  for (p = start; *p && n < chars; n++)
    {
      gsize length = may_start (line, p) ? any_match_at (query, p) : 0;
      gsize step = length ? length : (gsize) (g_utf8_next_char (p) - p);
      if (length)
        g_string_append (out, MARK_ON);
      g_string_append_len (out, p, step);
      if (length)
        g_string_append (out, MARK_OFF);
      p += step;
    }
  if (*p)
    g_string_append (out, "…");
  return g_string_free_and_steal (out);
}
