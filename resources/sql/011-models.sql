-- SPDX-License-Identifier: MIT
-- Version 11: language models. What one made of a message stands beside what the rules did, and what it thinks of a person beside the
-- score; neither takes the other's place.

ALTER TABLE message ADD COLUMN refined TEXT;        -- JSON: intent, sub_category, priority, sentiment, confidence, language, entities, action, by; NULL: nobody asked
ALTER TABLE contact ADD COLUMN opinion INTEGER;     -- 0 to 100, a model's; NULL: none
ALTER TABLE contact ADD COLUMN opinion_why TEXT;    -- one sentence of it

-- What was asked of whom, and what it cost at the price that the owner had typed. Of this computer alone.
CREATE TABLE model_use (
  day TEXT NOT NULL, agent TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,      -- day: of the studio's calendar, "2026-11-24"
  asks INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  tokens_in INTEGER NOT NULL DEFAULT 0, tokens_out INTEGER NOT NULL DEFAULT 0,
  cost INTEGER NOT NULL DEFAULT 0,                                                          -- millionths of the currency
  PRIMARY KEY (day, agent, provider, model)
) STRICT, WITHOUT ROWID;
