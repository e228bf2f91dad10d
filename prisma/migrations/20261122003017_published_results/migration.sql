-- CreateTable
CREATE TABLE "published_results" (
    "gss_code" TEXT NOT NULL,
    "is_pilot" BOOLEAN NOT NULL,
    "published" TEXT NOT NULL,
    "score" SMALLINT,
    "rating" TEXT NOT NULL,
    "scores" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "shipped_on" DATE NOT NULL,

    CONSTRAINT "published_results_pkey" PRIMARY KEY ("gss_code","is_pilot")
);

-- CreateTable
CREATE TABLE "result_corrections" (
    "council_id" UUID NOT NULL,
    "gss_code" TEXT NOT NULL,
    "is_pilot" BOOLEAN NOT NULL,
    "published" TEXT NOT NULL,
    "score" SMALLINT,
    "rating" TEXT NOT NULL,
    "scores" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "corrected_by_id" UUID NOT NULL,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "result_corrections_pkey" PRIMARY KEY ("council_id","gss_code","is_pilot")
);

-- AddForeignKey
ALTER TABLE "published_results" ADD CONSTRAINT "published_results_gss_code_fkey" FOREIGN KEY ("gss_code") REFERENCES "local_authorities"("gss_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result_corrections" ADD CONSTRAINT "result_corrections_gss_code_fkey" FOREIGN KEY ("gss_code") REFERENCES "local_authorities"("gss_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result_corrections" ADD CONSTRAINT "result_corrections_council_id_corrected_by_id_fkey" FOREIGN KEY ("council_id", "corrected_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE published_results
  ADD CONSTRAINT published_results_published CHECK (published ~ '^20\d{2}(-(0[1-9]|1[0-2]))?$'),
  ADD CONSTRAINT published_results_score CHECK (score BETWEEN 25 AND 100),
  ADD CONSTRAINT published_results_rating CHECK (rating IN ('inadequate', 'requires-improvement', 'good', 'outstanding')),
  ADD CONSTRAINT published_results_scores CHECK (scores ~ '^[1-4-]{9}$'),
  ADD CONSTRAINT published_results_source CHECK (source <> '');
ALTER TABLE result_corrections
  ADD CONSTRAINT result_corrections_published CHECK (published ~ '^20\d{2}(-(0[1-9]|1[0-2]))?$'),
  ADD CONSTRAINT result_corrections_score CHECK (score BETWEEN 25 AND 100),
  ADD CONSTRAINT result_corrections_rating CHECK (rating IN ('inadequate', 'requires-improvement', 'good', 'outstanding')),
  ADD CONSTRAINT result_corrections_scores CHECK (scores ~ '^[1-4-]{9}$'),
  ADD CONSTRAINT result_corrections_source CHECK (source <> '');

GRANT SELECT ON published_results TO assurance_app;
GRANT SELECT, INSERT, DELETE ON result_corrections TO assurance_app;
GRANT UPDATE (published, score, rating, scores, basis, source, corrected_by_id, corrected_at) ON result_corrections TO assurance_app;
ALTER TABLE result_corrections ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON result_corrections USING (council_id = current_council_id());
