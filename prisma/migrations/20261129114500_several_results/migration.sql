-- Several results for a council, one of each kind. Rows that are there already are of a pilot or a first assessment. The
-- type is "changed" only to fill the column: that reaches every council's rows, which row security hides from UPDATE.
ALTER TABLE "published_results"
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'first',
  ADD COLUMN "status" TEXT NOT NULL DEFAULT 'published',
  ADD COLUMN "confirmed" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "framework" TEXT NOT NULL DEFAULT 'cqc-2023';
ALTER TABLE "published_results"
  ALTER COLUMN "kind" TYPE TEXT USING CASE WHEN "is_pilot" THEN 'pilot' ELSE 'first' END,
  ALTER COLUMN "kind" DROP DEFAULT,
  ALTER COLUMN "is_pilot" SET DEFAULT false,
  ALTER COLUMN "published" DROP NOT NULL,
  DROP CONSTRAINT "published_results_pkey",
  ADD CONSTRAINT "published_results_pkey" PRIMARY KEY ("gss_code", "kind");

ALTER TABLE "result_corrections"
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'first',
  ADD COLUMN "status" TEXT NOT NULL DEFAULT 'published',
  ADD COLUMN "confirmed" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "framework" TEXT NOT NULL DEFAULT 'cqc-2023';
ALTER TABLE "result_corrections"
  ALTER COLUMN "kind" TYPE TEXT USING CASE WHEN "is_pilot" THEN 'pilot' ELSE 'first' END,
  ALTER COLUMN "kind" DROP DEFAULT,
  ALTER COLUMN "is_pilot" SET DEFAULT false,
  ALTER COLUMN "published" DROP NOT NULL,
  DROP CONSTRAINT "result_corrections_pkey",
  ADD CONSTRAINT "result_corrections_pkey" PRIMARY KEY ("council_id", "gss_code", "kind");

-- Scores follow the order and the scale of the statements of their framework.
ALTER TABLE published_results
  ADD CONSTRAINT published_results_kind CHECK (kind IN ('pilot', 'first', 'review', 'next')),
  ADD CONSTRAINT published_results_status CHECK (status IN ('published', 'under-review', 'withdrawn', 'replaced')),
  DROP CONSTRAINT published_results_scores,
  ADD CONSTRAINT published_results_scores
    CHECK (CASE framework WHEN 'cqc-2023' THEN scores ~ '^[1-4-]{9}$' ELSE scores ~ '^[1-9-]+$' END);
ALTER TABLE result_corrections
  ADD CONSTRAINT result_corrections_kind CHECK (kind IN ('pilot', 'first', 'review', 'next')),
  ADD CONSTRAINT result_corrections_status CHECK (status IN ('published', 'under-review', 'withdrawn', 'replaced')),
  DROP CONSTRAINT result_corrections_scores,
  ADD CONSTRAINT result_corrections_scores
    CHECK (CASE framework WHEN 'cqc-2023' THEN scores ~ '^[1-4-]{9}$' ELSE scores ~ '^[1-9-]+$' END);

GRANT UPDATE (status, confirmed, framework) ON result_corrections TO assurance_app;

-- For a release before this one, which reads and writes is_pilot. Goes with that column.
CREATE FUNCTION result_kind() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  NEW.kind := coalesce(NEW.kind, CASE WHEN NEW.is_pilot THEN 'pilot' ELSE 'first' END);
  NEW.is_pilot := NEW.kind = 'pilot';
  RETURN NEW;
END
$$;
CREATE TRIGGER result_kind BEFORE INSERT OR UPDATE ON published_results
  FOR EACH ROW EXECUTE FUNCTION result_kind();
CREATE TRIGGER result_kind BEFORE INSERT OR UPDATE ON result_corrections
  FOR EACH ROW EXECUTE FUNCTION result_kind();
