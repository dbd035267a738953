-- SPDX-License-Identifier: MIT
-- Version 23: the weekly reports. A week's figures and what was advised are kept as they were when the week was over; one row is one report.
CREATE TABLE weekly_report (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,               -- id: derived from label
  label TEXT NOT NULL DEFAULT '', first_day TEXT NOT NULL DEFAULT '', zone TEXT NOT NULL DEFAULT '',           -- "2026-W47", "2026-11-16", "Europe/Berlin"
  content TEXT NOT NULL DEFAULT '{}', created_at INTEGER NOT NULL                                              -- content: so-report.h
) STRICT;
CREATE INDEX weekly_report_by_label ON weekly_report (label);

-- A mail to the owner that brings a report (reason 'report'): of which week.
ALTER TABLE alert_mail ADD COLUMN report TEXT;
