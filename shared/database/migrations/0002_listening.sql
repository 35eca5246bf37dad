-- Listening to every public source: what a feed's connector needs to know, how politely it is asked, what it did.
ALTER TABLE feed
  -- What the feed's connector needs to know (an instance, a tag, a search …); each connector parses its own.
  ADD COLUMN config jsonb NOT NULL DEFAULT '{}',
  -- Token or password for the source, encrypted with the machine's key; never read by the web role's answers.
  ADD COLUMN credential text,
  -- Whom the polls ask: the registrable domain, or a lane that some hosts share. Spacing and blocks are by it.
  ADD COLUMN host text NOT NULL DEFAULT '',
  -- Listened to without end (a firehose) instead of polled.
  ADD COLUMN streamed boolean NOT NULL DEFAULT false,
  -- Whether the lease is that of a poll that runs, not of one that waits.
  ADD COLUMN polling boolean NOT NULL DEFAULT false,
  -- A permanent redirect that is being confirmed: {to, since, seen}.
  ADD COLUMN moving jsonb,
  -- Checks so far, those that found nothing changed, and what was fetched, after decompression.
  ADD COLUMN checks integer NOT NULL DEFAULT 0,
  ADD COLUMN unchanged_checks integer NOT NULL DEFAULT 0,
  ADD COLUMN bytes_fetched bigint NOT NULL DEFAULT 0,
  -- Usual seconds between new items; null until that is known.
  ADD COLUMN rhythm_seconds integer,
  -- When its newest items were published, or heard where they do not say: seconds since 1970, newest first.
  ADD COLUMN recent jsonb NOT NULL DEFAULT '[]',
  -- When it will have been silent for unusually long, unless something new comes before.
  ADD COLUMN silent_at timestamptz,
  -- What the source says of its limits: {limit, remaining, resetAt}.
  ADD COLUMN quota jsonb;
UPDATE feed SET config = jsonb_build_object('url', url),
  host = coalesce(lower(substring(url FROM '^https?://([^/:?#]+)')), '');
CREATE INDEX feed_streamed ON feed (id) WHERE streamed AND enabled;
CREATE INDEX feed_polling ON feed (host) WHERE polling;
CREATE INDEX feed_silent ON feed (silent_at) WHERE silent_at IS NOT NULL;

ALTER TABLE feed_check
  -- Where the answer came from, when that is not the feed's own address.
  ADD COLUMN final_url text;

-- How each host wants to be asked, shared by all workers.
CREATE TABLE host (
  name text PRIMARY KEY,
  -- The earliest moment of the next request.
  next_at timestamptz NOT NULL DEFAULT now(),
  -- It asked to be left alone until then, and in which words: {code, detail}.
  blocked_until timestamptz,
  blocked_why jsonb,
  -- Refusals in a row, for those that do not say how long to wait.
  refusals integer NOT NULL DEFAULT 0
);

-- Subscriptions at hubs (WebSub): new items are pushed, and polls can be rare.
CREATE TABLE subscription (
  feed_id bigint PRIMARY KEY REFERENCES feed ON DELETE CASCADE,
  hub text NOT NULL,
  topic text NOT NULL,
  -- In the callback's address, so that it cannot be guessed.
  token text NOT NULL UNIQUE,
  -- Shared with the hub; encrypted.
  secret text NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'active', 'refused', 'ended')),
  -- When the hub is to be asked (again), to begin, to renew or to end; null: nothing is to be asked.
  ask_at timestamptz DEFAULT now(),
  asked_at timestamptz,
  -- Since when pushes come without a gap.
  active_since timestamptz,
  lease_until timestamptz,
  last_push_at timestamptz,
  -- Items that polls found and no push had brought, in a row of polls: a hub that misses is dropped.
  missed integer NOT NULL DEFAULT 0,
  detail text
);
CREATE INDEX subscription_ask ON subscription (ask_at) WHERE ask_at IS NOT NULL;
-- What hubs have pushed and no poll has taken in yet: verified, not parsed.
CREATE TABLE push (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feed_id bigint NOT NULL REFERENCES feed ON DELETE CASCADE,
  received_at timestamptz NOT NULL DEFAULT now(),
  content_type text,
  body bytea NOT NULL
);
CREATE INDEX push_feed ON push (feed_id, id);

ALTER TABLE item
  -- The same for the same post wherever it is heard: the source's global id, else the canonical address.
  ADD COLUMN identity text,
  ADD COLUMN reply_url text,
  -- Counts that the source gives: {likes, shares, replies, views}, each may be missing.
  ADD COLUMN engagement jsonb,
  -- Its author has deleted it: title and text are emptied.
  ADD COLUMN deleted_at timestamptz;

-- A near-identical text told by many: syndication, retweets, campaigns. One queue entry.
ALTER TABLE mention
  ADD COLUMN identity text,
  -- Places where the same post was heard, this one included.
  ADD COLUMN sightings integer NOT NULL DEFAULT 1,
  -- The first mention of the story that this one repeats; null: it stands alone or is the first.
  ADD COLUMN story_id bigint REFERENCES mention,
  -- On the first of a story: how many mentions tell it, this one included.
  ADD COLUMN story_size integer NOT NULL DEFAULT 1,
  -- Whose handle the author's is: one of ours, as far as is known.
  ADD COLUMN author_kind text CHECK (author_kind IN ('staff', 'partner')),
  -- Why it is set aside: {kind: 'exclusion' | 'deleted', exclusionId, words}.
  ADD COLUMN set_aside jsonb,
  DROP CONSTRAINT mention_state_check,
  ADD CONSTRAINT mention_state_check
    CHECK (state IN ('stream', 'queued', 'claimed', 'snoozed', 'answered', 'dismissed', 'aside')),
  DROP CONSTRAINT mention_check1,
  ADD CONSTRAINT mention_unowned CHECK (state NOT IN ('stream', 'queued', 'aside') OR owner_id IS NULL);
CREATE UNIQUE INDEX mention_identity ON mention (brand_id, identity) WHERE identity IS NOT NULL;
CREATE INDEX mention_story ON mention (story_id, published_at DESC, id DESC) WHERE story_id IS NOT NULL;
DROP INDEX mention_set_aside;
DROP INDEX mention_set_aside_brand;
-- What is set aside is no part of the stream, nor of what trends count.
DROP INDEX mention_stream;
DROP INDEX mention_stream_brand;
CREATE INDEX mention_stream ON mention (published_at DESC, id DESC)
  INCLUDE (brand_id, source, label, state, queued_at, first_response_at, resolved_at) WHERE state <> 'aside';
CREATE INDEX mention_stream_brand ON mention (brand_id, published_at DESC, id DESC) WHERE state <> 'aside';
CREATE INDEX mention_away ON mention (state, published_at DESC, id DESC)
  WHERE state IN ('snoozed', 'answered', 'dismissed', 'aside');
CREATE INDEX mention_away_brand ON mention (brand_id, state, published_at DESC, id DESC)
  WHERE state IN ('snoozed', 'answered', 'dismissed', 'aside');

-- Where else the post of a mention was heard.
CREATE TABLE sighting (
  mention_id bigint NOT NULL REFERENCES mention,
  item_id bigint NOT NULL REFERENCES item,
  feed_id bigint NOT NULL REFERENCES feed,
  heard_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (mention_id, item_id)
);
CREATE INDEX sighting_item ON sighting (item_id);

-- What finds near-identical texts: keys of the recent mentions that are the first of their story. Hashes of a band of
-- the fingerprint and of the brand; written with every mention, so without all that costs and is not needed. Worth
-- little after a crash, hence unlogged: a story then begins anew.
CREATE UNLOGGED TABLE likeness (
  key bigint NOT NULL,
  mention_id bigint NOT NULL
);
CREATE INDEX likeness_key ON likeness (key, mention_id);

-- What a brand does not want to hear, in the words of a query. Only sets aside; nothing is deleted by it.
CREATE TABLE exclusion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand_id bigint NOT NULL REFERENCES brand,
  text text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'active', 'ended')),
  proposed_by bigint NOT NULL REFERENCES person,
  decided_by bigint REFERENCES person,
  created_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  -- Mentions that it has set aside so far.
  hidden integer NOT NULL DEFAULT 0,
  -- What workers are still to do on the mentions that are there: {do: 'setAside' | 'bringBack', by: a person, before: the
  -- place that is reached, {at, id} or null}.
  owed jsonb
);
CREATE UNIQUE INDEX exclusion_text ON exclusion (brand_id, text) WHERE state <> 'ended';

-- Handles of our own people and partners: what they post is no customer's call for help.
CREATE TABLE known_handle (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Null: at every source.
  source text,
  -- Folded: lower case, without a leading @.
  handle text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('staff', 'partner')),
  name text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX known_handle_once ON known_handle (handle, coalesce(source, ''));

-- What admins set for the whole workspace.
CREATE TABLE setting (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- Items that matched nothing are kept so many days.
  kept_days integer NOT NULL DEFAULT 7 CHECK (kept_days BETWEEN 1 AND 60)
);
INSERT INTO setting DEFAULT VALUES;
