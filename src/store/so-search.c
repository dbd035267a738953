/* SPDX-License-Identifier: MIT */
#include "so-search.h"

#include "so-db.h"
#include "so-id.h"
#include "so-people.h"
#include "so-search-query.h"

#define SNIPPET_CHARS 160
/* Of people whose notes have the words: so many are looked through for those who have them in their name. */
#define MOST_LOOKED_AT 200
#define IDENTITIES "(SELECT group_concat (value, ' · ') FROM identity WHERE contact_id IN " SO_PERSON_ALL ("c.id") " AND deleted_at IS NULL)"
#define NOTES_OF(id) "(SELECT id, text, created_at AS at FROM contact_note WHERE contact_id IN " SO_PERSON_ALL (id) " AND deleted_at IS NULL" \
                     " UNION ALL SELECT id, notes, updated_at FROM contact WHERE id IN " SO_PERSON_ALL (id) " AND notes <> '')"

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

/* As a kind: people and knowledge at once. */
#define KIND_OTHERS SO_N_HITS

/* The part of the index in which things of @kind are; a note is in the row of its person. */
static char *
match_of (const SoSearchQuery *query, int kind)
{
  switch (kind)
    {
    case SO_HIT_CONTACT:
      return g_strdup_printf ("(%s) AND (meta : \"xcontact\")", query->match);
    case SO_HIT_NOTE:
      return g_strdup_printf ("(body : (%s)) AND (meta : \"xcontact\")", query->match);
    case SO_HIT_KNOWLEDGE:
      return g_strdup_printf ("(%s) AND (meta : \"xknowledge\")", query->match);
    case SO_HIT_MESSAGE:
      return g_strdup_printf ("(%s) NOT (meta : \"xcontact\" OR meta : \"xknowledge\")", query->match);
    case KIND_OTHERS:
      return g_strdup_printf ("(%s) AND (meta : \"xcontact\" OR meta : \"xknowledge\")", query->match);
    default:
      return g_strdup (query->match);
    }
}

/* Docs in the order of the index (newest first), of @kind or of all (-1). Tags restrict to the tagged messages, threads and people. */
static SoStmt *
query_docs (SoDb *db, const SoSearchQuery *query, int kind, guint limit, GError **error)
{
  g_autofree char *match = match_of (query, kind);
  gboolean dated = kind != SO_HIT_NOTE;      /* a note has another day than its person */
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
  return so_db_query (db, error, sql->str, "tiii", match, doc_bound (dated ? query->after : G_MININT64, G_MININT64),
                      doc_bound (dated ? query->before : G_MAXINT64, G_MAXINT64), (gint64) limit);
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

/* id, name, when, text */
static SoHit *
read_other (SoStmt *row, SoHitKind kind, const SoSearchQuery *query)
{
  SoHit *hit = g_new0 (SoHit, 1);
  const char *text = so_stmt_text (row, 3);

  hit->kind = kind;
  hit->id = so_stmt_dup (row, 0);
  hit->contact_name = so_stmt_dup (row, 1);
  hit->when = so_stmt_int (row, 2);
  hit->snippet = so_search_query_snippet (query, text ? text : "", SNIPPET_CHARS);
  return hit;
}

static SoHit *
load_knowledge (SoDb *db, gint64 n, const SoSearchQuery *query)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT id, question, updated_at, answer FROM knowledge WHERE n = ?", "i", n);

  return row && so_stmt_next (row, NULL) ? read_other (row, SO_HIT_KNOWLEDGE, query) : NULL;
}

/* What is noted about @contact_id with all the words in it, newest first, at most @limit, onto @hits. */
static void
add_notes (SoDb *db, GPtrArray *hits, const char *contact_id, const char *name, const SoSearchQuery *query, guint limit)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT id, ?2, at, text FROM " NOTES_OF ("?1") " ORDER BY at DESC", "tt", contact_id, name);

  while (row && limit && so_stmt_next (row, NULL))
    if (so_stmt_int (row, 2) >= query->after && so_stmt_int (row, 2) < query->before && so_search_query_all_in (query, so_stmt_text (row, 3)))
      {
        SoHit *hit = read_other (row, SO_HIT_NOTE, query);

        hit->contact_id = g_strdup (contact_id);
        g_ptr_array_add (hits, hit);
        limit--;
      }
}

/* *@noted: only their notes have the words. These are what the line below the name shows then. */
static SoHit *
load_person (SoDb *db, gint64 n, const SoSearchQuery *query, gboolean *noted)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT c.id, c.name, c.updated_at, " IDENTITIES " FROM contact c WHERE c.n = ?", "i", n);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hit_free);
  SoHit *hit;

  *noted = FALSE;
  if (!row || !so_stmt_next (row, NULL))
    return NULL;
  hit = read_other (row, SO_HIT_CONTACT, query);
  if (!so_search_query_is_in (query, hit->contact_name) && !so_search_query_is_in (query, so_stmt_text (row, 3)))
    add_notes (db, notes, hit->id, hit->contact_name, query, 1);
  if (notes->len)
    {
      *noted = TRUE;
      g_free (hit->snippet);
      hit->snippet = g_strdup (((SoHit *) notes->pdata[0])->snippet);
    }
  return hit;
}

static void
add_notes_of (SoDb *db, GPtrArray *hits, gint64 n, const SoSearchQuery *query, guint limit)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT id, name FROM contact WHERE n = ?", "i", n);

  if (row && so_stmt_next (row, NULL))
    add_notes (db, hits, so_stmt_text (row, 0), so_stmt_text (row, 1), query, limit);
}

/* The row @n of the kind @doc, as it is shown where @kind is looked for (-1: all, and a note is found as its person). At most @room of them. */
static void
add_doc (SoDb *db, GPtrArray *hits, SoHitKind doc, gint64 n, int kind, const SoSearchQuery *query, guint room)
{
  gboolean noted = FALSE;
  SoHit *hit = NULL;

  if (kind == SO_HIT_NOTE)
    {
      add_notes_of (db, hits, n, query, room);
      return;
    }
  switch (doc)
    {
    case SO_HIT_MESSAGE:
      hit = load_message (db, n, query);
      break;
    case SO_HIT_CONTACT:
      hit = load_person (db, n, query, &noted);
      break;
    case SO_HIT_KNOWLEDGE:
      hit = load_knowledge (db, n, query);
      break;
    case SO_HIT_NOTE:
    case SO_N_HITS:
    default:
      break;
    }
  if (noted && kind == SO_HIT_CONTACT)
    g_clear_pointer (&hit, so_hit_free);
  if (hit)
    g_ptr_array_add (hits, hit);
}

/* Adds at most @limit of @kind (-1: all). */
static gboolean
search (SoDb *db, GPtrArray *hits, const SoSearchQuery *query, int kind, guint limit, GError **error)
{
  gboolean passes_over = kind == SO_HIT_CONTACT || kind == SO_HIT_NOTE;
  g_autoptr (SoStmt) docs = query_docs (db, query, kind, passes_over ? MAX (limit, MOST_LOOKED_AT) : limit, error);
  g_autoptr (GError) inner = NULL;
  guint end = hits->len + limit;

  if (!docs)
    return FALSE;
  while (hits->len < end && so_stmt_next (docs, &inner))
    add_doc (db, hits, (SoHitKind) so_stmt_int (docs, 0), so_stmt_int (docs, 1), kind, query, end - hits->len);
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

GPtrArray *
so_search (SoDb *db, const char *text, guint limit, GTimeZone *zone, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hit_free);
  g_autoptr (SoSearchQuery) query = so_search_query_parse (text, zone);

  return !query || search (db, hits, query, query->only, limit, error) ? g_steal_pointer (&hits) : NULL;
}

typedef struct {
  SoHitKind kind;
  gint64 n;
} Doc;

/* All people and entries that are found, where these are few: the index is asked for them once, which is most of the work, and not for each kind.
 * NULL in *@docs where there are more. */
static gboolean
find_few (SoDb *db, const SoSearchQuery *query, GArray **docs, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Doc));
  g_autoptr (SoStmt) rows = NULL;
  g_autoptr (GError) inner = NULL;

  /* A note has another day than its person. */
  if (query->after != G_MININT64 || query->before != G_MAXINT64)
    return TRUE;
  rows = query_docs (db, query, KIND_OTHERS, MOST_LOOKED_AT, error);
  while (rows && so_stmt_next (rows, &inner))
    {
      Doc doc = { (SoHitKind) so_stmt_int (rows, 0), so_stmt_int (rows, 1) };

      g_array_append_val (found, doc);
    }
  if (found->len < MOST_LOOKED_AT)
    *docs = g_steal_pointer (&found);
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (rows)
    return TRUE;
  return FALSE;
}

static void
add_of_kind (SoDb *db, GPtrArray *hits, const GArray *docs, SoHitKind kind, const SoSearchQuery *query, guint limit)
{
  guint end = hits->len + limit;

  for (guint i = 0; i < docs->len && hits->len < end; i++)
    {
      const Doc *doc = &g_array_index (docs, Doc, i);

      if (doc->kind == (kind == SO_HIT_NOTE ? SO_HIT_CONTACT : kind))
        add_doc (db, hits, doc->kind, doc->n, (int) kind, query, end - hits->len);
    }
}

GPtrArray *
so_search_grouped (SoDb *db, const char *text, guint few, guint some, guint most, GTimeZone *zone, GError **error)
{
  static const SoHitKind others[] = { SO_HIT_CONTACT, SO_HIT_NOTE, SO_HIT_KNOWLEDGE };
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hit_free);
  g_autoptr (SoSearchQuery) query = so_search_query_parse (text, zone);
  g_autoptr (GArray) docs = NULL;

  if (query && query->only >= 0)
    return search (db, hits, query, query->only, most, error) ? g_steal_pointer (&hits) : NULL;
  if (query && !find_few (db, query, &docs, error))
    return NULL;
  for (guint i = 0; query && i < G_N_ELEMENTS (others); i++)
    if (docs)
      add_of_kind (db, hits, docs, others[i], query, few);
    else if (!search (db, hits, query, (int) others[i], few, error))
      return NULL;
  return !query || search (db, hits, query, SO_HIT_MESSAGE, some, error) ? g_steal_pointer (&hits) : NULL;
}
