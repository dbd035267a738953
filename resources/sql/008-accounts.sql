-- SPDX-License-Identifier: MIT
-- Version 8: how an account fares. Beside what went wrong (error) stands what can be done about it, when it is tried again, and
-- when it was last read; and the owner can switch an account off for a while.

ALTER TABLE account ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN error_kind TEXT;                        -- sign-in, wait, change, give-up, report; NULL: no error
ALTER TABLE account ADD COLUMN retry_at INTEGER NOT NULL DEFAULT 0;    -- ms; not before this, 0: no matter
ALTER TABLE account ADD COLUMN synced_at INTEGER NOT NULL DEFAULT 0;   -- ms of the last time that all was read (to the minute), 0: never
