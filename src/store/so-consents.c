/* SPDX-License-Identifier: MIT */
#include "so-consents.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-id.h"
#include "so-people.h"

#include <string.h>

#define NEWEST_FIRST " ORDER BY at DESC, how = 'word' AND state = 'withdrawn' DESC, n DESC"

/* Writing ------------------------------------------------------------------------------------------- */

/* What the owner enters comes after all that is there, even where a provider's clock is ahead of this one. */
static gint64
time_of (SoDb *db, const SoConsent *consent)
{
  gint64 newest = so_db_int (db, 0, "SELECT max (at) FROM consent WHERE identity_id = ?", "t", consent->identity_id);

  return consent->how == SO_CONSENT_BY_WORD ? consent->at : MAX (consent->at, newest);
}

static gboolean
remember (SoDb *db, const char *id, SoConsentState before, SoConsentState now, GError **error)
{
  return !so_db_get_undo_step (db) ||
         so_db_run (db, error, "INSERT INTO undo_field (step, tbl, id, field, old, new) VALUES (?, 'consent', ?, 'state', ?, ?)", "ittt",
                    so_db_get_undo_step (db), id, so_consent_state_nick (before), so_consent_state_nick (now));
}

static const char *
log_kind (const SoConsent *consent)
{
  static const char *const kinds[] = { "consent.cleared", "consent.given", "consent.withdrawn" };

  return kinds[consent->state];
}

gboolean
so_consent_record (SoDb *db, const SoConsent *consent, GError **error)
{
  g_autofree char *id = consent->id ? g_strdup (consent->id) : so_id_new ();
  const char *channel = consent->channel ? consent->channel : "";
  SoConsentState before = so_consent_state (db, consent->identity_id, consent->purpose, channel);

  if (!so_db_run (db, error, "INSERT INTO consent (id, identity_id, channel, purpose, state, how, word, message_id, note, at, created_at)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", "tttttttttii", id, consent->identity_id, channel,
                  so_purpose_nick (consent->purpose), so_consent_state_nick (consent->state), so_consent_how_nick (consent->how),
                  consent->word, consent->message_id, consent->note, time_of (db, consent), so_now ()))
    return FALSE;
  if (!so_db_changes (db))
    return TRUE;
  return remember (db, id, before, consent->state, error) &&
         so_event_log (db, consent->how == SO_CONSENT_BY_WORD ? "customer" : "owner", log_kind (consent), "identity", consent->identity_id, NULL, error);
}

gboolean
so_consent_heed (SoDb *db, const SoIdentity *identity, const char *country, SoChannelKind channel, SoConsentState state,
                 const char *word, const char *message_id, gint64 at, GError **error)
{
  g_autofree char *derived = so_people_identity_id (identity, country), *id = so_id_derive ("consent", message_id);
  /* Another way of writing a number that is known: it is that one that is written to. */
  g_autofree char *address = derived ? so_db_text (db, "SELECT coalesce ((SELECT id FROM identity WHERE id = ?1), (SELECT identity_id FROM identity_alias"
                                                   " WHERE id = ?1 AND deleted_at IS NULL), ?1)", "t", derived) : NULL;
  SoConsent consent = { .id = id, .identity_id = address, .channel = (char *) so_channel_kind_nick (channel), .purpose = SO_PURPOSE_SERVICE,
                        .state = state, .how = SO_CONSENT_BY_WORD, .word = (char *) word, .message_id = (char *) message_id, .at = at };

  return !address || so_consent_record (db, &consent, error);
}

gboolean
so_consent_take_back (SoDb *db, const char *id, const char *before, GError **error)
{
  g_autofree char *own = so_id_new ();

  /* Someone said something since: that holds. */
  return so_db_run (db, error, "INSERT INTO consent (id, identity_id, channel, purpose, state, how, at, created_at)"
                    " SELECT ?1, identity_id, channel, purpose, ?2, 'undo', max (at, ?3), ?3 FROM consent c WHERE id = ?4 AND NOT EXISTS"
                    " (SELECT 1 FROM consent o WHERE o.identity_id = c.identity_id AND o.channel = c.channel AND o.purpose = c.purpose"
                    "  AND (o.at, o.n) > (c.at, c.n))", "ttit", own, before, so_now (), id);
}

/* Reading ------------------------------------------------------------------------------------------- */

SoConsentState
so_consent_state (SoDb *db, const char *identity_id, SoPurpose purpose, const char *channel)
{
  g_autofree char *nick = so_db_text (db, "SELECT state FROM consent WHERE identity_id = ? AND purpose = ? AND channel IN ('', ?)" NEWEST_FIRST
                                      " LIMIT 1", "ttt", identity_id, so_purpose_nick (purpose), channel ? channel : "");
  SoConsentState state;

  return so_consent_state_parse (nick, &state) ? state : SO_CONSENT_NONE;
}

gboolean
so_consent_blocks (SoDb *db, const SoIdentity *identity, const char *contact_id, SoChannelKind channel)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM identity i WHERE i.contact_id IN " SO_PERSON_ALL ("?1") " AND i.kind = ?2 AND i.value = ?3 AND i.deleted_at IS NULL"
                    " AND " SO_CONSENT_BLOCKED ("i.id", "?4") ")", "tttt", contact_id, so_identity_kind_nick (identity->kind), identity->value,
                    so_channel_kind_nick (channel)) != 0;
}

gboolean
so_consent_blocks_identity (SoDb *db, const char *identity_id, SoChannelKind channel)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM identity i WHERE i.id = ?1 AND i.deleted_at IS NULL AND " SO_CONSENT_BLOCKED ("i.id", "?2") ")",
                    "tt", identity_id, so_channel_kind_nick (channel)) != 0;
}

gboolean
so_consent_blocks_advertising (SoDb *db, const char *contact_id)
{
  return so_db_int (db, 0,
    "SELECT EXISTS (SELECT 1 FROM identity i JOIN consent o ON o.identity_id = i.id WHERE i.contact_id IN " SO_PERSON_ALL ("?1") " AND i.deleted_at IS NULL AND"
    " o.n = (SELECT k.n FROM consent k WHERE (k.identity_id, k.channel, k.purpose) = (o.identity_id, o.channel, o.purpose)"
    "        ORDER BY k.at DESC, k.how = 'word' AND k.state = 'withdrawn' DESC, k.n DESC LIMIT 1) AND o.state = 'withdrawn')", "t", contact_id) != 0;
}

char *
so_consent_stop_word (SoDb *db, const char *identity_id, const char *channel)
{
  return so_db_text (db, "SELECT CASE state WHEN 'withdrawn' THEN coalesce (word, 'STOP') END FROM (SELECT state, word FROM consent"
                     " WHERE identity_id = ?1 AND channel = ?2 AND how = 'word' AND purpose = 'service'" NEWEST_FIRST " LIMIT 1)", "tt", identity_id, channel);
}

char *
so_consent_stop_word_of_thread (SoDb *db, const char *thread_id)
{
  g_autofree char *identity = so_db_text (db,
    "SELECT c.identity_id FROM thread t JOIN identity i ON i.contact_id = t.contact_id AND i.deleted_at IS NULL JOIN consent c ON c.identity_id = i.id"
    " LEFT JOIN message m ON m.id = c.message_id WHERE t.id = ?1 AND t.is_group = 0 AND c.channel = t.channel AND c.how = 'word'"
    " AND (m.thread_id IS NULL OR m.thread_id = t.id) ORDER BY c.at DESC LIMIT 1", "t", thread_id);
  g_autofree char *channel = identity ? so_db_text (db, "SELECT channel FROM thread WHERE id = ?", "t", thread_id) : NULL;

  return channel ? so_consent_stop_word (db, identity, channel) : NULL;
}

static gpointer
read_row (SoStmt *row)
{
  SoConsent *consent = g_new0 (SoConsent, 1);

  consent->id = so_stmt_dup (row, 0);
  consent->identity_id = so_stmt_dup (row, 1);
  so_identity_kind_parse (so_stmt_text (row, 2), &consent->kind);
  consent->value = so_stmt_dup (row, 3);
  consent->channel = so_stmt_dup (row, 4);
  so_purpose_parse (so_stmt_text (row, 5), &consent->purpose);
  so_consent_state_parse (so_stmt_text (row, 6), &consent->state);
  so_consent_how_parse (so_stmt_text (row, 7), &consent->how);
  consent->word = so_stmt_dup (row, 8);
  consent->message_id = so_stmt_dup (row, 9);
  consent->note = so_stmt_dup (row, 10);
  consent->at = so_stmt_int (row, 11);
  return consent;
}

GPtrArray *
so_consent_list (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT c.id, c.identity_id, i.kind, i.value, c.channel, c.purpose, c.state, c.how, c.word, c.message_id, c.note, c.at"
    " FROM identity i JOIN consent c ON c.identity_id = i.id WHERE i.contact_id IN " SO_PERSON_ALL ("?1") " AND i.deleted_at IS NULL"
    " ORDER BY c.at DESC, c.how = 'word' AND c.state = 'withdrawn' DESC, c.n DESC", "t", contact_id);

  return so_stmt_all (row, read_row, (GDestroyNotify) so_consent_free, error);
}

char *
so_consent_identity (SoDb *db, const char *contact_id, const char *value, const char *country)
{
  g_autoptr (SoIdentity) identity = so_identity_new (strchr (value, '@') ? SO_IDENTITY_EMAIL : SO_IDENTITY_PHONE, value, NULL);
  g_autofree char *derived = so_people_identity_id (identity, country);

  return so_db_text (db, "SELECT id FROM identity WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND deleted_at IS NULL AND (value = ?2 OR id = ?2 OR id = ?3)"
                     " ORDER BY value = ?2 DESC, n LIMIT 1", "ttt", contact_id, value, derived);
}
