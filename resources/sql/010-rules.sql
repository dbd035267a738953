-- SPDX-License-Identifier: MIT
-- Version 10: the owner's own rules ("if a message is like this, treat its conversation like that") and follow-ups, which propose an
-- answer some days later where nobody has written since. Neither ever sends.

CREATE TABLE rule (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, definition TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 0,   -- definition: JSON of so-rule.h
  version INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- A rule is applied to a message once, however often the message comes.
CREATE TABLE rule_use (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: derived from rule and message
  rule_id TEXT NOT NULL, version INTEGER NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX rule_use_by_rule ON rule_use (rule_id, at);

CREATE TABLE sequence (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, steps TEXT NOT NULL,            -- steps: JSON of so-sequence.h
  version INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE sequence_run (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  sequence_id TEXT NOT NULL, thread_id TEXT NOT NULL,
  step INTEGER NOT NULL, due_at INTEGER NOT NULL,     -- step: the next one, from 0; due_at: ms
  state TEXT NOT NULL,                                -- running, done, replied, stopped, closed
  started_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX sequence_run_due ON sequence_run (due_at) WHERE state = 'running';
CREATE INDEX sequence_run_by_thread ON sequence_run (thread_id);
