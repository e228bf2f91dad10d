import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { previewValues } from '#lib/exchange/imports/queries.ts';
import { VALUE_COLUMNS } from '#lib/exchange/imports/value-row.ts';
import { describeScenario, saveScenario } from '#lib/insight/scenarios/commands.ts';
import { describeScenarioSchema, saveScenarioSchema } from '#lib/insight/scenarios/schema.ts';
import { readCsv } from '#lib/kernel/csv.ts';
import { csvText } from '#lib/kernel/csv-text.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import { anyText, SCRIPTS } from '#lib/kernel/text/testing/texts.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { listCitable } from '#lib/record/claims/queries.ts';
import { listEvidence } from '#lib/record/evidence/queries.ts';
import { addMeasure, changeMeasure } from '#lib/record/measures/commands.ts';
import { listMeasures } from '#lib/record/measures/queries.ts';
import { measureSchema } from '#lib/record/measures/schema.ts';
import { listMembers } from '#lib/record/members/queries.ts';
import { readMigrations } from '#lib/tasks/migrations.ts';
import {
  asSuperuser,
  MEASURE,
  makeAssessedCouncil,
  makeCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  requireKey,
  withClient,
} from './council-factory.ts';

const foldedBySql = async (texts: readonly string[]) =>
  (
    await asSuperuser<{ folded: string }>(
      'SELECT fold(t) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS given (t, place) ORDER BY place',
      [texts],
    )
  ).map(({ folded }) => folded);

// Letters added to Unicode after the database's version have no lower case there.
const NEW = /[\u1c80-\u1cbf\u2c2f\ua7b8-\ua7f6\u{10500}-\u{10fff}\u{16e00}-\u{16eff}\u{1cc00}-\u{1cfff}]/u;

describe('fold', () => {
  it('is the same in the database', async () => {
    const texts = [...SCRIPTS, ...fc.sample(anyText, 3_000)]
      .map((text) => text.toWellFormed().replaceAll('\u0000', ''))
      .filter((text) => !NEW.test(text));
    expect(await foldedBySql(texts)).toEqual(texts.map(fold));
  });

  it('is the same in the database for every character of the first plane', async () => {
    const texts = Array.from({ length: 0xffff }, (_, at) => String.fromCharCode(at + 1))
      .filter((character) => character.isWellFormed() && !NEW.test(character))
      .map((character) => `a${character}b`);
    const folded = await foldedBySql(texts);
    expect(texts.filter((text, at) => folded[at] !== fold(text))).toEqual([]);
  });
});

describe('names', () => {
  const NAMES = [
    'Zoe Ali',
    'Álvarez',
    'Evans',
    'de Souza',
    'Davies',
    'alvarez 2',
    'Alvarez',
    'Alvarez 10',
    'Łukasz',
    'Lund',
    'عبد',
  ];

  it('sort the same in the database and the service', async () => {
    const sorted = await asSuperuser<{ name: string }>(
      'SELECT name FROM unnest($1::text[]) AS given (name) ORDER BY name COLLATE name_order',
      [NAMES],
    );
    expect(sorted.map(({ name }) => name)).toEqual(NAMES.toSorted(compareNames));
  });

  it('sort in every list of people and measures', async () => {
    const { as, id } = await makeCouncil();
    // Two measures cannot have names that look the same.
    const names = NAMES.filter((name) => name !== 'Alvarez');
    for (const name of names) await addMeasure(as.lead, { ...MEASURE, name });
    expect(
      (await listMeasures(as.lead)).measures.filter(({ shipped }) => !shipped).map(({ name }) => name),
    ).toEqual(names.toSorted(compareNames));
    await asSuperuser(
      `UPDATE people SET name = $2 || substr(name, 4) WHERE id = (
         SELECT person_id FROM memberships WHERE council_id = $1 AND role = 'lead')`,
      [id, 'áss'],
    );
    const listed = (await listMembers(as.admin)).map(({ name }) => name);
    expect(listed).toEqual(listed.toSorted(compareNames));
    expect(listed).toHaveLength(5);
  });
});

describe('words that look the same', () => {
  const measure = (name: string) => measureSchema.parse({ ...MEASURE, name });

  it('find evidence by title, owner and file name, in the list and the picker', async () => {
    const { as } = await makeAssessedCouncil();
    const link = await makeEvidenceLink(as.lead, { title: 'Carers’ “cafés” – visits', owner: 'Ní Chonaill' });
    const file = await makeEvidenceFile(as.lead, {}, 'Llŷn re\u00advisits 100%.txt');
    const found = async (words: string) =>
      (await listEvidence(as.lead, { words: searchWords(words) }, 1, new Date())).items.map(
        ({ reference }) => reference,
      );
    for (const words of [
      'Carers’',
      "CARERS'",
      'cafe\u0301s',
      'Cafes',
      '"Cafés"',
      '- visits',
      'cafés\u200b',
      'ni chon',
    ]) {
      expect(await found(words), words).toEqual([link]);
    }
    for (const words of ['Llyn', 'revisits', '100%', file.toLowerCase()]) {
      expect(await found(words), words).toEqual([file]);
    }
    for (const words of ['Cares', '1_0', 'careers']) expect(await found(words), words).toEqual([]);
    const cited = await listCitable(as.lead, 'QS1', searchWords('Cafe\u0301s'));
    expect(cited.map(({ reference }) => reference)).toEqual([link]);
  });

  it.each(['Cafe\u0301s visited', 'CAFÉS  visited\u200b', 'Cafes visited', 'Cafés\u00a0visited'])(
    'name one measure: %j',
    async (name) => {
      const { as } = await makeCouncil();
      const key = requireKey(await addMeasure(as.lead, measure('Cafés visited')));
      expect(await addMeasure(as.lead, { ...measure(name), source: 'Another' })).toEqual({
        outcome: 'name taken',
        key,
      });
      const other = requireKey(await addMeasure(as.lead, measure('Waits')));
      const change = { ...measure(name), version: 1 };
      expect(await changeMeasure(as.lead, other, change)).toEqual({ outcome: 'name taken' });
      expect(await changeMeasure(as.lead, key, { ...change, source: 'Another' })).toEqual({
        outcome: 'changed',
      });
      const read = readFile(`Measure,Period,Value\r\n${name},2019-20,24\r\n`);
      expect(await previewValues(as.lead, read)).toMatchObject({
        ok: true,
        rows: [{ measure: { key } }],
      });
    },
  );

  it('match a measure in a file with a curly apostrophe', async () => {
    const { as } = await makeCouncil();
    const key = requireKey(await addMeasure(as.lead, measure("Average wait for a carer's assessment")));
    const read = readFile('Measure,Period,Value\r\nAverage wait for a carer’s assessment,2019-20,24\r\n');
    expect(await previewValues(as.lead, read)).toMatchObject({
      ok: true,
      rows: [{ measure: { key } }],
    });
  });

  it('match a measure by its exact name when several look the same, or none', async () => {
    const { as, id } = await makeCouncil();
    const key = requireKey(await addMeasure(as.lead, measure('Cafés visited')));
    const other = requireKey(await addMeasure(as.lead, measure('Waits')));
    await asSuperuser('UPDATE measures SET name = $3 WHERE council_id = $1 AND key = $2', [
      id,
      other,
      'Cafes visited',
    ]);
    const tried = (name: string) =>
      previewValues(as.lead, readFile(`Measure,Period,Value\n${name},2019-20,24\n`));
    expect(await tried('Cafés visited')).toMatchObject({ ok: true, rows: [{ measure: { key } }] });
    expect(await tried('CAFES VISITED')).toMatchObject({ ok: false, problems: [{ column: 'Measure' }] });
    // Other changes to one of them do not affect its name.
    const change = { ...measure('Cafes visited'), source: 'Another', version: 1 };
    expect(await changeMeasure(as.lead, other, change)).toEqual({ outcome: 'changed' });
  });

  it('name one scenario', async () => {
    const { as, assessment, id } = await makeAssessedCouncil();
    const save = (name: string, score: string) =>
      saveScenario(as.lead, saveScenarioSchema.parse({ assessment, name, scores: { QS1: score } }));
    expect((await save('Carers’ plan', '3')).outcome).toBe('saved');
    expect((await save("carers' PLAN\u200b", '2')).outcome).toBe('name taken');
    // Two from an older release that look the same can each be changed, but neither can take the other's name.
    expect((await save('Another', '2')).outcome).toBe('saved');
    await asSuperuser(
      "UPDATE scenarios SET name = 'Carers\u2019 plán' WHERE council_id = $1 AND number = 2",
      [id],
    );
    const change = (name: string, version: string) =>
      describeScenario(
        as.lead,
        describeScenarioSchema(['QS1']).parse({
          assessment,
          number: '2',
          version,
          name,
          'needs-QS1': 'Time',
        }),
      );
    expect(await change('Carers’ plan', '1')).toMatchObject({ outcome: 'name taken', number: 1 });
    expect(await change('Carers’ plán', '1')).toMatchObject({ outcome: 'changed' });
  });

  function readFile(text: string) {
    const decoded = csvText(new TextEncoder().encode(text));
    if (!decoded.ok) throw new Error('The file cannot be read');
    return readCsv(decoded.text, VALUE_COLUMNS, 10);
  }
});

describe('an existing database', () => {
  const MINE = 'fold_and_name_order';

  it('sorts its names in the new order, although its server had no lower case for accented letters', async () => {
    const database = `existing_${process.pid}`;
    const url = inject('template').ownerUrl.replace(/[^/]+$/, database);
    const server = inject('template').ownerUrl.replace(/[^/]+$/, 'postgres');
    await withClient(server, (client) =>
      client.query(`CREATE DATABASE ${database} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`),
    );
    try {
      await withClient(url, async (client) => {
        for (const { name, sql } of await readMigrations()) {
          if (name.endsWith(MINE)) break;
          await client.query(sql);
        }
        await client.query(`
          INSERT INTO people (id, email, name) SELECT gen_random_uuid(), length(n) || '@x.example', n
            FROM unnest(ARRAY['Zoe', 'Álvarez', 'de Souza', 'Evans']) AS n;
          INSERT INTO councils (id, slug, name) VALUES ('019f0000-0000-7000-8000-000000000000', 'old', 'Old');
          ALTER TABLE measures DISABLE ROW LEVEL SECURITY;
          INSERT INTO measures (id, council_id, key, name, unit, better, statement)
          SELECT gen_random_uuid(), '019f0000-0000-7000-8000-000000000000', 'own-' || length(n), n, 'days', 'lower', 'QS1'
            FROM unnest(ARRAY['École', ' école']) AS n;
          UPDATE measures SET name = btrim(name);
          CREATE INDEX people_by_name ON people (name)`);
        await client.query(await migrationOf(MINE));
        const { rows } = await client.query('SELECT name FROM people ORDER BY name');
        expect(rows.map((row) => row.name)).toEqual(['Álvarez', 'de Souza', 'Evans', 'Zoe']);
      });
    } finally {
      await withClient(server, (client) => client.query(`DROP DATABASE ${database}`));
    }
  });

  it('reports in one line that its server has no ICU', async () => {
    const [collation = ''] = (await migrationOf(MINE)).split(/(?<=END \$\$;)/);
    // The answer of such a server.
    const refusal = `RAISE EXCEPTION 'ICU is not supported in this build' USING ERRCODE = 'feature_not_supported';`;
    const sql = collation
      .replace(/CREATE COLLATION [^;]*;/, refusal)
      .replace(`to_regcollation('name_order') IS NULL`, 'true');
    await expect(asSuperuser(sql)).rejects.toThrow(/^this PostgreSQL server was built without ICU/);
  });

  const migrationOf = async (ending: string) =>
    (await readMigrations()).find((migration) => migration.name.endsWith(ending))?.sql ?? '';
});
