/* SPDX-License-Identifier: MIT */
#include "so-elevenlabs-place.h"

#include "so-elevenlabs-parse.h"

#include <string.h>

#define NOWHERE "-"
#define MOST_OPEN 200
#define FIXED 3          /* words before the open ones */

static void
open_free (gpointer data)
{
  SoElevenlabsOpen *open = data;

  g_free (open->id);
  g_free (open);
}

void
so_elevenlabs_place_clear (SoElevenlabsPlace *place)
{
  g_free (place->next);
  g_clear_pointer (&place->open, g_ptr_array_unref);
}

void
so_elevenlabs_place_add (SoElevenlabsPlace *place, const char *id, gint64 start)
{
  SoElevenlabsOpen *open;

  if (!so_elevenlabs_is_id (id) || place->open->len >= MOST_OPEN)
    return;
  for (guint i = 0; i < place->open->len; i++)
    if (!strcmp (((SoElevenlabsOpen *) place->open->pdata[i])->id, id))
      return;
  open = g_new0 (SoElevenlabsOpen, 1);
  open->id = g_strdup (id);
  open->start = start;
  g_ptr_array_add (place->open, open);
}

static const char marks[] = "@!.";   /* SoElevenlabsStep */

/* "ID@START", with its mark. */
static void
read_open (SoElevenlabsPlace *place, const char *word)
{
  gsize length = strcspn (word, marks);
  g_autofree char *id = g_strndup (word, length);
  gint64 start = word[length] ? g_ascii_strtoll (word + length + 1, NULL, 10) : 0;
  guint before = place->open->len;

  if (!word[length])
    return;
  so_elevenlabs_place_add (place, id, start);
  if (place->open->len > before)
    ((SoElevenlabsOpen *) place->open->pdata[before])->step = (SoElevenlabsStep) (strchr (marks, word[length]) - marks);
}

/* "NEXT:TRAIL", of which NEXT is escaped. */
static void
read_next (SoElevenlabsPlace *place, const char *word)
{
  gsize length = strcspn (word, ":");

  place->next = g_uri_unescape_segment (word, word + length, NULL);
  place->trail = so_page_trail_read (place->next && word[length] ? word + length + 1 : NULL);
}

void
so_elevenlabs_place_read (SoElevenlabsPlace *place, const char *cursor, gint64 from)
{
  g_auto (GStrv) words = g_strsplit (cursor ? cursor : "", " ", 0);
  guint n = g_strv_length (words);

  *place = (SoElevenlabsPlace) { .since = from, .newest = from, .open = g_ptr_array_new_with_free_func (open_free) };
  if (n < FIXED || !g_ascii_string_to_signed (words[0], 10, 0, G_MAXINT32 * 4LL, &place->since, NULL))
    return;
  g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT32 * 4LL, &place->newest, NULL);
  place->newest = MAX (place->newest, place->since);
  if (*words[2] && strcmp (words[2], NOWHERE))
    read_next (place, words[2]);
  for (guint i = FIXED; i < n; i++)
    read_open (place, words[i]);
}

char *
so_elevenlabs_place_write (const SoElevenlabsPlace *place)
{
  g_autofree char *escaped = place->next ? g_uri_escape_string (place->next, NULL, FALSE) : NULL, *trail = so_page_trail_write (&place->trail);
  g_autofree char *next = escaped ? g_strconcat (escaped, ":", trail, NULL) : g_strdup (NOWHERE);
  GString *cursor = g_string_new (NULL);

  g_string_printf (cursor, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", place->since, place->newest, next);
  for (guint i = 0; i < place->open->len; i++)
    {
      const SoElevenlabsOpen *open = place->open->pdata[i];
      g_string_append_printf (cursor, " %s%c%" G_GINT64_FORMAT, open->id, marks[open->step], open->start);
    }
  return g_string_free_and_steal (cursor);
}

SoElevenlabsOpen *
so_elevenlabs_place_next (const SoElevenlabsPlace *place)
{
  for (guint i = 0; i < place->open->len; i++)
    if (((SoElevenlabsOpen *) place->open->pdata[i])->step == SO_ELEVENLABS_NEW)
      return place->open->pdata[i];
  return NULL;
}

/* Longer ago than the list looks back. */
static gboolean
is_behind (const SoElevenlabsPlace *place, const SoElevenlabsOpen *open)
{
  return open->step == SO_ELEVENLABS_TOLD && open->start < place->newest - SO_ELEVENLABS_AGAIN;
}

void
so_elevenlabs_place_asked (SoElevenlabsPlace *place, SoElevenlabsOpen *open, gboolean done)
{
  open->step = done ? SO_ELEVENLABS_TOLD : SO_ELEVENLABS_ASKED;
  if (is_behind (place, open))
    g_ptr_array_remove (place->open, open);
}

void
so_elevenlabs_place_begin (SoElevenlabsPlace *place, gint64 oldest)
{
  for (guint i = place->open->len; i > 0; i--)
    {
      SoElevenlabsOpen *open = place->open->pdata[i - 1];

      if (open->step == SO_ELEVENLABS_TOLD ? is_behind (place, open) : open->start < oldest)
        g_ptr_array_remove_index (place->open, i - 1);
      else if (open->step == SO_ELEVENLABS_ASKED)
        open->step = SO_ELEVENLABS_NEW;
    }
}
