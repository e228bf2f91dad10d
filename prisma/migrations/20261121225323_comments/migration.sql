-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "thread_id" UUID,
    "assessment_id" UUID,
    "statement" TEXT,
    "evidence_item_id" UUID,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "submission" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_id" UUID,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_mentions" (
    "council_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "comment_mentions_pkey" PRIMARY KEY ("council_id","comment_id","person_id")
);

-- CreateTable
CREATE TABLE "comment_reads" (
    "council_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_reads_pkey" PRIMARY KEY ("council_id","comment_id","person_id")
);

-- CreateIndex
CREATE INDEX "comments_council_id_assessment_id_statement_idx" ON "comments"("council_id", "assessment_id", "statement");

-- CreateIndex
CREATE INDEX "comments_council_id_evidence_item_id_idx" ON "comments"("council_id", "evidence_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "comments_council_id_id_key" ON "comments"("council_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "comments_council_id_submission_key" ON "comments"("council_id", "submission");

-- CreateIndex
CREATE INDEX "comment_mentions_council_id_person_id_idx" ON "comment_mentions"("council_id", "person_id");

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_council_id_thread_id_fkey" FOREIGN KEY ("council_id", "thread_id") REFERENCES "comments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_council_id_assessment_id_statement_fkey" FOREIGN KEY ("council_id", "assessment_id", "statement") REFERENCES "statement_assessments"("council_id", "assessment_id", "statement") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_council_id_author_id_fkey" FOREIGN KEY ("council_id", "author_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_council_id_resolved_by_id_fkey" FOREIGN KEY ("council_id", "resolved_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_mentions" ADD CONSTRAINT "comment_mentions_council_id_comment_id_fkey" FOREIGN KEY ("council_id", "comment_id") REFERENCES "comments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_mentions" ADD CONSTRAINT "comment_mentions_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_reads" ADD CONSTRAINT "comment_reads_council_id_comment_id_fkey" FOREIGN KEY ("council_id", "comment_id") REFERENCES "comments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_reads" ADD CONSTRAINT "comment_reads_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE comments
  ADD CONSTRAINT comments_on_one_thing CHECK (num_nonnulls(statement, evidence_item_id) = 1),
  ADD CONSTRAINT comments_statement_of_an_assessment CHECK ((statement IS NULL) = (assessment_id IS NULL)),
  ADD CONSTRAINT comments_resolved_by_somebody CHECK ((resolved_at IS NULL) = (resolved_by_id IS NULL)),
  ADD CONSTRAINT comments_threads_are_resolved CHECK (thread_id IS NULL OR resolved_at IS NULL),
  ADD CONSTRAINT comments_body CHECK ((body = '') = (deleted_at IS NOT NULL));
GRANT SELECT, INSERT ON comments TO assurance_app;
-- What was said, where and by whom is never changed: a comment is deleted, a thread resolved and reopened.
GRANT UPDATE (body, deleted_at, resolved_at, resolved_by_id) ON comments TO assurance_app;
GRANT SELECT, INSERT ON comment_mentions, comment_reads TO assurance_app;
ALTER TABLE comments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE comment_mentions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE comment_reads ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON comments USING (council_id = current_council_id());
CREATE POLICY own_council ON comment_mentions USING (council_id = current_council_id());
CREATE POLICY own_council ON comment_reads USING (council_id = current_council_id());
