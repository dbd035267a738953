/* SPDX-License-Identifier: MIT */
#include "so-search.h"

#include "so-db.h"
#include "so-id.h"
#include "so-people.h"
#include "so-search-query.h"

#define SNIPPET_CHARS 160

gboolean
so_search_is_query (const char *text)
{
  g_autoptr (SoSearchQuery) query = so_search_query_parse (text, NULL);

  return query != NULL;
}

static gint64
doc_bound (gint64 ms, gint64 unbounded)
{
  return ms == unbounded ? unbounded : CLAMP (ms / 1000, 0, (gint64) G_MAXUINT32) << 20;
}

/* What no word of a message says: how its conversation stands, and where its person does. Only people have a stage of their own. */
static void
append_states (GString *sql, const SoSearchQuery *query)
{
  const char *of_thread = " AND d.kind = 0 AND EXISTS (SELECT 1 FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.n = d.ref AND ";

  if (query->open)
    g_string_append_printf (sql, "%st.state IN ('open', 'waiting'))", of_thread);
  if (query->done)
    g_string_append_printf (sql, "%st.state = 'done')", of_thread);
  if (query->unread)
    g_string_append_printf (sql, "%st.unread > 0)", of_thread);
  if (query->starred)
    g_string_append_printf (sql, "%st.starred = 1)", of_thread);
  if (query->stage)
    g_string_append_printf (sql, " AND ((d.kind = 1 AND EXISTS (SELECT 1 FROM contact c WHERE c.n = d.ref AND c.stage = '%s')) OR (d.kind = 0 AND EXISTS"
                            " (SELECT 1 FROM message m JOIN thread t ON t.id = m.thread_id JOIN contact o ON o.id = t.contact_id"
                            " JOIN contact c ON c.id = coalesce (o.root, o.id) WHERE m.n = d.ref AND c.stage = '%s')))", query->stage, query->stage);
}

/* Docs in the order of the index (newest first). Tags restrict to the tagged messages, threads and people. */
static SoStmt *
query_docs (SoDb *db, const SoSearchQuery *query, guint limit, GError **error)
{
  g_autoptr (GString) sql = g_string_new (
    "SELECT d.kind, d.ref FROM search s JOIN search_doc d ON d.doc = s.rowid"
    " WHERE search MATCH ?1 AND s.rowid >= ?2 AND s.rowid < ?3");

  for (guint i = 0; i < query->tags->len; i++)
    {
      /* A hash of ours, so it may stand in the statement. */
      g_autofree char *id = so_id_derive ("tag", g_ptr_array_index (query->tags, i));
      g_string_append_printf (sql,
        " AND ((d.kind = 0 AND d.ref IN (SELECT m.n FROM tagging g JOIN message m ON m.id = g.target_id OR m.thread_id = g.target_id"
        " WHERE g.tag_id = '%s' AND g.deleted_at IS NULL)) OR (d.kind = 1 AND d.ref IN (SELECT c.n FROM tagging g JOIN contact c"
        " ON c.id = " SO_PERSON_ROOT ("g.target_id") " WHERE g.tag_id = '%s' AND g.deleted_at IS NULL)))", id, id);
    }
  append_states (sql, query);
  g_string_append (sql, " ORDER BY s.rowid DESC LIMIT ?4");
  return so_db_query (db, error, sql->str, "tiii", query->match, doc_bound (query->after, G_MININT64),
                      doc_bound (query->before, G_MAXINT64), (gint64) limit);
}

static SoHit *
load_message (SoDb *db, gint64 n, const SoSearchQuery *query)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL,
    "SELECT m.id, m.thread_id, coalesce (nullif (c.name, ''), t.title, m.sender), t.channel, m.sent_at, m.text"
    " FROM message m LEFT JOIN thread t ON t.id = m.thread_id LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id") " WHERE m.n = ?", "i", n);
  SoHit *hit;

  if (!row || !so_stmt_next (row, NULL))
    return NULL;
  hit = g_new0 (SoHit, 1);
  hit->kind = SO_HIT_MESSAGE;
  hit->id = so_stmt_dup (row, 0);
  hit->thread_id = so_stmt_dup (row, 1);
  hit->contact_name = so_stmt_dup (row, 2);
  hit->channel = so_stmt_dup (row, 3);
  hit->when = so_stmt_int (row, 4);
  hit->snippet = so_search_query_snippet (query, so_stmt_text (row, 5), SNIPPET_CHARS);
  return hit;
}

static SoHit *
load_other (SoDb *db, SoHitKind kind, gint64 n, const SoSearchQuery *query)
{
  const char *sql = kind == SO_HIT_CONTACT
    ? "SELECT id, name, updated_at, (SELECT group_concat (value, ' · ') FROM identity WHERE contact_id IN " SO_PERSON_ALL ("contact.id") " AND deleted_at IS NULL) FROM contact WHERE n = ?"
    : "SELECT id, question, updated_at, answer FROM knowledge WHERE n = ?";
  g_autoptr (SoStmt) row = so_db_query (db, NULL, sql, "i", n);
  SoHit *hit;

  if (!row || !so_stmt_next (row, NULL))
    return NULL;
  hit = g_new0 (SoHit, 1);
  hit->kind = kind;
  hit->id = so_stmt_dup (row, 0);
  hit->contact_name = so_stmt_dup (row, 1);
  hit->when = so_stmt_int (row, 2);
  hit->snippet = so_search_query_snippet (query, so_stmt_text (row, 3) ? so_stmt_text (row, 3) : "", SNIPPET_CHARS);
  return hit;
}

GPtrArray *
so_search (SoDb *db, const char *text, guint limit, GTimeZone *zone, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hit_free);
  g_autoptr (SoSearchQuery) query = so_search_query_parse (text, zone);
  g_autoptr (SoStmt) docs = NULL;
  g_autoptr (GError) inner = NULL;

  if (!query)
    return g_steal_pointer (&hits);
  docs = query_docs (db, query, limit, error);
  if (!docs)
    return NULL;
  while (so_stmt_next (docs, &inner))
    {
      SoHitKind kind = (SoHitKind) so_stmt_int (docs, 0);
      SoHit *hit = kind == SO_HIT_MESSAGE ? load_message (db, so_stmt_int (docs, 1), query)
                                          : load_other (db, kind, so_stmt_int (docs, 1), query);
      if (hit)
        g_ptr_array_add (hits, hit);
    }
  if (!inner)
    return g_steal_pointer (&hits);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}
