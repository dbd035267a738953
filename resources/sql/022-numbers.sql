-- SPDX-License-Identifier: MIT
-- Version 22: numbers. What happened in a stretch of time is found by it, and what a booking is worth is kept with it.

CREATE INDEX message_by_time ON message (sent_at) WHERE deleted_at IS NULL;
CREATE INDEX stage_move_by_time ON stage_move (created_at) WHERE deleted_at IS NULL;

ALTER TABLE class_kind ADD COLUMN price INTEGER;   -- of one session, minor units of the studio's currency; NULL: none is set
ALTER TABLE booking ADD COLUMN amount INTEGER;     -- that price when it was booked; NULL: there was none
