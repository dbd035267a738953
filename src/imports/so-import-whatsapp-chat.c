/* SPDX-License-Identifier: MIT */
#include "so-import-whatsapp-chat.h"

#include <string.h>

#include "so-import-whatsapp-body.h"
#include "so-import-whatsapp-words.h"
#include "so-phone.h"
#include "so-text.h"

/* Names are at most that long; what is longer before a colon is a sentence. */
#define MAX_NAME 100

/* What the name of a file may not hold on one system or the other. */
#define FORBIDDEN ":/\\?*\"<>|"

static char *
normalise (const char *name, const char *country)
{
  char *number = so_phone_normalise (name, country);

  return number ? number : so_text_fold (name);
}

gboolean
so_whatsapp_same_person (const char *a, const char *b, const char *country)
{
  g_autofree char *x = a ? normalise (a, country) : NULL;
  g_autofree char *y = b ? normalise (b, country) : NULL;

  return x && y && *x && !strcmp (x, y);
}

/* The name before the first ": ", marks and the "~" of unsaved contacts dropped. @rest: what follows. */
static char *
first_name (const char *text, const char **rest)
{
  const char *start = text, *line_end, *colon;
  gsize n;

  start += so_whatsapp_marks (start);
  line_end = strchr (start, '\n');
  line_end = line_end ? line_end : start + strlen (start);
  for (colon = start; (colon = memchr (colon, ':', line_end - colon)); colon++)
    if (colon + 1 >= line_end || colon[1] == ' ' || !strncmp (colon + 1, "\302\240", 2))
      break;
  if (!colon || colon == start)
    return NULL;
  *rest = colon + 1 + (colon[1] == ' ' && colon + 1 < line_end);
  if (*start == '~')
    {
      start++;
      while (*start == ' ' || !strncmp (start, "\302\240", 2) || !strncmp (start, "\342\200\257", 3))
        start += *start == ' ' ? 1 : *start == '\302' ? 2 : 3;
    }
  for (n = colon > start ? colon - start : 0; n && start[n - 1] == ' ';)
    n--;
  if (!n || g_utf8_strlen (start, n) > MAX_NAME)
    return NULL;
  return g_strndup (start, n);
}

/* File names write "_" for what they may not hold: the chat "Yoga: Fri" is "WhatsApp Chat - Yoga_ Fri.zip". Where the
 * text begins with such a title and ": ", its length. */
static gsize
titled (const char *text, const char *title)
{
  const char *start = text + so_whatsapp_marks (text), *p = start;

  for (; *title; title = g_utf8_next_char (title), p = g_utf8_next_char (p))
    if (!*p || (g_utf8_get_char (p) != g_utf8_get_char (title) && !(*title == '_' && strchr (FORBIDDEN, *p))))
      return 0;
  return p[0] == ':' && p[1] == ' ' ? p - start : 0;
}

/* 'A changed the subject to "Party: now"' has quotes before the colon; names hardly ever. */
static gboolean
is_quoting (const char *name)
{
  return strpbrk (name, "\"") || strstr (name, "“") || strstr (name, "«") || strstr (name, "„");
}

char *
so_whatsapp_chat_split (const SoWhatsappChat *chat, const char **text)
{
  const char *rest;
  g_autofree char *name = first_name (*text, &rest);
  gsize title = chat->title ? titled (*text, chat->title) : 0;
  const char *whole;

  if (title)
    {
      const char *start = *text + so_whatsapp_marks (*text);
      *text = start + title + 2;
      return g_strndup (start, title);
    }
  if (!name || is_quoting (name))
    return NULL;
  whole = g_hash_table_lookup (chat->doubled, name);
  if (whole && g_str_has_prefix (rest, whole + strlen (name) + 2))
    {
      rest += strlen (whole) - strlen (name) - 2;
      if (*rest == ':')
        {
          *text = rest + 1 + (rest[1] == ' ');
          return g_strdup (whole);
        }
      rest -= strlen (whole) - strlen (name) - 2;
    }
  *text = rest;
  return g_steal_pointer (&name);
}

/* Whether all who seem to be called "Dr" are in truth called "Dr: Smith". */
typedef struct {
  guint count;
  char *second;
  gboolean varies;
} Prefix;

static void
prefix_free (Prefix *prefix)
{
  g_free (prefix->second);
  g_free (prefix);
}

static void
count_prefix (GHashTable *prefixes, const char *text)
{
  const char *rest, *after;
  g_autofree char *name = first_name (text, &rest);
  g_autofree char *second = NULL;
  Prefix *prefix;

  if (!name || is_quoting (name))
    return;
  prefix = g_hash_table_lookup (prefixes, name);
  if (!prefix)
    g_hash_table_insert (prefixes, g_strdup (name), prefix = g_new0 (Prefix, 1));
  prefix->count++;
  if (prefix->varies)
    return;
  second = first_name (rest, &after);
  if (!prefix->second && prefix->count == 1)
    prefix->second = g_steal_pointer (&second);
  if (!prefix->second || (prefix->count > 1 && g_strcmp0 (prefix->second, second)))
    prefix->varies = TRUE;
}

static void
choose_doubled (SoWhatsappChat *chat, GHashTable *prefixes)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, prefixes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Prefix *prefix = value;
      g_autofree char *whole = prefix->varies ? NULL : g_strdup_printf ("%s: %s", (char *) key, prefix->second);
      if (whole && (prefix->count >= 5 || so_whatsapp_same_person (whole, chat->title, NULL)))
        g_hash_table_insert (chat->doubled, g_strdup (key), g_steal_pointer (&whole));
    }
}

static void
count_sender (SoWhatsappChat *chat, const SoWhatsappMessage *message, GHashTable *there)
{
  const char *text = message->text;
  g_autofree char *name = so_whatsapp_chat_split (chat, &text);
  g_autofree char *file = so_whatsapp_body_attachment (text, there, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_part_free);
  gboolean mine;
  guint n;

  if (file && !g_hash_table_contains (chat->media, file))
    g_hash_table_insert (chat->media, g_steal_pointer (&file), g_new0 (SoWhatsappMedia, 1));
  if (!name || (so_whatsapp_marks (text) && !so_whatsapp_body_parts (text, FALSE, NULL, parts)))
    return;
  if (so_whatsapp_words_deleted (text + so_whatsapp_marks (text), &mine) && mine && !chat->deleter)
    chat->deleter = g_strdup (name);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (chat->senders, name));
  if (!n)
    g_ptr_array_add (chat->names, g_strdup (name));
  g_hash_table_insert (chat->senders, g_steal_pointer (&name), GUINT_TO_POINTER (n + 1));
}

typedef void (*Visit) (gpointer target, const SoWhatsappMessage *message, gpointer data);

static void
visit_prefix (gpointer target, const SoWhatsappMessage *message, gpointer data)
{
  SoWhatsappChat *chat = data;
  gsize n = chat->title && strchr (chat->title, '_') ? titled (message->text, chat->title) : 0;

  count_prefix (target, message->text);
  if (n)
    {
      g_free (chat->title);
      chat->title = g_strndup (message->text + so_whatsapp_marks (message->text), n);
    }
}

static void
visit_sender (gpointer target, const SoWhatsappMessage *message, gpointer data)
{
  count_sender (target, message, data);
}

static gboolean
walk (int fd, GHashTable *shapes, Visit visit, gpointer target, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoWhatsappReader) reader = so_whatsapp_reader_new (fd, shapes);
  g_autoptr (GError) inner = NULL;
  SoWhatsappMessage message;

  while (so_whatsapp_reader_next (reader, &message, cancellable, &inner))
    if (message.line)
      visit (target, &message, data);
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

SoWhatsappChat *
so_whatsapp_chat_survey (int fd, GHashTable *shapes, const char *file_name, GHashTable *there, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (SoWhatsappChat) chat = g_new0 (SoWhatsappChat, 1);
  g_autoptr (GHashTable) prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) prefix_free);

  chat->senders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  chat->names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  chat->doubled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  chat->media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) so_whatsapp_media_free);
  chat->title = so_whatsapp_words_title (file_name);
  if (!walk (fd, shapes, visit_prefix, prefixes, chat, cancellable, error))
    return NULL;
  choose_doubled (chat, prefixes);
  if (!walk (fd, shapes, visit_sender, chat, there, cancellable, error))
    return NULL;
  return g_steal_pointer (&chat);
}

void
so_whatsapp_chat_free (SoWhatsappChat *chat)
{
  if (!chat)
    return;
  g_clear_pointer (&chat->senders, g_hash_table_unref);
  g_clear_pointer (&chat->names, g_ptr_array_unref);
  g_clear_pointer (&chat->doubled, g_hash_table_unref);
  g_clear_pointer (&chat->media, g_hash_table_unref);
  g_free (chat->title);
  g_free (chat->me);
  g_free (chat->deleter);
  g_free (chat->key);
  g_free (chat);
}

static const char *
name_like (const SoWhatsappChat *chat, const char *wanted, const char *country)
{
  for (guint i = 0; i < chat->names->len; i++)
    if (so_whatsapp_same_person (g_ptr_array_index (chat->names, i), wanted, country))
      return g_ptr_array_index (chat->names, i);
  return NULL;
}

static const char *
other_than (const SoWhatsappChat *chat, const char *name)
{
  for (guint i = 0; i < chat->names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (chat->names, i), name))
      return g_ptr_array_index (chat->names, i);
  return NULL;
}

/* What the owner said; who deleted "by you"; the one whom the title does not name; the answer of the sink. */
static const char *
find_me (const SoWhatsappChat *chat, const SoImportSource *source, SoImportSink *sink)
{
  const char *named = name_like (chat, chat->title, source->country);
  g_autofree char *number = chat->title ? so_phone_normalise (chat->title, source->country) : NULL;

  for (guint i = 0; source->me && source->me[i]; i++)
    {
      const char *me = name_like (chat, source->me[i], source->country);
      if (me)
        return me;
    }
  if (chat->deleter && !so_whatsapp_same_person (chat->deleter, chat->title, source->country))
    return chat->deleter;
  if (named && chat->names->len <= 2)
    return other_than (chat, named);
  if (!chat->names->len)
    return NULL;
  if (number && !named && chat->names->len == 1)
    return g_ptr_array_index (chat->names, 0);
  if (!sink->who_is_me || (chat->names->len == 1 && (named || !chat->title)))
    return NULL;
  return sink->who_is_me (sink, chat->title ? chat->title : "", (const char *const *) chat->names->pdata);
}

/* As the name of a file holds it: an export whose text does not show the title gives the same key. */
static char *
key_name (const char *name, const char *country)
{
  g_autofree char *number = so_phone_normalise (name, country);

  return number ? g_steal_pointer (&number) : g_strdelimit (normalise (name, country), FORBIDDEN, '_');
}

/* "1:1": the other one's number or name; a group: its title. Where neither is known, all names. */
static char *
key_of (const SoWhatsappChat *chat, const char *country)
{
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  const char *other = chat->names->len <= 2 && chat->me ? other_than (chat, chat->me) : NULL;

  if (chat->title && !chat->group)
    other = chat->title;
  if (other || chat->title)
    return key_name (other ? other : chat->title, country);
  for (guint i = 0; i < chat->names->len; i++)
    g_ptr_array_add (folded, key_name (g_ptr_array_index (chat->names, i), country));
  g_ptr_array_sort_values (folded, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (folded, NULL);
  return g_strjoinv ("+", (char **) folded->pdata);
}

void
so_whatsapp_chat_settle (SoWhatsappChat *chat, const SoImportSource *source, SoImportSink *sink)
{
  const char *me = find_me (chat, source, sink);
  guint others = chat->names->len - (me && g_hash_table_contains (chat->senders, me));

  chat->me = g_strdup (me);
  chat->group = others > 1 && (me || chat->names->len > 2);
  if (chat->title && chat->names->len >= 2 && !name_like (chat, chat->title, source->country))
    chat->group = chat->names->len > 2;
  g_free (chat->key);
  chat->key = key_of (chat, source->country);
}
