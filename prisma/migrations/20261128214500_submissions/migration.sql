-- CreateTable
CREATE TABLE "submissions" (
    "council_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" BYTEA NOT NULL DEFAULT '\x',

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE INDEX "submissions_council_id_claimed_at_idx" ON "submissions"("council_id", "claimed_at");

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE submissions ADD CONSTRAINT submissions_id CHECK (id ~ '^[0-9a-f]{64}$');

GRANT SELECT, INSERT, UPDATE, DELETE ON submissions TO assurance_app;
ALTER TABLE submissions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON submissions USING (council_id = current_council_id());
