/* SPDX-License-Identifier: MIT */
#include "so-views.h"

#include "so-call.h"

/* so_local() and so_utc() are of so-db-ask.c: ms as "2026-11-23 18:05:00" by the studio's clock, and "2026-11-23T17:05:00Z"; NULL of 0. */
#define SHOWN "((c.deleted_at IS NULL AND c.merged_into IS NULL) OR (c.deleted_at IS NULL AND c.root IS NOT NULL AND c.root = c.id))"
#define THEIRS "(SELECT c.id UNION ALL SELECT q.id FROM main.contact q WHERE q.root = c.id)"
#define KNOWN_BY(kind) "(SELECT group_concat (i.value, '; ') FROM main.identity i WHERE i.contact_id IN " THEIRS " AND i.kind = '" kind "' AND i.deleted_at IS NULL)"
#define PERSON(id) "coalesce ((SELECT p.root FROM main.contact p WHERE p.id = " id "), " id ")"
#define NAME(id) "(SELECT p.name FROM main.contact p WHERE p.id = " PERSON (id) " AND p.deleted_at IS NULL)"

#define PEOPLE \
  "SELECT c.id, c.name, c.stage, c.lost_reason, c.temperature, c.score, c.source, " KNOWN_BY ("phone") " AS phones, " KNOWN_BY ("mail") " AS mails," \
  " so_utc (c.created_at) AS created_at, so_local (c.created_at) AS created_local, so_utc (c.last_inbound_at) AS last_wrote_at FROM main.contact c WHERE " SHOWN

/* Those on the board who are neither won nor lost. */
#define LEADS \
  "SELECT c.id AS person_id, c.name, c.stage, so_utc (c.stage_at) AS stage_at, so_local (c.stage_at) AS stage_local, c.temperature, c.score, c.source," \
  " (SELECT count (*) FROM main.message m JOIN main.thread t ON t.id = m.thread_id WHERE t.contact_id IN " THEIRS " AND m.deleted_at IS NULL AND t.deleted_at IS NULL AND m.is_system = 0)" \
  "  AS messages FROM main.contact c WHERE c.stage NOT IN ('CONVERTED', 'LOST') AND " SHOWN

#define CONVERSATIONS \
  "SELECT t.id, " PERSON ("t.contact_id") " AS person_id, " NAME ("t.contact_id") " AS person, t.channel, t.state, t.is_group, t.starred, t.messages, t.unread, t.score, t.priority," \
  " t.intent AS category, t.sub_category AS topic, so_utc (t.last_at) AS last_at, so_local (t.last_at) AS last_local, so_utc (t.waiting_since) AS waiting_since FROM main.thread t" \
  " WHERE t.deleted_at IS NULL"

/* Without lines that the program wrote itself; spam is in it, since the column "state" of its conversation tells it. */
#define MESSAGES \
  "SELECT m.id, m.thread_id AS conversation_id, t.state AS conversation_state, " PERSON ("t.contact_id") " AS person_id, " NAME ("t.contact_id") " AS person, t.channel, m.direction," \
  " so_utc (m.sent_at) AS sent_at, so_local (m.sent_at) AS sent_local, m.sender, m.text, m.state, m.intent AS category, m.sub_category AS topic, m.priority, m.sentiment, m.language" \
  " FROM main.message m JOIN main.thread t ON t.id = m.thread_id WHERE m.deleted_at IS NULL AND m.is_system = 0 AND t.deleted_at IS NULL"

/* Those that are over, as the numbers of Analytics count them. 1: SO_CALL_TOLD. */
G_STATIC_ASSERT (SO_CALL_TOLD == 1);
#define CALLS \
  "SELECT k.id, iif (k.outbound, 'outbound', 'inbound') AS direction, k.number, " PERSON ("t.contact_id") " AS person_id, coalesce (" NAME ("t.contact_id") ", k.name) AS person," \
  " so_utc (k.started_at) AS started_at, so_local (k.started_at) AS started_local, k.seconds, k.talk AS talk_seconds, k.state, k.after_hours, k.intent AS topic, k.outcome, k.summary," \
  " k.satisfaction, k.booking_id FROM main.call k LEFT JOIN main.message m ON m.id = k.message_id LEFT JOIN main.thread t ON t.id = m.thread_id" \
  " WHERE k.deleted_at IS NULL AND (k.signs & 1) AND k.state IN ('person', 'assistant', 'voicemail', 'missed', 'unreached')"

/* The part of the series that the session is of, and what was changed about this one. */
#define BOOKINGS \
  "SELECT b.id, " PERSON ("b.contact_id") " AS person_id, " NAME ("b.contact_id") " AS person, b.kind, b.state," \
  " (SELECT d.name FROM main.class_kind d WHERE d.id = s.class_id) AS class," \
  " coalesce (x.day, date (substr (b.original, 1, 10), coalesce (s.shift, 0) || ' days')) AS day," \
  " coalesce (substr (time (coalesce (x.start, s.start) * 60, 'unixepoch'), 1, 5), substr (b.original, 12, 5)) AS time," \
  " (SELECT w.name FROM main.teacher w WHERE w.id = coalesce (x.teacher_id, s.teacher_id)) AS teacher, (SELECT r.name FROM main.room r WHERE r.id = coalesce (x.room_id, s.room_id)) AS room," \
  " b.amount AS amount_minor, b.owed AS owed_minor, '%s' AS currency, so_utc (b.created_at) AS made_at, so_local (b.created_at) AS made_local" \
  " FROM main.booking b LEFT JOIN main.session x ON x.root = b.root AND x.original = b.original LEFT JOIN main.series s ON s.n = (SELECT o.n FROM main.series o WHERE o.root = b.root" \
  "  AND o.deleted_at IS NULL AND coalesce (o.from_day, '') <= substr (b.original, 1, 10) AND coalesce (o.until_day, '9999') >= substr (b.original, 1, 10) ORDER BY o.from_day LIMIT 1)" \
  " WHERE b.deleted_at IS NULL"

const SoView *
so_views (guint *n)
{
  static const SoView views[] = {
    { "people", PEOPLE, FALSE }, { "leads", LEADS, FALSE }, { "conversations", CONVERSATIONS, FALSE }, { "messages", MESSAGES, FALSE }, { "calls", CALLS, FALSE },
    { "bookings", BOOKINGS, TRUE },
  };

  *n = G_N_ELEMENTS (views);
  return views;
}

const char *
so_views_names (void)
{
  return "people, leads, conversations, messages, calls, bookings";
}
