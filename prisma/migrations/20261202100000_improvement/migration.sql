-- CreateEnum
CREATE TYPE "finding_source" AS ENUM ('report', 'gap', 'challenge', 'peer_review', 'complaint', 'audit', 'other');

-- CreateEnum
CREATE TYPE "improvement_level" AS ENUM ('high', 'medium', 'low');

-- CreateEnum
CREATE TYPE "action_state" AS ENUM ('planned', 'under_way', 'complete', 'stopped');

-- CreateEnum
CREATE TYPE "action_rating" AS ENUM ('green', 'amber', 'red');

-- CreateEnum
CREATE TYPE "action_funding" AS ENUM ('funded', 'part_funded', 'unfunded');

-- CreateEnum
CREATE TYPE "support_stage_kind" AS ENUM ('sector_led', 'enhanced', 'statutory');

-- CreateEnum
CREATE TYPE "support_letter_kind" AS ENUM ('received', 'sent', 'representation');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LinkKind" ADD VALUE 'plan';
ALTER TYPE "LinkKind" ADD VALUE 'plan_board';

-- CreateTable
CREATE TABLE "published_reports" (
    "council_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'published',
    "framework" TEXT NOT NULL,
    "published_on" DATE NOT NULL,
    "visited_on" DATE,
    "url" TEXT NOT NULL DEFAULT '',
    "score" SMALLINT,
    "rating" TEXT NOT NULL,
    "scores" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_reports_pkey" PRIMARY KEY ("council_id","number")
);

-- CreateTable
CREATE TABLE "published_report_statements" (
    "council_id" UUID NOT NULL,
    "report" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    "page" INTEGER,

    CONSTRAINT "published_report_statements_pkey" PRIMARY KEY ("council_id","report","statement")
);

-- CreateTable
CREATE TABLE "findings" (
    "council_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "source" "finding_source" NOT NULL,
    "report" INTEGER,
    "origin" TEXT NOT NULL DEFAULT '',
    "page" INTEGER,
    "evidence_item_id" UUID,
    "found_on" DATE NOT NULL,
    "statement" TEXT,
    "severity" "improvement_level" NOT NULL,
    "text" TEXT NOT NULL,
    "closed_on" DATE,
    "outcome" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "findings_pkey" PRIMARY KEY ("council_id","number")
);

-- CreateTable
CREATE TABLE "improvement_actions" (
    "council_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT '',
    "priority" "improvement_level" NOT NULL,
    "owner_id" UUID,
    "owner_name" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE,
    "due_on" DATE,
    "first_due_on" DATE,
    "cost_once" INTEGER,
    "cost_yearly" INTEGER,
    "funding" "action_funding",
    "monitoring" TEXT NOT NULL DEFAULT '',
    "scrutiny" TEXT NOT NULL DEFAULT '',
    "state" "action_state" NOT NULL DEFAULT 'planned',
    "rating" "action_rating",
    "closed_on" DATE,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "improvement_actions_pkey" PRIMARY KEY ("council_id","number")
);

-- CreateTable
CREATE TABLE "action_statements" (
    "council_id" UUID NOT NULL,
    "action" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "score" SMALLINT,

    CONSTRAINT "action_statements_pkey" PRIMARY KEY ("council_id","action","statement")
);

-- CreateTable
CREATE TABLE "action_measures" (
    "council_id" UUID NOT NULL,
    "action" INTEGER NOT NULL,
    "measure_id" UUID NOT NULL,
    "value" DECIMAL(14,4),

    CONSTRAINT "action_measures_pkey" PRIMARY KEY ("council_id","action","measure_id")
);

-- CreateTable
CREATE TABLE "action_evidence" (
    "council_id" UUID NOT NULL,
    "action" INTEGER NOT NULL,
    "evidence_item_id" UUID NOT NULL,

    CONSTRAINT "action_evidence_pkey" PRIMARY KEY ("council_id","action","evidence_item_id")
);

-- CreateTable
CREATE TABLE "action_findings" (
    "council_id" UUID NOT NULL,
    "action" INTEGER NOT NULL,
    "finding" INTEGER NOT NULL,

    CONSTRAINT "action_findings_pkey" PRIMARY KEY ("council_id","action","finding")
);

-- CreateTable
CREATE TABLE "action_milestones" (
    "council_id" UUID NOT NULL,
    "action" INTEGER NOT NULL,
    "key" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "first_due_on" DATE NOT NULL,
    "done_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_milestones_pkey" PRIMARY KEY ("council_id","action","key")
);

-- CreateTable
CREATE TABLE "action_updates" (
    "council_id" UUID NOT NULL,
    "action" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "state_before" "action_state" NOT NULL,
    "state" "action_state" NOT NULL,
    "rating" "action_rating",
    "due_before" DATE,
    "due_on" DATE,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_updates_pkey" PRIMARY KEY ("council_id","action","number")
);

-- CreateTable
CREATE TABLE "improvement_plans" (
    "council_id" UUID NOT NULL,
    "introduction" TEXT NOT NULL DEFAULT '',
    "monitoring" TEXT NOT NULL DEFAULT '',
    "scrutiny" TEXT NOT NULL DEFAULT '',
    "chair" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "improvement_plans_pkey" PRIMARY KEY ("council_id")
);

-- CreateTable
CREATE TABLE "plan_publications" (
    "council_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_publications_pkey" PRIMARY KEY ("council_id","number")
);

-- CreateTable
CREATE TABLE "support_stages" (
    "council_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "support_stage_kind" NOT NULL,
    "from_on" DATE NOT NULL,
    "plan_due_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_stages_pkey" PRIMARY KEY ("council_id","number")
);

-- CreateTable
CREATE TABLE "support_letters" (
    "council_id" UUID NOT NULL,
    "stage" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "support_letter_kind" NOT NULL,
    "on_day" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "evidence_item_id" UUID,
    "reply_by" DATE,
    "replied_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_letters_pkey" PRIMARY KEY ("council_id","stage","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "published_reports_council_id_kind_key" ON "published_reports"("council_id", "kind");

-- CreateIndex
CREATE INDEX "improvement_actions_council_id_owner_id_idx" ON "improvement_actions"("council_id", "owner_id");

-- CreateIndex
CREATE INDEX "action_evidence_council_id_evidence_item_id_idx" ON "action_evidence"("council_id", "evidence_item_id");

-- CreateIndex
CREATE INDEX "action_findings_council_id_finding_idx" ON "action_findings"("council_id", "finding");

-- CreateIndex
CREATE INDEX "action_updates_council_id_at_idx" ON "action_updates"("council_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "support_stages_council_id_from_on_key" ON "support_stages"("council_id", "from_on");

-- AddForeignKey
ALTER TABLE "published_reports" ADD CONSTRAINT "published_reports_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_reports" ADD CONSTRAINT "published_reports_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_report_statements" ADD CONSTRAINT "published_report_statements_council_id_report_fkey" FOREIGN KEY ("council_id", "report") REFERENCES "published_reports"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_council_id_report_fkey" FOREIGN KEY ("council_id", "report") REFERENCES "published_reports"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "improvement_actions" ADD CONSTRAINT "improvement_actions_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "improvement_actions" ADD CONSTRAINT "improvement_actions_council_id_owner_id_fkey" FOREIGN KEY ("council_id", "owner_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "improvement_actions" ADD CONSTRAINT "improvement_actions_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_statements" ADD CONSTRAINT "action_statements_council_id_action_fkey" FOREIGN KEY ("council_id", "action") REFERENCES "improvement_actions"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_measures" ADD CONSTRAINT "action_measures_council_id_action_fkey" FOREIGN KEY ("council_id", "action") REFERENCES "improvement_actions"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_measures" ADD CONSTRAINT "action_measures_council_id_measure_id_fkey" FOREIGN KEY ("council_id", "measure_id") REFERENCES "measures"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_evidence" ADD CONSTRAINT "action_evidence_council_id_action_fkey" FOREIGN KEY ("council_id", "action") REFERENCES "improvement_actions"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_evidence" ADD CONSTRAINT "action_evidence_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_findings" ADD CONSTRAINT "action_findings_council_id_action_fkey" FOREIGN KEY ("council_id", "action") REFERENCES "improvement_actions"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_findings" ADD CONSTRAINT "action_findings_council_id_finding_fkey" FOREIGN KEY ("council_id", "finding") REFERENCES "findings"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_milestones" ADD CONSTRAINT "action_milestones_council_id_action_fkey" FOREIGN KEY ("council_id", "action") REFERENCES "improvement_actions"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_milestones" ADD CONSTRAINT "action_milestones_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_updates" ADD CONSTRAINT "action_updates_council_id_action_fkey" FOREIGN KEY ("council_id", "action") REFERENCES "improvement_actions"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_updates" ADD CONSTRAINT "action_updates_council_id_by_id_fkey" FOREIGN KEY ("council_id", "by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "improvement_plans" ADD CONSTRAINT "improvement_plans_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "improvement_plans" ADD CONSTRAINT "improvement_plans_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_publications" ADD CONSTRAINT "plan_publications_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_publications" ADD CONSTRAINT "plan_publications_council_id_made_by_id_fkey" FOREIGN KEY ("council_id", "made_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_stages" ADD CONSTRAINT "support_stages_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_stages" ADD CONSTRAINT "support_stages_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_letters" ADD CONSTRAINT "support_letters_council_id_stage_fkey" FOREIGN KEY ("council_id", "stage") REFERENCES "support_stages"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_letters" ADD CONSTRAINT "support_letters_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_letters" ADD CONSTRAINT "support_letters_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- As text: a new value cannot be named as such in the transaction that adds it. A plan is read for longer than a paper.
ALTER TABLE links
  DROP CONSTRAINT links_life,
  ADD CONSTRAINT links_life CHECK (
    expires_at > created_at
    AND expires_at <= created_at + CASE WHEN kind::text IN ('calendar', 'plan', 'plan_board') THEN interval '9600 hours'
                                        ELSE interval '720 hours' END);

ALTER TABLE published_reports
  ADD CONSTRAINT published_reports_number CHECK (number > 0),
  ADD CONSTRAINT published_reports_kind CHECK (kind IN ('pilot', 'first', 'review', 'next')),
  ADD CONSTRAINT published_reports_status CHECK (status IN ('published', 'under-review', 'withdrawn', 'replaced')),
  ADD CONSTRAINT published_reports_rating CHECK (rating IN ('inadequate', 'requires-improvement', 'good', 'outstanding')),
  ADD CONSTRAINT published_reports_score CHECK (score BETWEEN 0 AND 100),
  ADD CONSTRAINT published_reports_scores CHECK (scores ~ '^[0-9-]{1,99}$'),
  ADD CONSTRAINT published_reports_visited CHECK (visited_on <= published_on),
  ADD CONSTRAINT published_reports_url CHECK (char_length(url) <= 2000),
  ADD CONSTRAINT published_reports_version CHECK (version > 0);
ALTER TABLE published_report_statements
  ADD CONSTRAINT published_report_statements_says CHECK (says <> '' AND char_length(says) <= 4000),
  ADD CONSTRAINT published_report_statements_page CHECK (page BETWEEN 1 AND 999);
ALTER TABLE findings
  ADD CONSTRAINT findings_number CHECK (number > 0),
  ADD CONSTRAINT findings_report CHECK (report IS NULL OR source = 'report'),
  ADD CONSTRAINT findings_page CHECK (page BETWEEN 1 AND 9999),
  ADD CONSTRAINT findings_texts CHECK (text <> '' AND char_length(text) <= 2000 AND char_length(origin) <= 200
                                       AND char_length(outcome) <= 2000),
  ADD CONSTRAINT findings_closed CHECK (closed_on IS NULL OR outcome <> ''),
  ADD CONSTRAINT findings_version CHECK (version > 0);
ALTER TABLE improvement_actions
  ADD CONSTRAINT improvement_actions_number CHECK (number > 0),
  ADD CONSTRAINT improvement_actions_texts CHECK (
    title <> '' AND char_length(title) <= 200 AND char_length(outcome) <= 2000 AND char_length(owner_name) <= 120
    AND char_length(monitoring) <= 1000 AND char_length(scrutiny) <= 1000),
  ADD CONSTRAINT improvement_actions_owner CHECK (owner_id IS NULL OR owner_name = ''),
  ADD CONSTRAINT improvement_actions_dates CHECK (due_on >= starts_on AND (due_on IS NULL OR first_due_on IS NOT NULL)),
  ADD CONSTRAINT improvement_actions_costs CHECK (cost_once BETWEEN 0 AND 999999999 AND cost_yearly BETWEEN 0 AND 999999999),
  ADD CONSTRAINT improvement_actions_closed CHECK ((state IN ('complete', 'stopped')) = (closed_on IS NOT NULL)),
  ADD CONSTRAINT improvement_actions_version CHECK (version > 0);
ALTER TABLE action_statements ADD CONSTRAINT action_statements_score CHECK (score BETWEEN 0 AND 9);
ALTER TABLE action_milestones
  ADD CONSTRAINT action_milestones_key CHECK (key > 0),
  ADD CONSTRAINT action_milestones_title CHECK (title <> '' AND char_length(title) <= 200),
  ADD CONSTRAINT action_milestones_version CHECK (version > 0);
ALTER TABLE action_updates
  ADD CONSTRAINT action_updates_number CHECK (number > 0),
  ADD CONSTRAINT action_updates_note CHECK (note <> '' AND char_length(note) <= 2000);
ALTER TABLE improvement_plans
  ADD CONSTRAINT improvement_plans_texts CHECK (
    char_length(introduction) <= 4000 AND char_length(monitoring) <= 2000 AND char_length(scrutiny) <= 2000
    AND char_length(chair) <= 120),
  ADD CONSTRAINT improvement_plans_version CHECK (version > 0);
ALTER TABLE plan_publications
  ADD CONSTRAINT plan_publications_number CHECK (number > 0),
  ADD CONSTRAINT plan_publications_content CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
ALTER TABLE support_stages
  ADD CONSTRAINT support_stages_number CHECK (number > 0),
  ADD CONSTRAINT support_stages_note CHECK (char_length(note) <= 2000),
  ADD CONSTRAINT support_stages_version CHECK (version > 0);
ALTER TABLE support_letters
  ADD CONSTRAINT support_letters_number CHECK (number > 0),
  ADD CONSTRAINT support_letters_title CHECK (title <> '' AND char_length(title) <= 200),
  ADD CONSTRAINT support_letters_reply CHECK (reply_by >= on_day),
  ADD CONSTRAINT support_letters_version CHECK (version > 0);

GRANT SELECT, INSERT ON published_reports, published_report_statements, findings, improvement_actions, action_statements,
  action_measures, action_evidence, action_findings, action_milestones, action_updates, improvement_plans,
  plan_publications, support_stages, support_letters TO assurance_app;
GRANT UPDATE (kind, status, framework, published_on, visited_on, url, score, rating, scores, version, changed_by_id,
              changed_at) ON published_reports TO assurance_app;
GRANT UPDATE (source, report, origin, page, evidence_item_id, found_on, statement, severity, text, closed_on, outcome,
              version, changed_by_id, changed_at) ON findings TO assurance_app;
GRANT UPDATE (title, outcome, priority, owner_id, owner_name, starts_on, due_on, first_due_on, cost_once, cost_yearly,
              funding, monitoring, scrutiny, state, rating, closed_on, is_public, version, changed_by_id, changed_at)
  ON improvement_actions TO assurance_app;
GRANT UPDATE (title, due_on, done_on, version, changed_by_id, changed_at) ON action_milestones TO assurance_app;
GRANT UPDATE (introduction, monitoring, scrutiny, chair, version, changed_by_id, changed_at) ON improvement_plans
  TO assurance_app;
GRANT UPDATE (kind, from_on, plan_due_on, note, version, changed_by_id, changed_at) ON support_stages TO assurance_app;
GRANT UPDATE (kind, on_day, title, evidence_item_id, reply_by, replied_on, version, changed_by_id, changed_at)
  ON support_letters TO assurance_app;
-- What belongs to a row and is replaced when that is saved. A milestone can be removed.
GRANT DELETE ON published_report_statements, action_statements, action_measures, action_evidence, action_findings,
  action_milestones TO assurance_app;

ALTER TABLE published_reports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE published_report_statements ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE findings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE improvement_actions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE action_statements ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE action_measures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE action_evidence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE action_findings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE action_milestones ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE action_updates ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE improvement_plans ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_publications ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE support_stages ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE support_letters ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON published_reports USING (council_id = current_council_id());
CREATE POLICY own_council ON published_report_statements USING (council_id = current_council_id());
CREATE POLICY own_council ON findings USING (council_id = current_council_id());
CREATE POLICY own_council ON improvement_actions USING (council_id = current_council_id());
CREATE POLICY own_council ON action_statements USING (council_id = current_council_id());
CREATE POLICY own_council ON action_measures USING (council_id = current_council_id());
CREATE POLICY own_council ON action_evidence USING (council_id = current_council_id());
CREATE POLICY own_council ON action_findings USING (council_id = current_council_id());
CREATE POLICY own_council ON action_milestones USING (council_id = current_council_id());
CREATE POLICY own_council ON action_updates USING (council_id = current_council_id());
CREATE POLICY own_council ON improvement_plans USING (council_id = current_council_id());
CREATE POLICY own_council ON plan_publications USING (council_id = current_council_id());
CREATE POLICY own_council ON support_stages USING (council_id = current_council_id());
CREATE POLICY own_council ON support_letters USING (council_id = current_council_id());
