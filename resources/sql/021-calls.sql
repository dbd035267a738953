-- SPDX-License-Identifier: MIT
-- Version 21: calls. Each is a message of the channel "call" as well, once it is over: so it stands in its conversation, and what is kept, erased and searched for is one thing.
-- What services tell of a call comes in pieces, and in any order: a row may be there before its call is told (signs), and its message before that.

CREATE TABLE call (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,               -- id: derived from provider and remote_id
  provider TEXT NOT NULL, remote_id TEXT, account_id TEXT, message_id TEXT NOT NULL DEFAULT '',
  outbound INTEGER NOT NULL DEFAULT 0, number TEXT NOT NULL DEFAULT '', name TEXT, line TEXT,                  -- number: the other one's; '': withheld
  started_at INTEGER NOT NULL DEFAULT 0, ended_at INTEGER NOT NULL DEFAULT 0, seconds INTEGER NOT NULL DEFAULT 0, talk INTEGER NOT NULL DEFAULT 0,
  signs INTEGER NOT NULL DEFAULT 0, consent TEXT NOT NULL DEFAULT '',                                          -- signs: so-call.h
  state TEXT NOT NULL DEFAULT 'ringing', after_hours INTEGER NOT NULL DEFAULT 0,
  intent TEXT, outcome TEXT, summary TEXT, satisfaction INTEGER, satisfaction_why TEXT, guessed INTEGER NOT NULL DEFAULT 0,   -- guessed: which of these were read out of what was said, and not told
  booking_id TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX call_by_start ON call (started_at DESC, n DESC) WHERE deleted_at IS NULL;
CREATE INDEX call_by_message ON call (message_id);
CREATE INDEX call_by_booking ON call (booking_id) WHERE booking_id IS NOT NULL;

-- The sound is a part of the message, as that of a voice note: there it is fetched and kept. part_id is NULL until it may be (so_recording_may_be_kept()).
CREATE TABLE recording (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,               -- id: derived from account and remote
  message_id TEXT NOT NULL DEFAULT '', account_id TEXT, remote TEXT, seconds INTEGER NOT NULL DEFAULT 0, channels INTEGER NOT NULL DEFAULT 0,   -- 0: not told
  part_id TEXT, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX recording_by_message ON recording (message_id);
CREATE INDEX recording_by_part ON recording (part_id) WHERE part_id IS NOT NULL;

-- What was said, of a call or a voice note. The queue of what is to be written down is the table job ("transcribe").
CREATE TABLE transcript (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,               -- id: derived from message, source and remote_id
  message_id TEXT NOT NULL DEFAULT '', source TEXT NOT NULL, remote_id TEXT, host TEXT, language TEXT,         -- host: where the sound was sent; NULL: nowhere
  segments TEXT NOT NULL DEFAULT '[]', created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER   -- [{"start": ms, "end": ms, "who", "text"}]
) STRICT;
CREATE INDEX transcript_by_message ON transcript (message_id) WHERE deleted_at IS NULL;

-- Of this computer alone: how far somebody has listened.
CREATE TABLE playback (sha256 TEXT PRIMARY KEY NOT NULL, position_ms INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;

-- A mail to the owner about one call (reason 'call').
ALTER TABLE alert_mail ADD COLUMN call_id TEXT;
CREATE INDEX alert_mail_by_call ON alert_mail (call_id) WHERE call_id IS NOT NULL;
