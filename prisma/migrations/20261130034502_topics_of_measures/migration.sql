-- Topics are one list for measures and evidence, by key. A release before this one reads and writes them as before: its
-- enum stays until the next release and is assigned as text.
ALTER TABLE "measures" ALTER COLUMN "topics" TYPE TEXT[] USING "topics"::text[];

ALTER TABLE measures
  ADD CONSTRAINT measures_topics CHECK (
    cardinality(topics) <= 100 AND array_position(topics, NULL) IS NULL
    AND array_to_string(topics, ' ') ~ '^([a-z][a-z0-9_]*(\.[a-z0-9_]+)?( [a-z][a-z0-9_]*(\.[a-z0-9_]+)?)*)?$');
