-- SPDX-License-Identifier: MIT
-- Version 6: what may be written when, and by which of the studio's own numbers. A provider's templates, which it has to approve
-- before they may go ("template", of version 2, is what the owner fills her own answers from); through which account a message
-- went; which one answers a person; and other ways in which a network writes the number of somebody who is known.

CREATE TABLE message_template (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: derived from account, name and language
  account_id TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, category TEXT NOT NULL,
  status TEXT NOT NULL, reason TEXT,                  -- "APPROVED"; reason: why it was refused, as the provider says it
  components TEXT NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER   -- components: JSON array, the provider's own
) STRICT;
CREATE INDEX message_template_by_account ON message_template (account_id, name, language) WHERE deleted_at IS NULL;

ALTER TABLE account ADD COLUMN templates_at INTEGER NOT NULL DEFAULT 0;     -- when they were asked for last, ms
ALTER TABLE account ADD COLUMN templates_error TEXT;

ALTER TABLE message ADD COLUMN account_id TEXT;       -- NULL: as its conversation

-- The owner's choice holds until she makes another one, or the customer writes through a third account.
CREATE TABLE sender_choice (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: derived from contact and channel
  contact_id TEXT NOT NULL, channel TEXT NOT NULL,
  account_id TEXT NOT NULL, instead_of TEXT,          -- instead_of: the account through which the customer wrote then
  updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- Never written to: only looked up when something comes in.
CREATE TABLE identity_alias (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: as the identity with this value would have
  identity_id TEXT NOT NULL, value TEXT NOT NULL, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX identity_alias_by_identity ON identity_alias (identity_id);

ALTER TABLE thread ADD COLUMN closing_told_at INTEGER NOT NULL DEFAULT 0;   -- of which message (sent_at) the owner heard that its window closes
