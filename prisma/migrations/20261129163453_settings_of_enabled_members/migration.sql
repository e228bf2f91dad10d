-- Forms compare the values that they were opened with. No release has used the count.
ALTER TABLE "council_settings" DROP COLUMN "version";

-- A person disabled in a council no longer sees its settings.
DROP POLICY by_member ON council_settings;
CREATE POLICY by_member ON council_settings FOR SELECT
  USING (council_id IN (
    SELECT m.council_id FROM memberships m WHERE m.person_id = current_person_id() AND m.disabled_at IS NULL));
