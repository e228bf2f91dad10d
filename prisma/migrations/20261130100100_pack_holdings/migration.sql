-- AlterTable
ALTER TABLE "packs" ADD COLUMN     "holds" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "pack_files" ADD COLUMN     "first_page" INTEGER;

ALTER TABLE packs ADD CONSTRAINT packs_holds CHECK (jsonb_typeof(holds) = 'array');
ALTER TABLE pack_files ADD CONSTRAINT pack_files_first_page CHECK (first_page > 0);
GRANT UPDATE (holds) ON packs TO assurance_app;

-- What a pack holds is as it was made, like the rest.
DROP TRIGGER packs_keep_made ON packs;
CREATE TRIGGER packs_keep_made BEFORE UPDATE ON packs
  FOR EACH ROW WHEN (OLD.state = 'made' AND (NEW.state <> 'removed'
    OR (NEW.made_at, NEW.marking, NEW.items, NEW.expires_at, NEW.holds)
       IS DISTINCT FROM (OLD.made_at, OLD.marking, OLD.items, OLD.expires_at, OLD.holds)))
  EXECUTE FUNCTION packs_keep_made();
