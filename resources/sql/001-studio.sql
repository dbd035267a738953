-- SPDX-License-Identifier: MIT
-- Version 1. Tables that several desktops will share have n (local number, for the search index and
-- lists) and id (the same everywhere); no foreign key is enforced on them, because rows will arrive in
-- any order, and nothing in them is deleted: deleted_at. Times are UTC milliseconds.

CREATE TABLE setting (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from the key
  key TEXT NOT NULL UNIQUE, value TEXT NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE account (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL, name TEXT NOT NULL, address TEXT, transport TEXT NOT NULL, settings TEXT,
  cursor TEXT, error TEXT, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- People ---------------------------------------------------------------------------------------

CREATE TABLE contact (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, sort TEXT NOT NULL,           -- sort: folded name, local order of lists
  stage TEXT NOT NULL DEFAULT 'NEW', lost_reason TEXT, temperature TEXT, score INTEGER,
  notes TEXT, birthday TEXT, source TEXT, merged_into TEXT, import_id TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX contact_by_name ON contact (sort, n) WHERE deleted_at IS NULL AND merged_into IS NULL;
CREATE INDEX contact_by_import ON contact (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE identity (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from kind and normal
  contact_id TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, normal TEXT NOT NULL, name TEXT,
  import_id TEXT, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX identity_by_contact ON identity (contact_id);
CREATE INDEX identity_by_import ON identity (import_id) WHERE import_id IS NOT NULL;

-- Conversations --------------------------------------------------------------------------------

CREATE TABLE thread (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from channel and remote_key
  account_id TEXT, channel TEXT NOT NULL, remote_key TEXT NOT NULL, contact_id TEXT, title TEXT,
  is_group INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL, snoozed_until INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0,
  read_at INTEGER NOT NULL DEFAULT 0,               -- everything up to here was seen
  import_id TEXT, created_at INTEGER NOT NULL, deleted_at INTEGER,
  -- below: sums over messages and drafts, never edited by hand
  last_at INTEGER NOT NULL DEFAULT 0, last_outbound INTEGER NOT NULL DEFAULT 0, snippet TEXT,
  messages INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0,
  last_inbound_at INTEGER NOT NULL DEFAULT 0, priority TEXT, intent TEXT, sub_category TEXT,
  score INTEGER, draft_id TEXT, queued INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX thread_all ON thread (last_at DESC, n DESC) WHERE deleted_at IS NULL AND state NOT IN ('spam', 'bin');
CREATE INDEX thread_state ON thread (state, last_at DESC, n DESC) WHERE deleted_at IS NULL;
CREATE INDEX thread_unread ON thread (last_at DESC, n DESC) WHERE unread > 0 AND deleted_at IS NULL AND state NOT IN ('spam', 'bin');
CREATE INDEX thread_draft ON thread (last_at DESC, n DESC) WHERE draft_id IS NOT NULL AND deleted_at IS NULL AND state NOT IN ('spam', 'bin', 'snoozed');
CREATE INDEX thread_urgent ON thread (last_at DESC, n DESC) WHERE priority = 'URGENT' AND deleted_at IS NULL AND state IN ('open', 'waiting');
CREATE INDEX thread_hot ON thread (last_at DESC, n DESC) WHERE score >= 80 AND deleted_at IS NULL AND state IN ('open', 'waiting');
CREATE INDEX thread_starred ON thread (last_at DESC, n DESC) WHERE starred = 1 AND deleted_at IS NULL AND state NOT IN ('spam', 'bin');
CREATE INDEX thread_by_contact ON thread (contact_id);
CREATE INDEX thread_by_import ON thread (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE message (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from channel and remote id
  thread_id TEXT NOT NULL, contact_id TEXT, remote_id TEXT, direction TEXT NOT NULL,
  is_system INTEGER NOT NULL DEFAULT 0, sent_at INTEGER NOT NULL, sender TEXT NOT NULL, text TEXT NOT NULL,
  state TEXT NOT NULL,
  intent TEXT, sub_category TEXT, priority TEXT, sentiment TEXT, confidence REAL, entities TEXT, language TEXT,
  draft_id TEXT, practice INTEGER NOT NULL DEFAULT 0, import_id TEXT,
  created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX message_by_thread ON message (thread_id, sent_at, n) WHERE deleted_at IS NULL;
CREATE INDEX message_by_import ON message (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX message_by_draft ON message (draft_id) WHERE draft_id IS NOT NULL;

-- A message that is one text and nothing else has no rows here.
CREATE TABLE part (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from message and position
  message_id TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
  mime TEXT, name TEXT, text TEXT, sha256 TEXT, size INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX part_by_message ON part (message_id, position);
CREATE INDEX part_by_file ON part (sha256) WHERE sha256 IS NOT NULL;

-- What the source said, compressed (zlib).
CREATE TABLE payload (
  message_id TEXT PRIMARY KEY NOT NULL, body BLOB NOT NULL, size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tags -----------------------------------------------------------------------------------------

CREATE TABLE category (
  n INTEGER PRIMARY KEY, category TEXT NOT NULL, nick TEXT NOT NULL UNIQUE, label TEXT NOT NULL
) STRICT;

CREATE TABLE tag (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from the folded name
  name TEXT NOT NULL CHECK (length (name) BETWEEN 1 AND 50), category TEXT,
  color TEXT CHECK (color IS NULL OR length (color) = 7), icon TEXT,
  created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE tagging (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from tag and target
  tag_id TEXT NOT NULL, target_kind TEXT NOT NULL, target_id TEXT NOT NULL,
  confidence REAL, source TEXT NOT NULL, import_id TEXT, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX tagging_by_target ON tagging (target_id);
CREATE INDEX tagging_by_tag ON tagging (tag_id);

-- Drafts and what became of them ------------------------------------------------------------------

CREATE TABLE draft (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  thread_id TEXT NOT NULL, contact_id TEXT, account_id TEXT, reply_to TEXT,
  state TEXT NOT NULL, text TEXT NOT NULL, proposed TEXT, origin TEXT NOT NULL, sources TEXT,
  reason TEXT, detail TEXT, basis_at INTEGER NOT NULL DEFAULT 0, not_before INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX draft_by_thread ON draft (thread_id, n);
CREATE INDEX draft_by_state ON draft (state, n);

CREATE TABLE draft_version (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  draft_id TEXT NOT NULL, text TEXT NOT NULL, origin TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_version_by_draft ON draft_version (draft_id, n);

CREATE TABLE approval (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  draft_id TEXT NOT NULL, hash TEXT NOT NULL, recipient TEXT NOT NULL, account TEXT NOT NULL,
  approver TEXT NOT NULL, method TEXT NOT NULL, approved_at INTEGER NOT NULL,
  warnings TEXT, app_version TEXT NOT NULL
) STRICT;
CREATE INDEX approval_by_draft ON approval (draft_id, n);
-- Only that a person is erased takes something from it: whom it went to.
CREATE TRIGGER approval_is_immutable BEFORE UPDATE ON approval
WHEN NEW.recipient <> '' OR NEW.warnings IS NOT NULL OR (NEW.n, NEW.id, NEW.draft_id, NEW.hash, NEW.account, NEW.approver, NEW.method, NEW.approved_at, NEW.app_version)
  IS NOT (OLD.n, OLD.id, OLD.draft_id, OLD.hash, OLD.account, OLD.approver, OLD.method, OLD.approved_at, OLD.app_version)
BEGIN SELECT RAISE (ABORT, 'an approval is never changed'); END;
CREATE TRIGGER approval_is_kept BEFORE DELETE ON approval BEGIN SELECT RAISE (ABORT, 'an approval is never deleted'); END;

CREATE TABLE attempt (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- the tag that providers carry for us
  draft_id TEXT NOT NULL, approval_id TEXT NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER,
  outcome TEXT, provider_id TEXT, detail TEXT
) STRICT;
CREATE INDEX attempt_by_draft ON attempt (draft_id, n);
-- Once there is an outcome it stands, but for one that was unknown; an erasure empties what the provider said.
CREATE TRIGGER attempt_is_immutable BEFORE UPDATE ON attempt
WHEN (NEW.n, NEW.id, NEW.draft_id, NEW.approval_id, NEW.started_at) IS NOT (OLD.n, OLD.id, OLD.draft_id, OLD.approval_id, OLD.started_at)
  OR (OLD.outcome IS NOT NULL AND OLD.outcome <> 'lost' AND (NEW.outcome, NEW.finished_at,
  coalesce (NEW.provider_id, OLD.provider_id), coalesce (NEW.detail, OLD.detail)) IS NOT (OLD.outcome, OLD.finished_at, OLD.provider_id, OLD.detail))
BEGIN SELECT RAISE (ABORT, 'what became of an attempt is never changed'); END;
CREATE TRIGGER attempt_is_kept BEFORE DELETE ON attempt BEGIN SELECT RAISE (ABORT, 'an attempt is never deleted'); END;

-- What the studio knows --------------------------------------------------------------------------

CREATE TABLE knowledge (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, language TEXT,
  quotable INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE knowledge_version (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  knowledge_id TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;

-- Local only: foreign keys hold ---------------------------------------------------------------------

CREATE TABLE job (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, target_id TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
  run_at INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, result TEXT, error TEXT,
  created_at INTEGER NOT NULL, finished_at INTEGER, UNIQUE (kind, target_id)
) STRICT;
CREATE INDEX job_waiting ON job (state, run_at);

CREATE TABLE import_batch (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, path TEXT NOT NULL, fingerprint TEXT NOT NULL,
  state TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,
  threads INTEGER NOT NULL DEFAULT 0, messages INTEGER NOT NULL DEFAULT 0, contacts INTEGER NOT NULL DEFAULT 0,
  media INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL, finished_at INTEGER
) STRICT;

CREATE TABLE import_skip (
  n INTEGER PRIMARY KEY, batch_id TEXT NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  place TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX import_skip_by_batch ON import_skip (batch_id);

CREATE TABLE event (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
  target_kind TEXT, target_id TEXT, data TEXT
) STRICT;
CREATE INDEX event_by_target ON event (target_id) WHERE target_id IS NOT NULL;
CREATE TRIGGER event_is_immutable BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'the event log is never changed'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'the event log is never shortened'); END;

CREATE TABLE undo_step (
  n INTEGER PRIMARY KEY, at INTEGER NOT NULL, label TEXT NOT NULL
) STRICT;
CREATE TABLE undo_field (
  n INTEGER PRIMARY KEY, step INTEGER NOT NULL REFERENCES undo_step (n) ON DELETE CASCADE,
  tbl TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, old ANY, new ANY
) STRICT;
CREATE INDEX undo_field_by_step ON undo_field (step);

-- Search: rowid of the index = seconds << 20 | local number, so that newest first is the index's own
-- order and a date is a range of it. search_doc says what a row of the index is.
CREATE TABLE search_doc (doc INTEGER PRIMARY KEY, kind INTEGER NOT NULL, ref INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX search_doc_by_ref ON search_doc (kind, ref);
CREATE VIRTUAL TABLE search USING fts5 (
  body, who, title, meta, content='', contentless_delete=1,
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc So'", prefix='1 2 3 4'
);

INSERT INTO category (category, nick, label) VALUES
  ('INQUIRY', 'class_information', 'Class Information'), ('INQUIRY', 'schedule_query', 'Schedule Query'),
  ('INQUIRY', 'location_directions', 'Location/Directions'), ('INQUIRY', 'instructor_details', 'Instructor Details'),
  ('INQUIRY', 'trial_class', 'Trial Class'), ('PRICING', 'fee_inquiry', 'Fee Inquiry'),
  ('PRICING', 'package_details', 'Package Details'), ('PRICING', 'discount_request', 'Discount Request'),
  ('PRICING', 'payment_options', 'Payment Options'), ('BOOKING', 'new_enrollment', 'New Enrollment'),
  ('BOOKING', 'class_reservation', 'Class Reservation'), ('BOOKING', 'private_session', 'Private Session'),
  ('BOOKING', 'group_booking', 'Group Booking'), ('SCHEDULING', 'reschedule_request', 'Reschedule Request'),
  ('SCHEDULING', 'cancellation', 'Cancellation'), ('SCHEDULING', 'makeup_class', 'Makeup Class'),
  ('SCHEDULING', 'time_change', 'Time Change'), ('COMPLAINT', 'service_issue', 'Service Issue'),
  ('COMPLAINT', 'billing_problem', 'Billing Problem'), ('COMPLAINT', 'instructor_complaint', 'Instructor Complaint'),
  ('COMPLAINT', 'facility_issue', 'Facility Issue'), ('FEEDBACK', 'positive_review', 'Positive Review'),
  ('FEEDBACK', 'suggestion', 'Suggestion'), ('FEEDBACK', 'testimonial', 'Testimonial'),
  ('FEEDBACK', 'referral', 'Referral'), ('GENERAL', 'greeting', 'Greeting'), ('GENERAL', 'thank_you', 'Thank You'),
  ('GENERAL', 'follow_up', 'Follow-up'), ('GENERAL', 'other', 'Other'), ('URGENT', 'emergency_contact', 'Emergency Contact'),
  ('URGENT', 'immediate_response_needed', 'Immediate Response Needed'),
  ('URGENT', 'complaint_escalation', 'Complaint Escalation'), ('URGENT', 'time_sensitive_booking', 'Time-Sensitive Booking');
