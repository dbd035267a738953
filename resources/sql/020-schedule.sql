-- SPDX-License-Identifier: MIT
-- Version 20: the schedule. What is taught, where and by whom; series of sessions and what differs on one day; who has booked, and the credits for it.
-- Days are "2026-11-24", times are minutes after midnight, both by the studio's clock: an hour that this skips or has twice moves nothing.
-- Lists are JSON arrays of texts.

CREATE TABLE room (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  capacity INTEGER NOT NULL DEFAULT 1, features TEXT NOT NULL DEFAULT '[]', turnover INTEGER NOT NULL DEFAULT 0,   -- turnover: minutes between two classes
  position INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE teacher (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, contact_id TEXT,          -- contact_id: by whom they are written to
  styles TEXT NOT NULL DEFAULT '[]', week TEXT,                                                 -- week: as in the opening hours; NULL: whenever the studio is open
  max_day INTEGER, max_week INTEGER, max_run INTEGER, min_break INTEGER,                        -- minutes; NULL: no matter
  position INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- Other hours on one day: [] is not there at all.
CREATE TABLE teacher_day (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,                                               -- id: derived from both
  teacher_id TEXT NOT NULL, day TEXT NOT NULL, spans TEXT NOT NULL DEFAULT '[]', note TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX teacher_day_by_day ON teacher_day (day) WHERE deleted_at IS NULL;

CREATE TABLE class_kind (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  style TEXT NOT NULL DEFAULT '', level TEXT NOT NULL DEFAULT '', minutes INTEGER NOT NULL DEFAULT 60,
  least INTEGER NOT NULL DEFAULT 0, most INTEGER NOT NULL DEFAULT 1,                            -- people it takes place with
  features TEXT NOT NULL DEFAULT '[]', teachers TEXT, groups TEXT NOT NULL DEFAULT '[]',        -- teachers: ids; NULL: whoever teaches the style
  sessions INTEGER NOT NULL DEFAULT 1, day_gap INTEGER NOT NULL DEFAULT 1, same_teacher INTEGER NOT NULL DEFAULT 1,
  preferred TEXT NOT NULL DEFAULT '[]', policy TEXT,                                            -- [{"day", "start", "end"}]; policy: NULL: the studio's
  position INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE term (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, first_day TEXT NOT NULL DEFAULT '', last_day TEXT NOT NULL DEFAULT '',
  skips TEXT NOT NULL DEFAULT '[]',                                                             -- days, or "2026-12-21/2027-01-03"
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- Sessions that fall into one do not take place, and do again when it is removed: nothing is written to them.
CREATE TABLE closure (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
  from_at TEXT NOT NULL DEFAULT '', to_at TEXT NOT NULL DEFAULT '', classes TEXT, rooms TEXT,   -- a day (the last is part of it) or a time; ids; NULL: all
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- A series says on which days there is a session (first, rule) and where that is shown: so many days later (shift), at start. A session is known by its
-- original start, of first and rule, which no edit moves. What is changed from a day on is another part of the same series (root) that begins there.
CREATE TABLE series (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, root TEXT NOT NULL,                           -- root: id of the first part
  class_id TEXT NOT NULL, term_id TEXT, first TEXT NOT NULL, rule TEXT,                         -- first: "2026-09-01T18:00"; rule: RFC 5545; NULL: once
  from_day TEXT, until_day TEXT,                                                                -- of originals, both part of it; NULL: without end
  shift INTEGER NOT NULL DEFAULT 0, start INTEGER NOT NULL DEFAULT 0, minutes INTEGER NOT NULL DEFAULT 60,
  room_id TEXT, teacher_id TEXT, pinned INTEGER NOT NULL DEFAULT 0, uid TEXT,                   -- uid: of the calendar that it was imported from
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX series_by_root ON series (root) WHERE deleted_at IS NULL;
CREATE INDEX series_by_uid ON series (uid) WHERE uid IS NOT NULL;

-- What is different on one day. NULL is as the series says; room_id and teacher_id '': none.
CREATE TABLE session (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,                                               -- id: derived from both
  root TEXT NOT NULL, original TEXT NOT NULL,                                                   -- "2026-11-24T18:00"
  state TEXT NOT NULL DEFAULT '', note TEXT,                                                    -- state: '', cancelled, planned (also where it is closed)
  day TEXT, start INTEGER, minutes INTEGER, room_id TEXT, teacher_id TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_root ON session (root, original);
CREATE INDEX session_by_day ON session (day) WHERE day IS NOT NULL;

CREATE TABLE booking (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  root TEXT NOT NULL, original TEXT NOT NULL, contact_id TEXT NOT NULL,
  kind TEXT NOT NULL, state TEXT NOT NULL,                                                      -- kind: regular, trial, make-up; state: see so-booking.h
  place INTEGER NOT NULL DEFAULT 0, offered_until INTEGER NOT NULL DEFAULT 0,                   -- place: on the waitlist; ms
  chain INTEGER NOT NULL DEFAULT 0,                                                             -- 1: who approved this offer let it go on to who waits next
  owed INTEGER NOT NULL DEFAULT 0, waived_at INTEGER NOT NULL DEFAULT 0, waived_for TEXT,       -- owed: minor units, of a late cancellation or a no-show
  trial_id TEXT, credit INTEGER NOT NULL DEFAULT 0,                                             -- credit: 1 where one was used for it
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX booking_by_session ON booking (root, original) WHERE deleted_at IS NULL;
CREATE INDEX booking_by_contact ON booking (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX booking_by_trial ON booking (trial_id) WHERE trial_id IS NOT NULL;

-- What was given and used: a ledger to which is only added.
CREATE TABLE credit (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  contact_id TEXT NOT NULL, amount INTEGER NOT NULL, why TEXT NOT NULL,                         -- why: bought, used, returned, make-up, expired, adjusted, undone
  booking_id TEXT, takes_back TEXT, expires_on TEXT, note TEXT, created_at INTEGER NOT NULL             -- takes_back: id of the entry
) STRICT;
CREATE INDEX credit_by_contact ON credit (contact_id, created_at);
CREATE TRIGGER credit_stays BEFORE UPDATE OF contact_id, amount, why, booking_id, takes_back, expires_on, created_at ON credit
  BEGIN SELECT RAISE (ABORT, 'credits are only added to'); END;
