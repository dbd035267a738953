-- SPDX-License-Identifier: MIT
-- Version 13: who has two addresses is answered at the one that they wrote from last.

ALTER TABLE message ADD COLUMN identity_id TEXT;   -- of what came in: the address that it came from; NULL: not known, or our own
