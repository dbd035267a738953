-- SPDX-License-Identifier: MIT
-- Version 16: short mails to the owner's own address when a conversation needs her. They are no messages of a conversation.

CREATE TABLE alert_mail (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,     -- also what its Message-ID begins with, by which the provider is asked for it
  thread_id TEXT,              -- NULL: it brings a code
  reason TEXT NOT NULL,        -- 'hot', 'escalated', 'code'
  address TEXT NOT NULL,       -- to which it goes, and to no other
  state TEXT NOT NULL,         -- 'waiting', 'sending', 'sent', 'failed', 'unknown': may have been sent, 'skipped'
  detail TEXT,                 -- why it was skipped or failed, in words
  account_id TEXT,             -- through which it went
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL DEFAULT 0,
  finished_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX alert_mail_by_thread ON alert_mail (thread_id, created_at) WHERE thread_id IS NOT NULL;
CREATE INDEX alert_mail_by_time ON alert_mail (created_at);
CREATE INDEX alert_mail_open ON alert_mail (state, n) WHERE state IN ('waiting', 'sending', 'unknown');
