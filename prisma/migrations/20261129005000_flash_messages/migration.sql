-- CreateTable
CREATE TABLE "flash_messages" (
    "id" UUID NOT NULL,
    "session_id" UUID,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flash_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "flash_messages_session_id_idx" ON "flash_messages"("session_id");

-- CreateIndex
CREATE INDEX "flash_messages_created_at_idx" ON "flash_messages"("created_at");

-- AddForeignKey
ALTER TABLE "flash_messages" ADD CONSTRAINT "flash_messages_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE flash_messages ADD CONSTRAINT flash_messages_text CHECK (text <> '' AND length(text) <= 2000);

-- Written once, told once: never changed.
GRANT SELECT, INSERT, DELETE ON flash_messages TO assurance_app;
