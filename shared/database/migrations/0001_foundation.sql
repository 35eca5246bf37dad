-- People and their sessions.
CREATE TABLE person (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('agent', 'manager', 'admin')),
  password_hash text NOT NULL,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX person_email ON person (lower(email));

-- The shape connect-pg-simple expects, found by person so that a changed right can end sessions.
CREATE TABLE session (
  sid text PRIMARY KEY,
  sess json NOT NULL,
  expire timestamptz NOT NULL
);
CREATE INDEX session_expire ON session (expire);
CREATE INDEX session_person ON session (((sess ->> 'personId')::bigint));

-- What every web process must know and nobody else: made at the first start, shared through the database.
CREATE TABLE secret (
  name text PRIMARY KEY,
  value text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Attempts counted for brute-force limits; the shape rate-limiter-flexible expects.
CREATE TABLE attempt (
  key text PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

-- What is listened for.
CREATE TABLE brand (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  queue_threshold real NOT NULL DEFAULT -0.1 CHECK (queue_threshold BETWEEN -1 AND 1),
  -- Newest entry of this brand's change log: gap-free and in commit order, because it is taken by an UPDATE.
  revision bigint NOT NULL DEFAULT 0,
  -- Set while items kept are still to be matched with new queries: the id up to which that is done.
  rematch_after bigint DEFAULT 0,
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX brand_name ON brand (lower(name)) WHERE archived_at IS NULL;

CREATE TABLE query (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand_id bigint NOT NULL REFERENCES brand,
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX query_brand ON query (brand_id);

-- Grows with every change of a brand or its queries, so that each process knows when to compile its matcher again.
CREATE TABLE matching (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  version bigint NOT NULL DEFAULT 1
);
INSERT INTO matching DEFAULT VALUES;

-- Where is listened. The row is the schedule: due when enabled, next_check_at has come and no lease runs.
CREATE TABLE feed (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL DEFAULT 'rss',
  url text NOT NULL,
  title text NOT NULL DEFAULT '',
  site_url text,
  -- When set, every item of the feed is about this brand, whatever its queries say.
  brand_id bigint REFERENCES brand,
  enabled boolean NOT NULL DEFAULT true,
  interval_seconds integer NOT NULL DEFAULT 300,
  next_check_at timestamptz NOT NULL DEFAULT now(),
  lease_until timestamptz,
  etag text,
  last_modified text,
  body_hash text,
  cursor jsonb,
  -- Fingerprints of what it listed last, so that it is known also when its items are not kept any more.
  listed jsonb NOT NULL DEFAULT '{}',
  consecutive_failures integer NOT NULL DEFAULT 0,
  last_checked_at timestamptz,
  last_success_at timestamptz,
  last_new_item_at timestamptz,
  last_problem jsonb,
  -- Heard so far, those included that are not kept any more: counting them would read every row.
  items integer NOT NULL DEFAULT 0,
  mentions integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX feed_url ON feed (source, url);
CREATE INDEX feed_due ON feed (next_check_at) WHERE enabled;

CREATE TABLE feed_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feed_id bigint NOT NULL REFERENCES feed ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('items', 'unchanged', 'failed')),
  http_status integer,
  bytes integer NOT NULL DEFAULT 0,
  items integer NOT NULL DEFAULT 0,
  new_items integer NOT NULL DEFAULT 0,
  mentions integer NOT NULL DEFAULT 0,
  problem jsonb
);
CREATE INDEX feed_check_feed ON feed_check (feed_id, id DESC);

-- Entries of feeds. Those that matched nothing are kept for some days: for previews, and for brands that come later.
CREATE TABLE item (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feed_id bigint NOT NULL REFERENCES feed,
  external_id text NOT NULL,
  url text,
  title text NOT NULL,
  text text NOT NULL,
  author text,
  author_url text,
  language text,
  thread_key text,
  potential_reach integer,
  media jsonb NOT NULL DEFAULT '[]',
  published_at timestamptz,
  heard_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (feed_id, external_id)
);
CREATE INDEX item_heard ON item (heard_at);

-- An item that matched a brand.
CREATE TABLE mention (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand_id bigint NOT NULL REFERENCES brand,
  item_id bigint NOT NULL REFERENCES item,
  feed_id bigint NOT NULL REFERENCES feed,
  source text NOT NULL,
  state text NOT NULL CHECK (state IN ('stream', 'queued', 'claimed', 'snoozed', 'answered', 'dismissed')),
  owner_id bigint REFERENCES person,
  version integer NOT NULL DEFAULT 1,
  score real CHECK (score BETWEEN -1 AND 1),
  label text CHECK (label IN ('negative', 'neutral', 'positive')),
  p_negative real CHECK (p_negative BETWEEN 0 AND 1),
  language text,
  contributions jsonb NOT NULL DEFAULT '[]',
  matches jsonb NOT NULL DEFAULT '[]',
  model_version text NOT NULL,
  severity smallint NOT NULL CHECK (severity BETWEEN 0 AND 3),
  -- Same person, as far as the source tells: null when it does not.
  author_key text,
  -- What lists are sorted by, to the millisecond: clients sort by the same values, and have no finer ones.
  published_at timestamptz(3) NOT NULL,
  heard_at timestamptz NOT NULL DEFAULT now(),
  priority_at timestamptz(3) NOT NULL,
  queued_at timestamptz,
  claimed_at timestamptz,
  first_response_at timestamptz,
  resolved_at timestamptz,
  snoozed_until timestamptz,
  snoozed_until_activity boolean NOT NULL DEFAULT false,
  dismiss_reason text,
  hand_offs integer NOT NULL DEFAULT 0,
  notes integer NOT NULL DEFAULT 0,
  UNIQUE (brand_id, item_id),
  CHECK (state <> 'claimed' OR owner_id IS NOT NULL),
  CHECK (state NOT IN ('stream', 'queued') OR owner_id IS NULL),
  CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL OR snoozed_until_activity))
);
-- One index for each lane, in the lane's order; partial, so that a lane costs what it holds.
CREATE INDEX mention_queue ON mention (priority_at, id) WHERE state = 'queued';
CREATE INDEX mention_queue_brand ON mention (brand_id, priority_at, id) WHERE state = 'queued';
CREATE INDEX mention_claimed ON mention (priority_at, id) WHERE state = 'claimed';
CREATE INDEX mention_claimed_brand ON mention (brand_id, priority_at, id) WHERE state = 'claimed';
CREATE INDEX mention_mine ON mention (owner_id, priority_at, id) WHERE state = 'claimed';
CREATE INDEX mention_set_aside ON mention (state, published_at DESC, id DESC)
  WHERE state IN ('snoozed', 'answered', 'dismissed');
CREATE INDEX mention_set_aside_brand ON mention (brand_id, state, published_at DESC, id DESC)
  WHERE state IN ('snoozed', 'answered', 'dismissed');
-- With all that trends count, so that they need not read the wide rows.
CREATE INDEX mention_stream ON mention (published_at DESC, id DESC)
  INCLUDE (brand_id, source, label, state, queued_at, first_response_at, resolved_at);
CREATE INDEX mention_stream_brand ON mention (brand_id, published_at DESC, id DESC);
-- What lists are narrowed to that may be rare: a quiet feed, and what could not be scored.
CREATE INDEX mention_feed ON mention (feed_id, published_at DESC, id DESC);
CREATE INDEX mention_unscored ON mention (published_at DESC, id DESC) WHERE label IS NULL;
-- Snoozes that end, whoever waits longest for a first answer, and a mention's item.
CREATE INDEX mention_due ON mention (snoozed_until) WHERE state = 'snoozed';
CREATE INDEX mention_waiting ON mention (brand_id, published_at, id)
  WHERE state IN ('queued', 'claimed', 'snoozed') AND first_response_at IS NULL;
CREATE INDEX mention_item ON mention (item_id);
CREATE INDEX mention_author ON mention (brand_id, author_key, published_at DESC) WHERE author_key IS NOT NULL;

-- What happened to each mention. Written once, never changed.
CREATE TABLE history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mention_id bigint NOT NULL REFERENCES mention,
  at timestamptz NOT NULL DEFAULT now(),
  -- Null: Earshot itself.
  actor_id bigint REFERENCES person,
  kind text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  -- The mention's mutable columns before the move, for undo; null when it cannot be taken back.
  before jsonb,
  version_after integer NOT NULL,
  -- Undo events name the event they took back.
  undoes_id bigint UNIQUE REFERENCES history
);
CREATE INDEX history_mention ON history (mention_id, id);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is written once: % is refused', TG_OP;
END $$;
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE answer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mention_id bigint NOT NULL REFERENCES mention,
  person_id bigint NOT NULL REFERENCES person,
  history_id bigint NOT NULL REFERENCES history,
  text text NOT NULL,
  reply_url text,
  at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz
);
CREATE INDEX answer_mention ON answer (mention_id);

CREATE TABLE note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mention_id bigint NOT NULL REFERENCES mention,
  person_id bigint NOT NULL REFERENCES person,
  history_id bigint NOT NULL REFERENCES history,
  text text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz
);
CREATE INDEX note_mention ON note (mention_id);

-- A repeated move with the same key and body answers with the first one's result.
CREATE TABLE move_key (
  person_id bigint NOT NULL REFERENCES person,
  key text NOT NULL,
  mention_id bigint NOT NULL REFERENCES mention,
  kind text NOT NULL,
  body_hash text NOT NULL,
  history_id bigint NOT NULL REFERENCES history,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, key)
);
CREATE INDEX move_key_at ON move_key (at);

-- The change log: which mentions changed, in an order that cannot skip.
CREATE TABLE change (
  brand_id bigint NOT NULL REFERENCES brand,
  revision bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  mention_ids bigint[] NOT NULL,
  PRIMARY KEY (brand_id, revision)
);
CREATE INDEX change_at ON change (at);
-- Appends one entry and returns its revision. Must be a transaction's last write: the brand's row stays locked until
-- commit, which is what makes revisions gap-free and in commit order.
CREATE FUNCTION record_change(changed_brand_id bigint, changed_ids bigint[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  newest bigint;
BEGIN
  UPDATE brand SET revision = revision + 1 WHERE id = changed_brand_id RETURNING revision INTO STRICT newest;
  INSERT INTO change (brand_id, revision, mention_ids) VALUES (changed_brand_id, newest, changed_ids);
  RETURN newest;
END $$;

-- Who has a mention open. Worth nothing after a crash, hence unlogged.
CREATE UNLOGGED TABLE viewing (
  socket_id text PRIMARY KEY,
  person_id bigint NOT NULL,
  mention_id bigint NOT NULL,
  replying boolean NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX viewing_mention ON viewing (mention_id);

-- Full text, filled some seconds behind by a job: a GIN index in the insert path would cost ten times the insert.
CREATE TABLE item_search (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  document tsvector NOT NULL
);
CREATE INDEX item_search_document ON item_search USING gin (document);

-- How far the work has come that goes through long tables bit by bit.
CREATE TABLE upkeep (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- The items of all mentions up to this id are in the full-text index.
  indexed_to bigint NOT NULL DEFAULT 0,
  -- The newest mention at a moment: once no transaction from before that moment is left, none can appear below it.
  newest_then bigint NOT NULL DEFAULT 0,
  newest_at timestamptz NOT NULL DEFAULT now(),
  -- Items heard before this that matched nothing are gone.
  pruned_to timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO upkeep DEFAULT VALUES;

-- When each kind of background work last did its round, on any worker: what /api/ready reads.
CREATE TABLE heartbeat (
  name text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
