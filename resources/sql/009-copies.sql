-- SPDX-License-Identifier: MIT
-- Version 9: to whom else an answer goes, and by which way. Both are part of what is approved.

ALTER TABLE draft ADD COLUMN cc TEXT;    -- of a mail: "Ana <ana@example.org>, ben@example.org"; NULL: nobody else
ALTER TABLE draft ADD COLUMN bcc TEXT;
ALTER TABLE draft ADD COLUMN via TEXT;   -- another conversation with the same person, through which it leaves; NULL: its own
