-- CreateTable
CREATE TABLE "evidence_views" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_views_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE INDEX "evidence_views_council_id_person_id_idx" ON "evidence_views"("council_id", "person_id");

-- AddForeignKey
ALTER TABLE "evidence_views" ADD CONSTRAINT "evidence_views_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE evidence_views
  ADD CONSTRAINT evidence_views_name CHECK (name <> '' AND char_length(name) <= 60),
  ADD CONSTRAINT evidence_views_query CHECK (char_length(query) <= 4000);
GRANT SELECT, INSERT, DELETE ON evidence_views TO assurance_app;
GRANT UPDATE (name, query, shared) ON evidence_views TO assurance_app;
ALTER TABLE evidence_views ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON evidence_views USING (council_id = current_council_id());
