-- SPDX-License-Identifier: MIT
-- Version 12: what conversations say. What the rules read and what a model read stand side by side; what either found out about a person
-- is a proposal until the owner takes it. And tasks, and what she keeps of a person in words of her own ("Goal: wedding dance").

CREATE TABLE analysis (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: derived from thread and source
  thread_id TEXT NOT NULL, source TEXT NOT NULL,      -- source: rules, model
  model TEXT, fault TEXT,                             -- "ollama llama3.2"; fault: why its newest answer is of no use
  summary TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL, sentiment TEXT,
  satisfaction INTEGER, quote TEXT, message_id TEXT,  -- 0 to 10, the customer's words it rests on, and where they stand
  messages INTEGER NOT NULL, newest_at INTEGER NOT NULL,   -- how many were read, and when the newest was sent, ms
  dropped INTEGER NOT NULL DEFAULT 0,                 -- what the model said and could not quote
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX analysis_by_thread ON analysis (thread_id);

CREATE TABLE finding (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: derived from conversation or person, kind, field and what
  thread_id TEXT NOT NULL, contact_id TEXT, kind TEXT NOT NULL, field TEXT,   -- kind: interest, action, frustration, success, detail
  what TEXT NOT NULL, quote TEXT NOT NULL, message_id TEXT,
  by_rules INTEGER NOT NULL DEFAULT 0, by_model INTEGER NOT NULL DEFAULT 0,   -- who found it when each looked last
  state TEXT NOT NULL DEFAULT 'proposed',             -- proposed, accepted, dismissed
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX finding_by_thread ON finding (thread_id);
CREATE INDEX finding_by_contact ON finding (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE task (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, contact_id TEXT, thread_id TEXT, finding_id TEXT,      -- finding_id: what it was made from
  due_at INTEGER NOT NULL DEFAULT 0, done_at INTEGER NOT NULL DEFAULT 0,      -- ms; 0: no day, not done
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX task_by_contact ON task (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX task_open ON task (due_at, n) WHERE done_at = 0 AND deleted_at IS NULL;

CREATE TABLE contact_field (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: derived from contact and name
  contact_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,          -- name: "goal"
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX contact_field_by_contact ON contact_field (contact_id);
