/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-person-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "so-json.h"

/* What each table is called, and which of its columns say something to people; "at": a time. Messages are written otherwise. */
static const struct { const char *table, *title; const char *columns[7]; } sections[] = {
  { "contact", N_("Person"), { "name", "birthday", "stage", "source", "notes", "created_at", NULL } },
  { "identity", N_("Numbers and addresses"), { "kind", "value", "name", NULL } },
  { "consent", N_("Consent to be written to"), { "at", "purpose", "state", "word", "note", NULL } },
  { "contact_field", N_("Details"), { "name", "value", NULL } },
  { "sensitive_field", N_("Sensitive details"), { "name", "value", NULL } },
  { "tag", N_("Tags"), { "name", NULL } },
  { "household", N_("Household"), { "name", NULL } },
  { "contact_note", N_("Notes"), { "created_at", "author", "text", NULL } },
  { "task", N_("Tasks"), { "title", "due_at", "done_at", NULL } },
  { "stage_move", N_("Way through the board"), { "created_at", "from_stage", "to_stage", "reason", NULL } },
  { "trial", N_("Trials"), { "starts_at", "title", "state", "note", NULL } },
  { "finding", N_("What was read out of conversations"), { "created_at", "what", "quote", NULL } },
  { "draft", N_("Drafts"), { "created_at", "state", "text", NULL } },
};

static void
add (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text ? text : "", -1);

  g_string_append (page, escaped);
}

static char *
time_of (gint64 ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = ms > 0 ? g_date_time_new_from_unix_utc (ms / 1000) : NULL;
  g_autoptr (GDateTime) local = utc && zone ? g_date_time_to_timezone (utc, zone) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static char *
value_of (JsonObject *row, const char *column, GTimeZone *zone)
{
  JsonNode *node = json_object_has_member (row, column) ? json_object_get_member (row, column) : NULL;

  if (!strcmp (column, "at") || g_str_has_suffix (column, "_at"))
    return time_of (so_json_int (row, column), zone);
  if (!node || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  return json_node_get_value_type (node) == G_TYPE_STRING ? g_strdup (json_node_get_string (node))
                                                          : g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
add_section (GString *page, JsonArray *rows, const char *title, const char *const *columns, GTimeZone *zone)
{
  if (!rows || json_array_get_length (rows) == 0)
    return;
  g_string_append_printf (page, "<h2>%s</h2>\n<table>\n", title);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_string_append (page, "<tr>");
      for (guint c = 0; columns[c]; c++)
        {
          g_autofree char *value = value_of (so_json_element (rows, i), columns[c], zone);
          g_string_append (page, "<td>");
          add (page, value);
          g_string_append (page, "</td>");
        }
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</table>\n");
}

/* The files of a message, as links beside the page. */
static void
add_parts (GString *page, JsonArray *parts, const char *message_id, GHashTable *files)
{
  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = so_json_element (parts, i);
      const char *sha256 = so_json_string (part, "sha256"), *name = sha256 ? g_hash_table_lookup (files, sha256) : NULL;
      g_autofree char *uri = name ? g_uri_escape_string (name, NULL, FALSE) : NULL;

      if (!name || g_strcmp0 (so_json_string (part, "message_id"), message_id))
        continue;
      g_string_append_printf (page, "<br><a href=\"files/%s\">", uri);
      add (page, so_json_string (part, "name") ? so_json_string (part, "name") : name);
      g_string_append (page, "</a>");
    }
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  gint64 one = so_json_int (*(JsonObject *const *) a, "sent_at"), two = so_json_int (*(JsonObject *const *) b, "sent_at");

  return (one > two) - (one < two);
}

/* Parts by message, so that a long history is not walked for each of them. */
static GHashTable *
index_parts (JsonArray *parts)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) json_array_unref);

  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = so_json_element (parts, i);
      const char *id = so_json_string (part, "message_id");
      JsonArray *of = id ? g_hash_table_lookup (index, id) : NULL;

      if (id && !of)
        g_hash_table_insert (index, (gpointer) id, of = json_array_new ());
      if (id)
        json_array_add_object_element (of, json_object_ref (part));
    }
  return index;
}

static void
add_messages (GString *page, JsonObject *person, GHashTable *files, GTimeZone *zone)
{
  JsonArray *rows = so_json_array (person, "message");
  g_autoptr (GHashTable) parts = index_parts (so_json_array (person, "part"));
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; rows && i < json_array_get_length (rows); i++)
    g_ptr_array_add (sorted, so_json_element (rows, i));
  if (!sorted->len)
    return;
  g_ptr_array_sort (sorted, by_time);
  g_string_append_printf (page, "<h2>%s</h2>\n<table>\n", _("Messages"));
  for (guint i = 0; i < sorted->len; i++)
    {
      JsonObject *row = sorted->pdata[i];
      const char *id = so_json_string (row, "id");
      g_autofree char *when = time_of (so_json_int (row, "sent_at"), zone);
      gboolean ours = !g_strcmp0 (so_json_string (row, "direction"), "outbound");

      g_string_append_printf (page, "<tr class=\"%s\"><td>%s</td><td>", ours ? "ours" : "theirs", when);
      add (page, ours && !*so_json_string (row, "sender") ? _("The studio") : so_json_string (row, "sender"));
      g_string_append (page, "</td><td class=\"text\">");
      add (page, so_json_string (row, "text"));
      add_parts (page, id ? g_hash_table_lookup (parts, id) : NULL, id, files);
      g_string_append (page, "</td></tr>\n");
    }
  g_string_append (page, "</table>\n");
}

char *
so_person_page (JsonObject *person, GHashTable *files, GTimeZone *zone)
{
  GString *page = g_string_new ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                                " style-src 'unsafe-inline'\">\n<style>body { font: 16px sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }"
                                " table { border-collapse: collapse; width: 100% } td { border-top: 1px solid #ccc; padding: .3em .6em; vertical-align: top }"
                                " td.text { white-space: pre-wrap } tr.ours { background: #f2f6fb }</style>\n<title>");
  JsonObject *contact = so_json_element (so_json_array (person, "contact"), 0);
  const char *name = contact ? so_json_string (contact, "name") : NULL;

  add (page, name);
  g_string_append (page, "</title></head>\n<body>\n<h1>");
  add (page, name);
  g_string_append_printf (page, "</h1>\n<p>%s</p>\n", _("Everything that is kept of this person. person.json has the same for programs, with what is left out here; files are beside it."));
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    add_section (page, so_json_array (person, sections[i].table), _(sections[i].title), sections[i].columns, zone);
  add_messages (page, person, files, zone);
  g_string_append (page, "</body></html>\n");
  return g_string_free_and_steal (page);
}
