-- SPDX-License-Identifier: MIT
-- Version 15: what texts are about, as a model tells it, so that entries are found by their meaning and not only by their words.

CREATE TABLE vector (
  n INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,          -- 'knowledge': an entry; 'question': a message of a customer
  target_id TEXT NOT NULL,
  model TEXT NOT NULL,         -- "ollama/nomic-embed-text": those of others are not compared
  dimensions INTEGER NOT NULL,
  hash TEXT NOT NULL,          -- of the text
  version INTEGER NOT NULL,    -- of the entry when its hash was last looked at
  body BLOB NOT NULL,          -- of length 1: 32-bit floats, lowest byte first
  created_at INTEGER NOT NULL,
  UNIQUE (kind, target_id)
) STRICT;
