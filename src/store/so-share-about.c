/* SPDX-License-Identifier: MIT */
#include "so-share-about.h"

#include <string.h>

#include "so-db.h"
#include "so-draft-state.h"
#include "so-share-row.h"

/* name, part, contact, thread. */
static const struct { const char *table, *sql; } abouts[] = {
  { "setting", "SELECT key, NULL, NULL, NULL FROM setting WHERE id = ?" },
  { "contact", "SELECT name, NULL, id, NULL FROM contact WHERE id = ?" },
  { "identity", "SELECT c.name, i.value, c.id, NULL FROM identity i LEFT JOIN contact c ON c.id = i.contact_id WHERE i.id = ?" },
  { "contact_field", "SELECT c.name, f.name, c.id, NULL FROM contact_field f LEFT JOIN contact c ON c.id = f.contact_id WHERE f.id = ?" },
  { "thread", "SELECT coalesce (c.name, t.title), NULL, c.id, t.id FROM thread t LEFT JOIN contact c ON c.id = t.contact_id WHERE t.id = ?" },
  { "message", "SELECT coalesce (c.name, m.sender), NULL, c.id, m.thread_id FROM message m LEFT JOIN contact c ON c.id = m.contact_id WHERE m.id = ?" },
  { "tag", "SELECT name, NULL, NULL, NULL FROM tag WHERE id = ?" },
  { "tagging", "SELECT coalesce (c.name, tc.name, t.title), tag.name, coalesce (c.id, tc.id), t.id FROM tagging g LEFT JOIN tag ON tag.id = g.tag_id"
    " LEFT JOIN contact c ON g.target_kind = 'contact' AND c.id = g.target_id LEFT JOIN thread t ON g.target_kind = 'thread' AND t.id = g.target_id"
    " LEFT JOIN contact tc ON tc.id = t.contact_id WHERE g.id = ?" },
  { "knowledge", "SELECT question, NULL, NULL, NULL FROM knowledge WHERE id = ?" },
  { "price", "SELECT name, NULL, NULL, NULL FROM price WHERE id = ?" },
  { "template", "SELECT name, NULL, NULL, NULL FROM template WHERE id = ?" },
  { "question", "SELECT text, NULL, NULL, thread_id FROM question WHERE id = ?" },
  { "rule", "SELECT name, NULL, NULL, NULL FROM rule WHERE id = ?" },
  { "sequence", "SELECT name, NULL, NULL, NULL FROM sequence WHERE id = ?" },
  { "task", "SELECT c.name, t.title, c.id, t.thread_id FROM task t LEFT JOIN contact c ON c.id = t.contact_id WHERE t.id = ?" },
  { "trial", "SELECT c.name, t.title, c.id, NULL FROM trial t LEFT JOIN contact c ON c.id = t.contact_id WHERE t.id = ?" },
  { "contact_merge", "SELECT s.name, m.name, s.id, NULL FROM contact_merge g LEFT JOIN contact s ON s.id = g.survivor_id LEFT JOIN contact m ON m.id = g.merged_id WHERE g.id = ?" },
  { "contact_apart", "SELECT a.name, b.name, a.id, NULL FROM contact_apart g LEFT JOIN contact a ON a.id = g.a_id LEFT JOIN contact b ON b.id = g.b_id WHERE g.id = ?" },
  { "contact_note", "SELECT c.name, NULL, c.id, NULL FROM contact_note o LEFT JOIN contact c ON c.id = o.contact_id WHERE o.id = ?" },
  { "contact_file", "SELECT c.name, f.name, c.id, NULL FROM contact_file f LEFT JOIN contact c ON c.id = f.contact_id WHERE f.id = ?" },
  { "household", "SELECT name, NULL, NULL, NULL FROM household WHERE id = ?" },
  { "household_member", "SELECT c.name, h.name, c.id, NULL FROM household_member m LEFT JOIN contact c ON c.id = m.contact_id LEFT JOIN household h ON h.id = m.household_id WHERE m.id = ?" },
  { "field_kind", "SELECT label, NULL, NULL, NULL FROM field_kind WHERE id = ?" },
  { "saved_filter", "SELECT name, NULL, NULL, NULL FROM saved_filter WHERE id = ?" },
  { "room", "SELECT name, NULL, NULL, NULL FROM room WHERE id = ?" },
  { "teacher", "SELECT name, NULL, NULL, NULL FROM teacher WHERE id = ?" },
  { "teacher_day", "SELECT t.name, d.day, NULL, NULL FROM teacher_day d LEFT JOIN teacher t ON t.id = d.teacher_id WHERE d.id = ?" },
  { "class_kind", "SELECT name, NULL, NULL, NULL FROM class_kind WHERE id = ?" },
  { "term", "SELECT name, NULL, NULL, NULL FROM term WHERE id = ?" },
  { "closure", "SELECT label, NULL, NULL, NULL FROM closure WHERE id = ?" },
  { "series", "SELECT k.name, NULL, NULL, NULL FROM series s LEFT JOIN class_kind k ON k.id = s.class_id WHERE s.id = ?" },
  { "session", "SELECT (SELECT k.name FROM series s JOIN class_kind k ON k.id = s.class_id WHERE s.root = x.root LIMIT 1), replace (x.original, 'T', ' '), NULL, NULL"
    " FROM session x WHERE x.id = ?" },
  { "booking", "SELECT c.name, (SELECT k.name FROM series s JOIN class_kind k ON k.id = s.class_id WHERE s.root = b.root LIMIT 1), c.id, NULL"
    " FROM booking b LEFT JOIN contact c ON c.id = b.contact_id WHERE b.id = ?" },
  { "call", "SELECT coalesce (c.name, nullif (k.number, ''), k.name), NULL, c.id, m.thread_id FROM call k LEFT JOIN message m ON m.id = k.message_id"
    " LEFT JOIN thread t ON t.id = m.thread_id LEFT JOIN contact c ON c.id = t.contact_id WHERE k.id = ?" },
  { "account", "SELECT name, NULL, NULL, NULL FROM account WHERE id = ?" },
  { "draft", "SELECT c.name, NULL, c.id, d.thread_id FROM draft d LEFT JOIN contact c ON c.id = d.contact_id WHERE d.id = ?" },
  { "consent", "SELECT c.name, i.value, c.id, NULL FROM consent o LEFT JOIN identity i ON i.id = o.identity_id LEFT JOIN contact c ON c.id = i.contact_id WHERE o.id = ?" },
  { "sender_choice", "SELECT c.name, s.channel, c.id, NULL FROM sender_choice s LEFT JOIN contact c ON c.id = s.contact_id WHERE s.id = ?" },
};

void
so_share_about_free (SoShareAbout *about)
{
  if (!about)
    return;
  g_free (about->name);
  g_free (about->part);
  g_free (about->contact_id);
  g_free (about->thread_id);
  g_free (about);
}

SoShareAbout *
so_share_about (SoDb *db, const char *table, const char *pk)
{
  SoShareAbout *about = g_new0 (SoShareAbout, 1);

  for (guint i = 0; i < G_N_ELEMENTS (abouts); i++)
    if (!strcmp (abouts[i].table, table))
      {
        g_autoptr (SoStmt) row = so_db_query (db, NULL, abouts[i].sql, "t", pk);

        if (!row || !so_stmt_next (row, NULL))
          return about;
        about->name = so_stmt_dup (row, 0);
        about->part = so_stmt_dup (row, 1);
        about->contact_id = so_stmt_dup (row, 2);
        about->thread_id = so_stmt_dup (row, 3);
      }
  return about;
}

char *
so_share_name_of (SoDb *db, const char *what, const char *id)
{
  static const struct { const char *what, *sql; } names[] = {
    { "contact", "SELECT name FROM contact WHERE id = ?" },
    { "account", "SELECT name FROM account WHERE id = ?" },
    { "knowledge", "SELECT question FROM knowledge WHERE id = ?" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!strcmp (names[i].what, what))
      return so_db_text (db, names[i].sql, "t", id);
  return NULL;
}

/* What a draft became by somebody's decision is not taken back as a field: it may have left. Its words are, while nobody has decided, and so is a whole
 * one that was refused. */
static gboolean
is_open_draft (SoDb *db, const SoShareNotice *notice)
{
  g_autofree char *nick = *notice->group ? so_db_text (db, "SELECT state FROM draft WHERE id = ?", "t", notice->pk)
                                         : so_db_text (db, "SELECT ? ->> '$.state.state'", "t", notice->mine);
  SoDraftState state;

  return nick && so_draft_state_parse (nick, &state) && so_draft_state_is_open (state);
}

gboolean
so_share_can_put_back (SoDb *db, const SoShareNotice *notice)
{
  const SoShareTable *table = so_share_table_find (notice->table);
  gboolean whole = !*notice->group;

  if (!table || (!whole && !so_share_group_find (table, notice->group)) || so_share_row_exists (db, table, notice->pk) == whole)
    return FALSE;
  if (!strcmp (notice->table, "draft"))
    return (whole || !strcmp (notice->group, "words")) && is_open_draft (db, notice);
  return strcmp (notice->table, "account") || strcmp (notice->group, "home");
}

gboolean
so_share_remember (SoDb *db, const char *table, const char *pk, const char *columns, const char *val, GError **error)
{
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);
  gint64 step = so_db_get_undo_step (db);

  for (guint i = 0; step && names[i]; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO undo_field (step, tbl, id, field, old, new) SELECT ?1, '%s', id, '%s', %s, json_extract (?2, '$.%s')"
                                              " FROM %s WHERE id = ?3 AND %s IS NOT json_extract (?2, '$.%s')", table, names[i], names[i], names[i], table,
                                              names[i], names[i]);

      if (!so_db_run (db, error, sql, "itt", step, val, pk))
        return FALSE;
    }
  return TRUE;
}
