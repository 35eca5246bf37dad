-- What a text says beside how it sounds, what staff make of it, and what the brand's words mean.
ALTER TABLE brand
  -- Minutes in which ordinary mentions are to be answered: the SLA that priorities are made with.
  ADD COLUMN answer_within_minutes integer NOT NULL DEFAULT 1440
    CHECK (answer_within_minutes BETWEEN 5 AND 43200),
  -- What gives a grave reason to hurry enters the queue, unless it sounds positive; danger does even then.
  ADD COLUMN queue_urgent boolean NOT NULL DEFAULT true,
  -- When rising topics were looked for last; null: never.
  ADD COLUMN topics_at timestamptz,
  -- What was heard before this had its chance to be drawn for a daily sample; null: no sample was drawn yet.
  ADD COLUMN sampled_to timestamptz,
  -- The scorer's version that its past mentions were brought to, or are being brought to; null: not known.
  ADD COLUMN model_version text;

ALTER TABLE mention
  -- What the scorer said; `label` is what counts: that of the staff where somebody has corrected it.
  ADD COLUMN scored_label text CHECK (scored_label IN ('negative', 'neutral', 'positive')),
  ADD COLUMN corrected_by bigint REFERENCES person,
  ADD COLUMN corrected_at timestamptz,
  -- What no word adds to the log-odds: {weight, why}; null: not scored.
  ADD COLUMN constant jsonb,
  -- Signs of a complaint: [{id, why, field, start, end}].
  ADD COLUMN cues jsonb NOT NULL DEFAULT '[]',
  -- Reasons to hurry, the gravest first: [{kind, text, why, field, start, end}].
  ADD COLUMN urgency jsonb NOT NULL DEFAULT '[]',
  -- Labels by rule. Ids of labels that are gone may stand here until the mentions are rescored.
  ADD COLUMN label_ids bigint[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT mention_corrected CHECK ((corrected_by IS NULL) = (corrected_at IS NULL));
UPDATE mention SET scored_label = label;
CREATE INDEX mention_labelled ON mention USING gin (label_ids) WHERE label_ids <> '{}';
-- What could not be scored has a lane of its own, as long as nobody has said how it sounds.
DROP INDEX mention_unscored;
CREATE INDEX mention_unscored ON mention (published_at DESC, id DESC) WHERE label IS NULL;
CREATE INDEX mention_unscored_brand ON mention (brand_id, published_at DESC, id DESC) WHERE label IS NULL;

-- Labels that staff gave, the scorer's own ones included (those confirm it). What the scorer said stays with them. Never
-- changed: which of them stands is told by its mention, so that taking one back puts the former in its place.
CREATE TABLE correction (
  history_id bigint PRIMARY KEY REFERENCES history,
  mention_id bigint NOT NULL REFERENCES mention,
  brand_id bigint NOT NULL REFERENCES brand,
  person_id bigint NOT NULL REFERENCES person,
  at timestamptz NOT NULL DEFAULT now(),
  label text NOT NULL CHECK (label IN ('negative', 'neutral', 'positive')),
  -- As scored at that moment; nulls: not scored.
  scored_label text CHECK (scored_label IN ('negative', 'neutral', 'positive')),
  score real,
  p_negative real,
  model_version text NOT NULL,
  language text,
  source text NOT NULL,
  -- It stood in a daily sample, so that it was not chosen for being wrong.
  sampled boolean NOT NULL
);
CREATE INDEX correction_at ON correction (at);
CREATE INDEX correction_brand ON correction (brand_id, at);
-- Those that were neither taken back nor followed by another one.
CREATE VIEW standing_correction AS
  SELECT c.* FROM correction c
  JOIN mention m ON m.id = c.mention_id AND m.corrected_by = c.person_id AND m.corrected_at = c.at;

-- Mentions that were not queued, drawn by lot each day for staff to look at.
CREATE TABLE sample (
  mention_id bigint PRIMARY KEY REFERENCES mention,
  brand_id bigint NOT NULL REFERENCES brand,
  day date NOT NULL,
  -- How many that were not queued it was drawn for.
  stands_for real NOT NULL
);
CREATE INDEX sample_day ON sample (brand_id, day);

-- How percentages are fitted to the labels of staff (Platt). No row: there are too few labels, or it would not help.
CREATE TABLE calibration (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  slope double precision NOT NULL CHECK (slope > 0),
  -- "offset" is a word of SQL.
  intercept double precision NOT NULL,
  corrections integer NOT NULL,
  error_before double precision NOT NULL,
  error_after double precision NOT NULL,
  fitted_at timestamptz NOT NULL DEFAULT now()
);
-- The newest label that a fit was tried with, whatever came of it, and when that was.
ALTER TABLE upkeep
  ADD COLUMN calibrated_to bigint NOT NULL DEFAULT 0,
  ADD COLUMN calibrated_at timestamptz;

-- How words count when they are said about a brand.
CREATE TABLE lexicon_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand_id bigint NOT NULL REFERENCES brand,
  phrase text NOT NULL,
  -- Log-odds of "negative".
  weight real NOT NULL CHECK (weight BETWEEN -5 AND 5),
  state text NOT NULL CHECK (state IN ('proposed', 'active')),
  proposed_by bigint NOT NULL REFERENCES person,
  decided_by bigint REFERENCES person,
  created_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz
);
CREATE UNIQUE INDEX lexicon_entry_phrase ON lexicon_entry (brand_id, phrase);

-- Labels that mentions get by rule, in the words of a query.
CREATE TABLE label (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand_id bigint NOT NULL REFERENCES brand,
  name text NOT NULL,
  rule text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX label_name ON label (brand_id, lower(name));

-- Bringing what was decided to the mentions of a brand that are there, newest first.
CREATE TABLE rescoring (
  brand_id bigint PRIMARY KEY REFERENCES brand,
  -- Null: a new version of Earshot.
  asked_by bigint REFERENCES person,
  asked_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  -- Where the next page begins: {at, id} of the last mention looked at; null: at the newest.
  before jsonb,
  total integer NOT NULL DEFAULT 0,
  seen integer NOT NULL DEFAULT 0,
  changed integer NOT NULL DEFAULT 0,
  queued integer NOT NULL DEFAULT 0
);
-- Priorities are made otherwise now.
INSERT INTO rescoring (brand_id, total)
  SELECT brand.id, count(mention.id) FROM brand LEFT JOIN mention ON mention.brand_id = brand.id GROUP BY brand.id;

-- Words and phrases that rise, as they were found last, and the mentions that say them.
CREATE TABLE topic (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand_id bigint NOT NULL REFERENCES brand,
  -- What all its variants have in common.
  key text NOT NULL,
  time_window text NOT NULL CHECK (time_window IN ('day', 'week')),
  words text NOT NULL,
  variants text[] NOT NULL DEFAULT '{}',
  mentions integer NOT NULL,
  usual real NOT NULL,
  chance double precision NOT NULL,
  -- Mentions a day over 28 days, oldest first.
  days integer[] NOT NULL,
  UNIQUE (brand_id, key, time_window)
);
CREATE TABLE topic_mention (
  topic_id bigint NOT NULL REFERENCES topic ON DELETE CASCADE,
  mention_id bigint NOT NULL REFERENCES mention,
  PRIMARY KEY (topic_id, mention_id)
);
CREATE INDEX topic_mention_mention ON topic_mention (mention_id);
