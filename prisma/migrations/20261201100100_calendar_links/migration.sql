-- AlterEnum
ALTER TYPE "LinkKind" ADD VALUE 'calendar';

-- An inspection takes longer than a paper is read. As text: a new value cannot be named as such in the transaction that
-- adds it.
ALTER TABLE links
  DROP CONSTRAINT links_life,
  ADD CONSTRAINT links_life CHECK (
    expires_at > created_at
    AND expires_at <= created_at + CASE kind::text WHEN 'calendar' THEN interval '9600 hours' ELSE interval '720 hours' END);
