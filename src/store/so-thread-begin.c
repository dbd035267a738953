/* SPDX-License-Identifier: MIT */
#include "so-thread-begin.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-id.h"
#include "so-people.h"

char *
so_thread_begin (SoDb *db, const SoThreadBegin *begin, GError **error)
{
  g_autofree char *scope = g_strconcat ("thread:", so_channel_kind_nick (begin->channel), NULL), *id = so_id_derive (scope, begin->key);
  g_autofree char *person = NULL;

  if (so_db_int (db, 0, "SELECT n FROM thread WHERE id = ? AND deleted_at IS NULL", "t", id))
    return g_steal_pointer (&id);
  person = so_people_find_or_make (db, begin->person, begin->country, so_channel_kind_nick (begin->channel), NULL, NULL, error);
  /* One that was erased begins anew. */
  if (!person || !so_db_run (db, error,
        "INSERT INTO thread (id, account_id, channel, remote_key, contact_id, title, is_group, state, created_at, read_at, score)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 'done', ?7, 0, (SELECT score FROM contact WHERE id = " SO_PERSON_ROOT ("?5") "))"
        " ON CONFLICT (id) DO UPDATE SET deleted_at = NULL, state = 'done', account_id = excluded.account_id, contact_id = excluded.contact_id,"
        " remote_key = excluded.remote_key, title = excluded.title, snippet = NULL, messages = 0, unread = 0, last_at = 0, last_inbound_at = 0",
        "tttttti", id, begin->account_id, so_channel_kind_nick (begin->channel), begin->key, person, begin->title, so_now ()))
    return NULL;
  return g_steal_pointer (&id);
}
