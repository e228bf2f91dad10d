-- CreateTable
CREATE TABLE "statement_prompts" (
    "council_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_prompts_pkey" PRIMARY KEY ("council_id","statement")
);

-- AddForeignKey
ALTER TABLE "statement_prompts" ADD CONSTRAINT "statement_prompts_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_prompts" ADD CONSTRAINT "statement_prompts_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE statement_prompts
  ADD CONSTRAINT statement_prompts_version CHECK (version > 0),
  ADD CONSTRAINT statement_prompts_text CHECK (char_length(text) <= 4000);
GRANT SELECT, INSERT ON statement_prompts TO assurance_app;
GRANT UPDATE (version, text, changed_by_id, changed_at) ON statement_prompts TO assurance_app;
ALTER TABLE statement_prompts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON statement_prompts USING (council_id = current_council_id());
