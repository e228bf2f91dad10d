-- Names sort as people sort them: Álvarez beside Alvarez, de Souza between Davies and Evans, 2 before 10. The order comes
-- from ICU, so that it is the same whatever the locale of the server.
DO $$
BEGIN
  -- The scratch database of db:drift has no ICU and brings a stand-in.
  IF to_regcollation('name_order') IS NULL THEN
    CREATE COLLATION name_order (provider = icu, locale = 'en-GB-u-kn');
  END IF;
EXCEPTION WHEN feature_not_supported THEN
  RAISE EXCEPTION 'this PostgreSQL server was built without ICU, which sorts names. Use one with ICU, such as that of Debian, Ubuntu, Red Hat or Azure';
END $$;

ALTER TABLE councils ALTER COLUMN name TYPE text COLLATE name_order;
ALTER TABLE local_authorities ALTER COLUMN name TYPE text COLLATE name_order;
ALTER TABLE people ALTER COLUMN name TYPE text COLLATE name_order;
ALTER TABLE invitations ALTER COLUMN name TYPE text COLLATE name_order;

-- Names that are there are told apart as before: ICU knows more small letters, by which two of them could be one.
DROP INDEX measures_one_of_a_name;
ALTER TABLE measures ALTER COLUMN name TYPE text COLLATE name_order;
CREATE UNIQUE INDEX measures_one_of_a_name ON measures (council_id, lower(name COLLATE "default"));

-- A text as it is compared with another: what fold() of lib/text/fold.ts makes of it, step by step. A test holds them
-- together.
CREATE OR REPLACE FUNCTION fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    -- Most titles are plain, and most of the time goes into the others.
    WHEN words COLLATE "C" ~ '^[!-~]+( [!-~]+)*$' THEN replace(lower(words COLLATE "C"), '`', '''')
    ELSE normalize(btrim(regexp_replace(
    replace(replace(replace(replace(translate(
      regexp_replace(
        lower(normalize(words, NFKD) COLLATE name_order) COLLATE "C",
        '[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u0300-\u036f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
        '', 'g'),
      '‘’‚‛′`ʹʻʼʽˈ׳“”„‟«»״‐‑‒–—―−⁃łøđðħŧıς',
      '''''''''''''''''''''''''"""""""--------loddhtiσ'),
      'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th'),
    '[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]+',
    ' ', 'g'), ' '), NFC) END
$$;
