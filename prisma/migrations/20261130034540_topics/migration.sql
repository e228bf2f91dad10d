-- CreateTable
CREATE TABLE "topics" (
    "council_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "words" TEXT[],
    "measures" TEXT[],
    "retired" BOOLEAN NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topics_pkey" PRIMARY KEY ("council_id","number")
);

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Each with the limits of lib/record/topics/rules.ts.
CREATE FUNCTION are_topic_words(words text[]) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS
$$
  SELECT words IS NOT NULL AND cardinality(words) <= 30
     AND coalesce((SELECT bool_and(coalesce(char_length(word) BETWEEN 1 AND 60, false)) FROM unnest(words) word), true)
$$;
ALTER TABLE topics
  ADD CONSTRAINT topics_number CHECK (number BETWEEN 1 AND 999999),
  ADD CONSTRAINT topics_version CHECK (version > 0),
  ADD CONSTRAINT topics_name CHECK (char_length(name) BETWEEN 1 AND 100),
  ADD CONSTRAINT topics_about CHECK (char_length(about) BETWEEN 1 AND 1000),
  ADD CONSTRAINT topics_words CHECK (are_topic_words(words)),
  ADD CONSTRAINT topics_measures CHECK (
    measures IS NOT NULL AND cardinality(measures) <= 500 AND array_position(measures, NULL) IS NULL);
CREATE UNIQUE INDEX topics_one_of_a_name ON topics (council_id, lower(name));

GRANT SELECT, INSERT ON topics TO assurance_app;
GRANT UPDATE (version, name, about, words, measures, retired, changed_by_id, changed_at) ON topics TO assurance_app;
ALTER TABLE topics ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON topics USING (council_id = current_council_id());
