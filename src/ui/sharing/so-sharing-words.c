/* SPDX-License-Identifier: MIT */
#include "so-sharing-words.h"

#include "so-age.h"

#include <glib/gi18n.h>
#include <string.h>

/* More is a number that nobody reads. */
#define MOST_TABLES 6

static const struct { const char *table, *label; } tables[] = {
  { "setting", N_("settings") },       { "contact", N_("people") },               { "identity", N_("addresses") },
  { "identity_alias", N_("other addresses") }, { "contact_field", N_("details of people") }, { "consent", N_("consents") },
  { "sender_choice", N_("choices of accounts") }, { "thread", N_("conversations") }, { "message", N_("messages") },
  { "part", N_("attachments") },       { "told", N_("delivery reports") },        { "reaction", N_("reactions") },
  { "tag", N_("tags") },               { "tagging", N_("what is tagged") },       { "task", N_("tasks") },
  { "question", N_("questions") },     { "knowledge", N_("answers") },            { "knowledge_version", N_("earlier answers") },
  { "price", N_("prices") },           { "template", N_("templates") },           { "rule", N_("rules") },
  { "rule_use", N_("uses of rules") }, { "sequence", N_("follow-ups") },          { "account", N_("accounts") },
  { "draft", N_("drafts") },           { "draft_version", N_("versions of drafts") }, { "draft_file", N_("files of drafts") },
  { "approval", N_("approvals") },
};

static const char *
label_of (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!strcmp (tables[i].table, table))
      return _(tables[i].label);
  return table;
}

char *
so_sharing_words_progress (SoShareState state, gint64 done, gint64 whole, double *fraction)
{
  double part = whole > 0 ? CLAMP ((double) done / (double) whole, 0, 1) : -1;
  int percent = (int) (part * 100);

  if (fraction)
    *fraction = part;
  if (state == SO_SHARE_MERGE)
    return part >= 0 ? g_strdup_printf (_("Telling the hub what is here: %d %%"), percent) : g_strdup (_("Telling the hub what is here…"));
  if (state == SO_SHARE_FOLLOW)
    return g_strdup (_("Reading what was changed meanwhile…"));
  if (part >= 0)
    return g_strdup_printf (_("Reading the studio: %d %%"), percent);
  if (done > 0)
    return g_strdup_printf (g_dngettext (NULL, "Reading the studio: %'d entry so far", "Reading the studio: %'d entries so far", (gulong) done), (int) MIN (done, G_MAXINT));
  return g_strdup (_("Reading the studio…"));
}

/* What is wrong, since when, and that nothing is lost by it. */
static char *
dup_trouble (const SoSharing *sharing, const SoHubLink *link, gint64 now)
{
  g_autofree char *age = link && link->heard_at ? so_age_dup_short (link->heard_at, now) : NULL;
  /* Translators: %s is when, such as 14:05 or Yesterday */
  g_autofree char *heard = age ? g_strdup_printf (_("Last heard of the hub: %s."), age) : NULL;
  const char *stop = g_str_has_suffix (sharing->error, ".") ? "" : ".";

  return g_strconcat (sharing->error, stop, heard ? " " : "", heard ? heard : "", " ", _("What you change here is kept, and told to the others later."), NULL);
}

char *
so_sharing_words_state (const SoSharing *sharing, const SoHubLink *link, gint64 now)
{
  gint64 files = sharing->files_here + sharing->files_away;

  if (sharing->state == SO_SHARE_OFF)
    return g_strdup (_("Not shared: what is here is on this computer alone"));
  if (sharing->error)
    return dup_trouble (sharing, link, now);
  if (sharing->state != SO_SHARE_FOLLOW)
    return so_sharing_words_progress (sharing->state, sharing->done, sharing->whole, NULL);
  if (sharing->waiting)
    return g_strdup_printf (g_dngettext (NULL, "%d change waits to be told to the others", "%d changes wait to be told to the others", (gulong) sharing->waiting),
                            (int) MIN (sharing->waiting, G_MAXINT));
  if (sharing->settled && sharing->files_error)
    return g_strdup (sharing->files_error);
  if (sharing->settled && files)
    return g_strdup_printf (g_dngettext (NULL, "Everything is told to the others, and %d file is on its way", "Everything is told to the others, and %d files are on their way",
                                         (gulong) files), (int) MIN (files, G_MAXINT));
  return g_strdup (sharing->settled ? _("Everything is told to the others, and theirs is here") : _("Reading what others have changed…"));
}

/* "contact 12 HASH" by name; of what is on either side. */
static GHashTable *
read_lines (const char *digest)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (digest ? digest : "", "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      char *space = strchr (lines[i], ' ');

      if (space)
        g_hash_table_insert (all, g_strndup (lines[i], (gsize) (space - lines[i])), g_strdup (space + 1));
    }
  return all;
}

static char *
dup_difference (const char *table, const char *here, const char *there)
{
  gint64 mine = here ? g_ascii_strtoll (here, NULL, 10) : 0, theirs = there ? g_ascii_strtoll (there, NULL, 10) : 0;

  if (mine == theirs)
    return g_strdup (label_of (table));
  /* Translators: %s is a kind of thing such as “people”: how many there are on this computer, and how many at the hub */
  return g_strdup_printf (_("%s (%d here, %d there)"), label_of (table), (int) mine, (int) theirs);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of tables, in their order. Borrowed from the two. */
static GPtrArray *
find_differences (GHashTable *here, GHashTable *there)
{
  GHashTable *const both[] = { here, there };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_hash_table_iter_init (&iter, both[i]);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        if (g_strcmp0 (g_hash_table_lookup (here, name), g_hash_table_lookup (there, name)) && !g_hash_table_contains (names, name))
          g_hash_table_add (names, name);
    }
  return g_hash_table_get_keys_as_ptr_array (names);
}

char *
so_sharing_words_compared (const char *here, const char *there, gboolean *same)
{
  g_autoptr (GHashTable) mine = read_lines (here), theirs = read_lines (there);
  g_autoptr (GPtrArray) names = find_differences (mine, theirs);
  g_autoptr (GString) text = g_string_new (NULL);

  *same = !names->len;
  if (*same)
    return g_strdup (_("This computer and the hub have the same"));
  g_ptr_array_sort (names, by_name);
  for (guint i = 0; i < names->len && i < MOST_TABLES; i++)
    {
      g_autofree char *one = dup_difference (names->pdata[i], g_hash_table_lookup (mine, names->pdata[i]), g_hash_table_lookup (theirs, names->pdata[i]));

      g_string_append_printf (text, "%s%s", i ? ", " : "", one);
    }
  if (names->len > MOST_TABLES)
    g_string_append (text, "…");
  /* Translators: %s is a list such as “people (12 here, 13 there), tags” */
  return g_strdup_printf (_("This computer and the hub differ in: %s"), text->str);
}
