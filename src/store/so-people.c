/* SPDX-License-Identifier: MIT */
#include "so-people.h"

#include "so-batch-changes.h"
#include "so-clock.h"
#include "so-id.h"
#include "so-search-index.h"
#include "so-text.h"

#include "so-hit.h"
#include "so-threads-private.h"
#include "so-transcripts.h"

static char *
identity_id (const SoIdentity *identity, const char *normal)
{
  g_autofree char *scope = g_strconcat ("identity:", so_identity_kind_nick (identity->kind), NULL);

  return so_id_derive (scope, normal);
}

char *
so_people_identity_id (const SoIdentity *identity, const char *country)
{
  g_autofree char *normal = so_identity_normalise (identity->kind, identity->value, country);

  return normal ? identity_id (identity, normal) : NULL;
}

char *
so_people_of (SoDb *db, const SoIdentity *identity, const char *country)
{
  g_autofree char *own = so_people_own (db, identity, country);

  return own ? so_people_root (db, own) : NULL;
}

char *
so_people_own (SoDb *db, const SoIdentity *identity, const char *country)
{
  g_autofree char *normal = so_identity_normalise (identity->kind, identity->value, country);
  g_autofree char *id = normal ? identity_id (identity, normal) : NULL;

  if (!id)
    return NULL;
  return so_db_text (db, "SELECT contact_id FROM identity WHERE id = coalesce ((SELECT id FROM identity WHERE id = ?1 AND deleted_at IS NULL),"
                     " (SELECT identity_id FROM identity_alias WHERE id = ?1 AND deleted_at IS NULL)) AND deleted_at IS NULL", "t", id);
}

gboolean
so_people_add_alias (SoDb *db, const SoIdentity *identity, const SoIdentity *alias, const char *country, GError **error)
{
  g_autofree char *own = so_people_identity_id (identity, country), *id = so_people_identity_id (alias, country);

  if (!own || !id || !g_strcmp0 (own, id))
    return TRUE;
  return so_db_run (db, error, "INSERT INTO identity_alias (id, identity_id, value, created_at) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (id) DO UPDATE SET identity_id = excluded.identity_id, value = excluded.value, deleted_at = NULL"
                    " WHERE identity_id <> excluded.identity_id OR deleted_at IS NOT NULL", "ttti", id, own, alias->value, so_now ());
}

char *
so_people_address_of_alias (SoDb *db, const SoIdentity *alias, const char *country)
{
  g_autofree char *id = so_people_identity_id (alias, country);

  return id ? so_db_text (db, "SELECT i.value FROM identity_alias a JOIN identity i ON i.id = a.identity_id AND i.deleted_at IS NULL"
                          " WHERE a.id = ? AND a.deleted_at IS NULL", "t", id) : NULL;
}

gboolean
so_people_add_identity (SoDb *db, const char *contact_id, const SoIdentity *identity, const char *country,
                        const char *import_id, GError **error)
{
  g_autofree char *normal = so_identity_normalise (identity->kind, identity->value, country);
  g_autofree char *id = normal ? identity_id (identity, normal) : NULL;

  return !normal || so_db_run (db, error,
    "INSERT INTO identity (id, contact_id, kind, value, normal, name, import_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET contact_id = excluded.contact_id, import_id = excluded.import_id, deleted_at = NULL,"
    " value = excluded.value, normal = excluded.normal, name = excluded.name"
    " WHERE deleted_at IS NOT NULL", "ttttttti",
    id, contact_id, so_identity_kind_nick (identity->kind), identity->value, normal, identity->name, import_id, so_now ());
}

static char *
words_of_identities (SoDb *db, const char *contact_id)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT kind, value, normal FROM identity WHERE contact_id IN " SO_PERSON_ALL ("?1")
                                        " AND deleted_at IS NULL ORDER BY n", "t", contact_id);
  GString *words = g_string_new (NULL);

  while (row && so_stmt_next (row, NULL))
    {
      g_string_append_printf (words, " %s", so_stmt_text (row, 1));
      if (!g_strcmp0 (so_stmt_text (row, 0), "phone"))
        so_search_index_add_phone (words, so_stmt_text (row, 2));
    }
  return g_string_free_and_steal (words);
}

static void
index_again (SoDb *db, const SoMessage *message, const char *channel, const char *title, const char *person, const char *identities)
{
  g_autofree char *meta = so_message_meta (channel, message->outbound, message->parts, message->text);
  g_autofree char *who = g_strconcat (message->sender, " ", person, message->outbound ? NULL : identities, NULL);
  g_autoptr (GString) body = g_string_new (message->text);

  for (guint i = 0; i < message->parts->len; i++)
    {
      const SoPart *part = g_ptr_array_index (message->parts, i);
      if (part->name)
        g_string_append_printf (body, "\n%s", part->name);
    }
  so_transcript_add_words (db, message->id, body);
  so_search_index_put (db, SO_HIT_MESSAGE, message->n, message->sent_at, body->str, who, title, meta);
}

gboolean
so_people_index_message (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoMessage) message = so_message_find (db, message_id, error);
  g_autoptr (SoThread) thread = message ? so_thread_find (db, message->thread_id, error) : NULL;
  g_autofree char *identities = message && message->contact_id ? words_of_identities (db, message->contact_id) : g_strdup ("");

  if (!thread)
    return FALSE;
  index_again (db, message, so_channel_kind_nick (thread->channel), thread->title, thread->contact_name, identities);
  return TRUE;
}

gboolean
so_people_revive (SoDb *db, const char *contact_id, GError **error)
{
  if (!so_db_int (db, 0, "SELECT 1 FROM contact c WHERE id = ?1 AND deleted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasure WHERE id = ?1) AND"
                  " (EXISTS (SELECT 1 FROM thread WHERE contact_id = ?1 AND deleted_at IS NULL) OR EXISTS (SELECT 1 FROM identity WHERE contact_id = ?1 AND deleted_at IS NULL))",
                  "t", contact_id))
    return TRUE;
  return so_db_run (db, error, "UPDATE contact SET deleted_at = NULL WHERE id = ?", "t", contact_id) && so_people_settle_root (db, contact_id, error);
}

/* A conversation in which there is something again. */
static gboolean
revive_thread (SoDb *db, const char *id, GError **error)
{
  g_autofree char *person = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", id);

  return so_db_run (db, error, "UPDATE thread SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL", "t", id) &&
         (!person || so_people_revive (db, person, error));
}

gboolean
so_people_message_moved (SoDb *db, const char *message_id, const char *former, GError **error)
{
  g_autofree char *thread = so_db_text (db, "SELECT thread_id FROM message WHERE id = ?", "t", message_id);
  gboolean alive = so_db_int (db, 0, "SELECT 1 FROM message WHERE id = ? AND deleted_at IS NULL", "t", message_id) != 0;

  return thread && (!alive || revive_thread (db, thread, error)) && so_thread_refresh (db, thread, error) && (!former || so_thread_refresh (db, former, error)) &&
         (!alive || so_people_index_message (db, message_id, error));
}

/* A person has another name: what they wrote is found by it from now on. A group is nobody's. */
static gboolean
index_messages (SoDb *db, const char *contact_id, GError **error)
{
  g_autofree char *person = so_db_text (db, "SELECT name FROM contact WHERE id = " SO_PERSON_ROOT ("?1"), "t", contact_id);
  g_autofree char *identities = words_of_identities (db, contact_id);
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT m.n, t.channel, t.title FROM thread t JOIN message m ON m.thread_id = t.id"
                                        " AND m.deleted_at IS NULL WHERE t.contact_id IN " SO_PERSON_ALL ("?1") " AND t.is_group = 0 AND t.deleted_at IS NULL", "t", contact_id);
  g_autoptr (GError) inner = NULL;

  while (row && so_stmt_next (row, &inner))
    {
      g_autoptr (SoMessage) message = so_message_load (db, so_stmt_int (row, 0), error);
      if (!message)
        return FALSE;
      index_again (db, message, so_stmt_text (row, 1), so_stmt_text (row, 2), person ? person : "", identities);
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
so_people_name_changed (SoDb *db, const char *contact_id, GError **error)
{
  return so_people_index (db, contact_id, error) && index_messages (db, contact_id, error);
}

static gboolean
set_name (SoDb *db, const char *contact_id, const char *name, const char *import_id, GError **error)
{
  g_autofree char *sort = so_text_fold (name);

  /* What an import named is a number again when it is taken back, as if it had never been there. */
  return so_batch_set (db, import_id, "contact", contact_id, "name", name, error) && so_batch_set (db, import_id, "contact", contact_id, "sort", sort, error) &&
         (import_id || so_db_run (db, error, "UPDATE contact SET updated_at = ? WHERE id = ?", "it", so_now (), contact_id));
}

/* A number that got a name since: "+49 30 123" becomes "Anna". A name that stands is never replaced. */
static gboolean
learn_name (SoDb *db, const char *contact_id, const SoIdentity *identity, const char *import_id, GError **error)
{
  g_auto (GStrv) ids = NULL;

  if (!identity->name || !*identity->name)
    return TRUE;
  ids = so_db_texts (db, error, "SELECT id FROM contact WHERE id IN (?2, " SO_PERSON_ROOT ("?2") ") AND name <> ?1 AND"
                     " (name = '' OR EXISTS (SELECT 1 FROM identity WHERE contact_id = contact.id AND value = contact.name AND kind <> 'alias'))", "tt", identity->name, contact_id);
  for (guint i = 0; ids && ids[i]; i++)
    if (!set_name (db, ids[i], identity->name, import_id, error))
      return FALSE;
  return ids && (!*ids || so_people_name_changed (db, contact_id, error));
}

static gboolean
make (SoDb *db, const char *contact_id, const SoIdentity *identity, const char *source, const char *import_id, GError **error)
{
  const char *name = identity->name && *identity->name ? identity->name : identity->value;
  g_autofree char *sort = so_text_fold (name);
  gint64 now = so_now ();

  /* Somebody who was taken back comes without what was known then. */
  return so_db_run (db, error, "UPDATE contact SET notes = NULL, birthday = NULL, photo = NULL, stage = 'NEW', lost_reason = NULL, first_touch = NULL, referred_by = NULL WHERE id = ?"
                    " AND deleted_at IS NOT NULL", "t", contact_id) && so_db_run (db, error,
    "INSERT INTO contact (id, name, sort, source, import_id, created_at, updated_at, stage_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6)"
    " ON CONFLICT (id) DO UPDATE SET deleted_at = NULL, import_id = excluded.import_id, name = excluded.name, sort = excluded.sort,"
    " source = excluded.source, updated_at = excluded.updated_at", "ttttti",
    contact_id, name, sort, source, import_id, now);
}

/* Who was taken back, or erased, and comes again. */
static gboolean
comes_back (SoDb *db, const char *contact_id, GError **error)
{
  return !so_people_is_unsettled (db, contact_id) || so_people_settle_root (db, contact_id, error);
}

char *
so_people_find_or_make (SoDb *db, const SoIdentity *identity, const char *country, const char *source,
                        const char *import_id, gboolean *added, GError **error)
{
  g_autofree char *known = so_people_own (db, identity, country);
  g_autofree char *normal = so_identity_normalise (identity->kind, identity->value, country);
  g_autofree char *name = NULL, *id = NULL;

  if (added)
    *added = FALSE;
  if (known)
    return learn_name (db, known, identity, import_id, error) ? g_steal_pointer (&known) : NULL;
  /* Derived, so that two desktops that meet the same number make the same person. */
  name = g_strconcat (so_identity_kind_nick (identity->kind), ":", normal ? normal : "", NULL);
  id = so_id_derive ("contact", name);
  if (!make (db, id, identity, source, import_id, error) || !so_people_add_identity (db, id, identity, country, import_id, error) ||
      !comes_back (db, id, error) || !so_people_index (db, id, error))
    return NULL;
  if (added)
    *added = TRUE;
  return g_steal_pointer (&id);
}

/* What was noted about them is found, too. */
static char *
dup_notes (SoDb *db, const char *contact_id)
{
  return so_db_text (db, "SELECT group_concat (text, char (10)) FROM (SELECT notes AS text FROM contact WHERE id IN " SO_PERSON_ALL ("?1") " AND notes IS NOT NULL"
                     " UNION ALL SELECT text FROM contact_note WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND deleted_at IS NULL)", "t", contact_id);
}

static gboolean
index_one (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, "SELECT n, name, updated_at, deleted_at IS NOT NULL OR coalesce (root, id) <> id FROM contact WHERE id = ?", "t", contact_id);
  g_autofree char *identities = words_of_identities (db, contact_id), *notes = dup_notes (db, contact_id);
  g_autoptr (GError) inner = NULL;

  if (!stmt)
    return FALSE;
  if (!so_stmt_next (stmt, &inner))
    {
      gboolean none = inner == NULL;

      if (inner)
        g_propagate_error (error, g_steal_pointer (&inner));
      return none;
    }
  if (so_stmt_int (stmt, 3))
    so_search_index_remove (db, SO_HIT_CONTACT, so_stmt_int (stmt, 0));
  else
    so_search_index_put (db, SO_HIT_CONTACT, so_stmt_int (stmt, 0), so_stmt_int (stmt, 2), notes, so_stmt_text (stmt, 1), identities, "xall xcontact");
  return TRUE;
}

gboolean
so_people_index (SoDb *db, const char *contact_id, GError **error)
{
  g_autofree char *root = so_people_root (db, contact_id);

  return index_one (db, contact_id, error) && (g_str_equal (root, contact_id) || index_one (db, root, error));
}
