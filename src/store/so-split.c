/* SPDX-License-Identifier: MIT */
#include "so-split.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-events.h"
#include "so-id.h"
#include "so-identity.h"
#include "so-people.h"
#include "so-text.h"
#include "so-threads-private.h"
#include "so-undo.h"

#include <string.h>

#define LONGEST_NAME 200

/* A new person ------------------------------------------------------------------------------------------ */

/* The id that two computers would both make, where it is free. */
static char *
free_id (SoDb *db, const char *kind, const char *normal)
{
  g_autofree char *name = g_strconcat (kind, ":", normal, NULL), *id = so_id_derive ("contact", name);

  return so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ?", "t", id) ? so_id_new () : g_steal_pointer (&id);
}

/* Born deleted and then set, so that undo finds the way back. */
static gboolean
bear (SoDb *db, const char *id, const char *name, const char *source, GError **error)
{
  g_autofree char *sort = so_text_fold (name);

  return so_db_run (db, error, "INSERT INTO contact (id, name, sort, source, created_at, updated_at, stage_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5, ?5)", "tttti", id,
                    name, sort, source, so_now ()) &&
         so_undo_set (db, "contact", id, "deleted_at", error, "t", NULL);
}

static char *
make_person (SoDb *db, const char *identity_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT i.kind, i.normal, coalesce (nullif (i.name, ''), i.value), c.source FROM identity i JOIN contact c ON c.id = i.contact_id"
                                        " WHERE i.id = ?", "t", identity_id);
  g_autofree char *id = NULL;

  if (!so_stmt_one (row, "There is no such address in this studio.", error))
    return NULL;
  id = free_id (db, so_stmt_text (row, 0), so_stmt_text (row, 1));
  return bear (db, id, so_stmt_text (row, 2), so_stmt_text (row, 3), error) ? g_steal_pointer (&id) : NULL;
}

/* Split ------------------------------------------------------------------------------------------------- */

/* Conversations with this address alone: what came in came from it, or they have its name. */
#define OF_ADDRESS \
  "SELECT t.id FROM thread t JOIN identity i ON i.id = ?1 WHERE t.contact_id = i.contact_id AND" \
  " NOT EXISTS (SELECT 1 FROM message m WHERE m.thread_id = t.id AND m.deleted_at IS NULL AND m.identity_id IS NOT NULL AND m.identity_id <> i.id) AND" \
  " (EXISTS (SELECT 1 FROM message m WHERE m.thread_id = t.id AND m.deleted_at IS NULL AND m.identity_id = i.id) OR" \
  "  t.remote_key IN (i.value, i.normal, ltrim (i.normal, '+'), 'way:' || t.account_id || ':' || i.value))"

static gboolean
set_owner (SoDb *db, const char *table, GStrv ids, const char *owner, GError **error)
{
  for (guint i = 0; ids && ids[i]; i++)
    if (!so_undo_set (db, table, ids[i], "contact_id", error, "t", owner))
      return FALSE;
  return ids != NULL;
}

static gboolean
move_all (SoDb *db, const char *identity_id, const char *owner, GError **error)
{
  g_auto (GStrv) threads = so_db_texts (db, error, OF_ADDRESS, "t", identity_id);
  g_auto (GStrv) messages = threads ? so_db_texts (db, error, "SELECT m.id FROM identity i JOIN thread t ON t.contact_id = i.contact_id JOIN message m ON m.thread_id = t.id"
                                                   " AND m.identity_id = i.id AND m.contact_id = i.contact_id WHERE i.id = ?", "t", identity_id) : NULL;

  return set_owner (db, "message", messages, owner, error) && set_owner (db, "thread", threads, owner, error) &&
         so_undo_set (db, "identity", identity_id, "contact_id", error, "t", owner);
}

static gboolean
refresh_person (SoDb *db, const char *id, GError **error)
{
  return so_people_sum (db, id, error) && so_people_name_changed (db, id, error);
}

char *
so_contact_split (SoDb *db, const char *identity_id, const char *to, GError **error)
{
  g_autofree char *from = so_db_text (db, "SELECT contact_id FROM identity WHERE id = ? AND deleted_at IS NULL", "t", identity_id);
  g_autofree char *owner = to ? so_people_root (db, to) : NULL, *former = from ? so_people_root (db, from) : NULL;

  if (!from)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such address in this studio."), NULL;
  if (owner && (!strcmp (owner, former) || !so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL", "t", owner)))
    return so_fail (error, SO_ERROR_CHANGE, "There is nobody else of this id in this studio to give the address to."), NULL;
  if (so_db_int (db, 0, "SELECT count (*) FROM identity WHERE contact_id = ? AND deleted_at IS NULL", "t", from) < 2)
    return so_fail (error, SO_ERROR_CHANGE, "This is their only address: take a merge back, or merge them with somebody else instead."), NULL;
  if (!owner && !(owner = make_person (db, identity_id, error)))
    return NULL;
  if (!move_all (db, identity_id, owner, error) || !refresh_person (db, from, error) || !refresh_person (db, owner, error) ||
      !so_event_log (db, "owner", "contact.split", "contact", owner, NULL, error))
    return NULL;
  return g_steal_pointer (&owner);
}

/* One message ------------------------------------------------------------------------------------------- */

#define ASIDE "moved:"

/* The conversation that a message was taken out of, or NULL. */
static char *
origin_of (SoDb *db, const char *thread_id)
{
  g_autofree char *key = so_db_text (db, "SELECT remote_key FROM thread WHERE id = ?", "t", thread_id);
  g_auto (GStrv) parts = key && g_str_has_prefix (key, ASIDE) ? g_strsplit (key, ":", 3) : NULL;

  return parts && g_strv_length (parts) == 3 ? so_db_text (db, "SELECT id FROM thread WHERE id = ? AND deleted_at IS NULL", "t", parts[1]) : NULL;
}

/* Beside the conversation @origin, for what is of @contact_id in it. Read, and done with: what is to be answered is answered there. */
static char *
make_aside (SoDb *db, const char *origin, const char *contact_id, GError **error)
{
  g_autofree char *key = g_strconcat (ASIDE, origin, ":", contact_id, NULL), *id = so_id_derive (origin, contact_id);

  if (so_db_int (db, 0, "SELECT 1 FROM thread WHERE id = ? AND deleted_at IS NULL", "t", id))
    return g_steal_pointer (&id);
  if (!so_db_run (db, error, "INSERT OR IGNORE INTO thread (id, account_id, channel, remote_key, contact_id, title, is_group, state, created_at, read_at, score, deleted_at)"
                  " SELECT ?1, account_id, channel, ?2, ?3, title, 0, 'done', ?4, ?4, (SELECT score FROM contact WHERE id = ?3), ?4 FROM thread WHERE id = ?5", "tttit",
                  id, key, contact_id, so_now (), origin) ||
      !so_undo_set (db, "thread", id, "deleted_at", error, "t", NULL))
    return NULL;
  return g_steal_pointer (&id);
}

/* A conversation with nobody, such as a call without a number, becomes theirs as a whole. */
static gboolean
adopt (SoDb *db, const char *thread_id, const char *contact_id, GError **error)
{
  g_auto (GStrv) messages = so_db_texts (db, error, "SELECT id FROM message WHERE thread_id = ? AND contact_id IS NULL AND direction = 'inbound' AND is_system = 0", "t", thread_id);

  return set_owner (db, "message", messages, contact_id, error) && so_undo_set (db, "thread", thread_id, "contact_id", error, "t", contact_id) &&
         so_thread_refresh (db, thread_id, error) && refresh_person (db, contact_id, error);
}

/* What nothing is in any more is no conversation. */
static gboolean
drop_empty (SoDb *db, const char *thread_id, GError **error)
{
  g_autofree char *origin = origin_of (db, thread_id);

  return !origin || so_db_int (db, 0, "SELECT 1 FROM message WHERE thread_id = ? AND deleted_at IS NULL LIMIT 1", "t", thread_id) ||
         so_undo_set (db, "thread", thread_id, "deleted_at", error, "i", so_now ());
}

static gboolean
move_to (SoDb *db, const char *message_id, const char *from, const char *to, const char *contact_id, GError **error)
{
  gboolean inbound = so_db_int (db, 0, "SELECT direction = 'inbound' AND is_system = 0 FROM message WHERE id = ?", "t", message_id) != 0;

  return so_undo_set (db, "message", message_id, "thread_id", error, "t", to) &&
         (!inbound || so_undo_set (db, "message", message_id, "contact_id", error, "t", contact_id)) && drop_empty (db, from, error) &&
         so_people_message_moved (db, message_id, from, error) && so_event_log (db, "owner", "message.moved", "message", message_id, NULL, error);
}

gboolean
so_message_move (SoDb *db, const char *message_id, const char *contact_id, GError **error)
{
  g_autoptr (SoMessage) message = so_message_find (db, message_id, error);
  g_autoptr (SoThread) thread = message ? so_thread_find (db, message->thread_id, error) : NULL;
  g_autofree char *person = so_people_root (db, contact_id), *origin = NULL, *owner = NULL, *to = NULL;

  if (!thread)
    return FALSE;
  if (thread->group)
    return so_fail (error, SO_ERROR_CHANGE, "A message of a group stays in the group.");
  if (!so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL", "t", person))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  if (!g_strcmp0 (thread->contact_id, person))
    return so_fail (error, SO_ERROR_CHANGE, "This message is theirs already.");
  if (!thread->contact_id)
    return adopt (db, thread->id, person, error);
  if (!(origin = origin_of (db, thread->id)))
    origin = g_strdup (thread->id);
  owner = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", origin);
  if (owner && so_db_int (db, 0, "SELECT ?1 IN " SO_PERSON_ALL ("?2"), "tt", owner, person))
    return move_to (db, message_id, thread->id, origin, owner, error);
  to = make_aside (db, origin, person, error);
  return to && move_to (db, message_id, thread->id, to, person, error);
}

char *
so_message_move_to_new (SoDb *db, const char *message_id, const char *name, GError **error)
{
  g_autofree char *id = so_id_new (), *channel = so_db_text (db, "SELECT t.channel FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.id = ?", "t", message_id);

  if (!*name || g_utf8_strlen (name, -1) > LONGEST_NAME)
    return so_fail (error, SO_ERROR_CHANGE, "A person's name has 1 to 200 characters."), NULL;
  if (!bear (db, id, name, channel, error) || !so_message_move (db, message_id, id, error) || !refresh_person (db, id, error))
    return NULL;
  return g_steal_pointer (&id);
}
