-- AlterTable
ALTER TABLE "evidence_items" ADD COLUMN     "needs_redaction" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "owner_id" UUID,
ADD COLUMN     "review_by" DATE,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "voices" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AddForeignKey
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_council_id_owner_id_fkey" FOREIGN KEY ("council_id", "owner_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION are_tags(tags text[]) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS
$$
  SELECT tags IS NOT NULL AND cardinality(tags) <= 20
     AND coalesce((SELECT bool_and(coalesce(tag = btrim(tag) AND char_length(tag) BETWEEN 1 AND 40, false))
                     FROM unnest(tags) tag), true)
$$;

ALTER TABLE evidence_items
  ADD CONSTRAINT evidence_items_one_owner CHECK (owner_id IS NULL OR owner = ''),
  ADD CONSTRAINT evidence_items_needs_redaction CHECK (contains_personal_data OR NOT needs_redaction),
  ADD CONSTRAINT evidence_items_voices CHECK (
    voices IS NOT NULL AND voices <@ ARRAY[
      'people', 'self_funders', 'carers', 'voluntary', 'providers', 'partners', 'staff', 'principal_social_worker',
      'leaders']),
  -- "carers", "qs1.timeliness", and "own.3" for a topic of the council's own.
  ADD CONSTRAINT evidence_items_topics CHECK (
    topics IS NOT NULL AND cardinality(topics) <= 100 AND array_position(topics, NULL) IS NULL
    AND array_to_string(topics, ' ') ~ '^([a-z][a-z0-9_]*(\.[a-z0-9_]+)?( [a-z][a-z0-9_]*(\.[a-z0-9_]+)?)*)?$'),
  ADD CONSTRAINT evidence_items_tags CHECK (are_tags(tags));

-- In the database, so that it holds for a release before this one too, which knows only one of each pair of columns, and
-- for an erasure, which takes away what names people.
CREATE FUNCTION evidence_items_keep_together() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  IF NOT NEW.contains_personal_data AND NEW.needs_redaction = OLD.needs_redaction THEN
    NEW.needs_redaction := false;
  END IF;
  IF NEW.state = 'erased' OR (NEW.owner <> '' AND NEW.owner_id = OLD.owner_id) THEN
    NEW.owner_id := NULL;
  END IF;
  IF NEW.state = 'erased' THEN
    NEW.tags := '{}';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER evidence_items_keep_together BEFORE UPDATE ON evidence_items
  FOR EACH ROW EXECUTE FUNCTION evidence_items_keep_together();
