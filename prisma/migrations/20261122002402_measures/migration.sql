-- CreateEnum
CREATE TYPE "measure_unit" AS ENUM ('percent', 'days', 'number', 'pounds', 'rate');

-- CreateEnum
CREATE TYPE "measure_direction" AS ENUM ('higher', 'lower');

-- CreateEnum
CREATE TYPE "measure_topic" AS ENUM ('discharge', 'older', 'dementia');

-- CreateTable
CREATE TABLE "measures" (
    "id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" "measure_unit" NOT NULL,
    "better" "measure_direction" NOT NULL,
    "statement" TEXT NOT NULL,
    "comparator" TEXT NOT NULL DEFAULT 'England',
    "source" TEXT NOT NULL DEFAULT '',
    "topics" "measure_topic"[],
    "shipped" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "measures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measure_values" (
    "id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "measure_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "value" DECIMAL(14,4) NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "comparator_value" DECIMAL(14,4),
    "comparator_starts_on" DATE,
    "comparator_ends_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "measure_values_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measure_targets" (
    "council_id" UUID NOT NULL,
    "measure_id" UUID NOT NULL,
    "baseline_id" UUID NOT NULL,
    "value" DECIMAL(14,4),
    "change" DECIMAL(14,4),
    "due_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "measure_targets_pkey" PRIMARY KEY ("council_id","measure_id")
);

-- CreateTable
CREATE TABLE "published_measures" (
    "measure_key" TEXT NOT NULL,
    "council" TEXT NOT NULL,
    "value" DECIMAL(14,4) NOT NULL,
    "england" DECIMAL(14,4),
    "period" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "published_measures_pkey" PRIMARY KEY ("measure_key","council")
);

-- CreateIndex
CREATE UNIQUE INDEX "measures_council_id_id_key" ON "measures"("council_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "measures_council_id_key_key" ON "measures"("council_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "measure_values_council_id_measure_id_id_key" ON "measure_values"("council_id", "measure_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "measure_values_council_id_measure_id_starts_on_ends_on_key" ON "measure_values"("council_id", "measure_id", "starts_on", "ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "measure_targets_council_id_measure_id_baseline_id_key" ON "measure_targets"("council_id", "measure_id", "baseline_id");

-- AddForeignKey
ALTER TABLE "measures" ADD CONSTRAINT "measures_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure_values" ADD CONSTRAINT "measure_values_council_id_measure_id_fkey" FOREIGN KEY ("council_id", "measure_id") REFERENCES "measures"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure_values" ADD CONSTRAINT "measure_values_council_id_saved_by_id_fkey" FOREIGN KEY ("council_id", "saved_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure_targets" ADD CONSTRAINT "measure_targets_council_id_measure_id_fkey" FOREIGN KEY ("council_id", "measure_id") REFERENCES "measures"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure_targets" ADD CONSTRAINT "measure_targets_council_id_measure_id_baseline_id_fkey" FOREIGN KEY ("council_id", "measure_id", "baseline_id") REFERENCES "measure_values"("council_id", "measure_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure_targets" ADD CONSTRAINT "measure_targets_council_id_set_by_id_fkey" FOREIGN KEY ("council_id", "set_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A name means one measure, however its letters are written: files that are read in name measures by it.
CREATE UNIQUE INDEX measures_one_of_a_name ON measures (council_id, lower(name));

ALTER TABLE measures
  ADD CONSTRAINT measures_key CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT measures_name CHECK (name <> ''),
  ADD CONSTRAINT measures_comparator CHECK (comparator <> ''),
  ADD CONSTRAINT measures_statement CHECK (statement ~ '^QS[1-9]$'),
  ADD CONSTRAINT measures_version CHECK (version >= 1);
ALTER TABLE measure_values
  ADD CONSTRAINT measure_values_period CHECK (starts_on <= ends_on),
  ADD CONSTRAINT measure_values_comparator_period CHECK (
    (comparator_starts_on IS NULL) = (comparator_ends_on IS NULL) AND comparator_starts_on <= comparator_ends_on),
  ADD CONSTRAINT measure_values_comparator CHECK (comparator_value IS NOT NULL OR comparator_starts_on IS NULL),
  ADD CONSTRAINT measure_values_version CHECK (version >= 1);
ALTER TABLE measure_targets
  ADD CONSTRAINT measure_targets_one_aim CHECK (num_nonnulls(value, change) = 1),
  ADD CONSTRAINT measure_targets_change CHECK (change > 0),
  ADD CONSTRAINT measure_targets_version CHECK (version >= 1);

GRANT SELECT ON published_measures TO assurance_app;
GRANT SELECT, INSERT ON measures TO assurance_app;
GRANT UPDATE (name, unit, better, statement, comparator, source, topics, version) ON measures TO assurance_app;
GRANT SELECT, INSERT, DELETE ON measure_values, measure_targets TO assurance_app;
GRANT UPDATE (starts_on, ends_on, value, source, comparator_value, comparator_starts_on, comparator_ends_on,
              version, saved_by_id, saved_at) ON measure_values TO assurance_app;
GRANT UPDATE (baseline_id, value, change, due_on, version, set_by_id, set_at) ON measure_targets TO assurance_app;
ALTER TABLE measures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_values ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_targets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON measures USING (council_id = current_council_id());
CREATE POLICY own_council ON measure_values USING (council_id = current_council_id());
CREATE POLICY own_council ON measure_targets USING (council_id = current_council_id());
