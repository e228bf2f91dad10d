-- CreateTable
CREATE TABLE "event_words" (
    "council_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "salt" TEXT NOT NULL,
    "words" JSONB NOT NULL,

    CONSTRAINT "event_words_pkey" PRIMARY KEY ("council_id","seq")
);

-- AddForeignKey
ALTER TABLE "event_words" ADD CONSTRAINT "event_words_council_id_seq_fkey" FOREIGN KEY ("council_id", "seq") REFERENCES "audit_events"("council_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE event_words ADD CONSTRAINT event_words_salt CHECK (salt ~ '^[0-9a-f]{32}$');
GRANT SELECT, INSERT ON event_words TO assurance_app;
ALTER TABLE event_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON event_words USING (council_id = current_council_id());

CREATE FUNCTION event_words_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'words of events are only ever added'; END $$;
CREATE TRIGGER event_words_no_change BEFORE UPDATE OR DELETE ON event_words
  FOR EACH ROW EXECUTE FUNCTION event_words_refuse();
CREATE TRIGGER event_words_no_truncate BEFORE TRUNCATE ON event_words
  FOR EACH STATEMENT EXECUTE FUNCTION event_words_refuse();
