import { fileTypeFromBuffer } from 'file-type';
import { describe, expect, it } from 'vitest';
import { can } from '#lib/platform/access/permissions.ts';
import { overall, type Score, type Scores, STATEMENTS, type StatementId } from '#lib/scoring/index.ts';
import type { ExampleCouncil, ExampleEvidence } from './example.ts';
import { exampleshire } from './exampleshire.ts';
import { usesIn } from './history.ts';
import { northmere } from './northmere.ts';
import { sampleton } from './sampleton.ts';

const councils = [exampleshire, sampleton, northmere];
const narratives = ['strengths', 'improvements', 'impact'] as const;

function scoresOf(council: ExampleCouncil): Scores {
  const entries = STATEMENTS.map(({ id }) => [id, council.statements[id]?.score ?? null] as const);
  return Object.fromEntries(entries) as Record<StatementId, Score | null>;
}

function linked(council: ExampleCouncil, statement: StatementId): readonly ExampleEvidence[] {
  return council.evidence.filter(({ links }) => links.some((link) => link.statement === statement));
}

function cited(council: ExampleCouncil, statement: StatementId): readonly number[] {
  const text = narratives.map((field) => council.statements[statement]?.[field] ?? '').join(' ');
  return [...text.matchAll(/\bE(\d+)\b/g)].map((match) => Number(match[1]));
}

function words(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

const files = councils.flatMap((council) =>
  council.evidence.flatMap(({ title, source }) =>
    source.kind === 'file' ? [{ council: council.slug, title, name: source.name, build: source.build }] : [],
  ),
);

describe.each(councils)('$name', (council) => {
  it('is marked as an example and uses only addresses that cannot exist', () => {
    expect(council.isExample).toBe(true);
    expect(council.name).toMatch(/\(example\)$/);
    for (const { email } of council.people) expect(email).toMatch(/^[a-z]+@[a-z]+\.example$/);
    for (const { source } of council.evidence) {
      if (source.kind === 'link') expect(source.url).toMatch(/^https:\/\/[a-z]+\.[a-z]+\.example\//);
    }
  });

  it('has agreements to share by its directors only', () => {
    const roleOf = new Map(council.people.map(({ email, role }) => [email, role]));
    for (const { by } of council.agreements) expect(roleOf.get(by)).toBe('director');
  });

  it('is challenged only by permitted people, once each for a statement, with a reason', () => {
    const roleOf = new Map(council.people.map(({ email, role }) => [email, role]));
    for (const { by, reason } of council.challenges) {
      expect(can({ role: roleOf.get(by) ?? 'lead' }, 'challenge:give'), by).toBe(true);
      expect(reason).not.toBe('');
    }
    const given = council.challenges.map(({ statement, by }) => `${statement} ${by}`);
    expect(new Set(given).size).toBe(given.length);
  });

  it('numbers its evidence from 1 without gaps in date order, each item linked to a statement', () => {
    expect(council.evidence.map(({ number }) => number)).toEqual(
      council.evidence.map((_, index) => index + 1),
    );
    expect(council.evidence).toEqual(council.evidence.toSorted((a, b) => (a.datedOn < b.datedOn ? -1 : 1)));
    for (const item of council.evidence) {
      const uses = [...council.before, council].map((cycle) => usesIn(cycle, item));
      expect(uses.flat().length).toBeGreaterThan(0);
      for (const links of uses) {
        expect(new Set(links.map(({ statement }) => statement)).size).toBe(links.length);
      }
    }
  });

  it('cites exactly the evidence that is linked to each statement', () => {
    for (const { id } of STATEMENTS) {
      const numbers = linked(council, id).map(({ number }) => number);
      expect(
        [...new Set(cited(council, id))].sort((a, b) => a - b),
        id,
      ).toEqual(numbers);
    }
  });

  it('gives each file a unique name', () => {
    const names = files.filter((file) => file.council === council.slug).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('Exampleshire', () => {
  it('scores 28 points, one below outstanding, with no statement at 1', () => {
    const result = overall(scoresOf(exampleshire));
    expect(result).toMatchObject({ state: 'complete', points: 28, band: 'good' });
    expect(overall({ ...scoresOf(exampleshire), QS3: 3 })).toMatchObject({ points: 29, band: 'outstanding' });
    expect(Object.values(scoresOf(exampleshire))).not.toContain(1);
  });

  it.each(STATEMENTS)('$id has three narratives and evidence, some of it from people', ({ id }) => {
    for (const field of narratives) {
      const length = words(exampleshire.statements[id]?.[field] ?? '');
      expect(length, field).toBeGreaterThanOrEqual(90);
      expect(length, field).toBeLessThanOrEqual(220);
    }
    expect(linked(exampleshire, id).map(({ category }) => category)).toContain('people');
  });

  it('has completed seven statements and uses every category and both markings', () => {
    expect(Object.values(exampleshire.statements).filter((answers) => answers.completed)).toHaveLength(7);
    expect(new Set(exampleshire.evidence.map(({ category }) => category)).size).toBe(5);
    expect(new Set(exampleshire.evidence.map(({ marking }) => marking)).size).toBe(2);
  });

  it('has one person of its own in each role', () => {
    const own = exampleshire.people.filter(({ email }) => email.endsWith('@exampleshire.example'));
    expect(own.map(({ email, role }) => `${role} ${email}`).sort()).toEqual(
      ['admin', 'contributor', 'director', 'lead', 'reader'].map(
        (role) => `${role} ${role}@exampleshire.example`,
      ),
    );
  });
});

describe.each([
  ['two years before', 19, exampleshire.before[0]],
  ['a year before', 22, exampleshire.before[1]],
])('Exampleshire %s', (_when, points, before) => {
  if (!before) throw new Error('Exampleshire lacks a cycle');

  it(`required improvement at ${points} points`, () => {
    const result = overall(scoresOf({ ...exampleshire, statements: before.statements }));
    expect(result).toMatchObject({ state: 'complete', points, band: 'requires-improvement' });
  });

  it('cites exactly the evidence that it used, none of it dated later', () => {
    const then = exampleshire.evidence
      .map((item) => ({ ...item, links: usesIn(before, item) }))
      .filter(({ links }) => links.length > 0);
    const council = { ...exampleshire, statements: before.statements, evidence: then };
    for (const { id } of STATEMENTS) {
      const numbers = linked(council, id).map(({ number }) => number);
      expect(
        [...new Set(cited(council, id))].sort((a, b) => a - b),
        id,
      ).toEqual(numbers);
    }
    for (const { datedOn } of then) expect(datedOn <= before.assessment.endsOn).toBe(true);
  });
});

describe('Sampleton', () => {
  it('has exactly two 1s and two statements without a score', () => {
    const scores = Object.values(scoresOf(sampleton));
    expect(scores.filter((score) => score === 1)).toHaveLength(2);
    expect(overall(scoresOf(sampleton))).toMatchObject({ state: 'incomplete', missing: ['QS3', 'QS9'] });
  });

  it('has one score without evidence and several narratives missing', () => {
    const bare = STATEMENTS.filter(
      ({ id }) => scoresOf(sampleton)[id] !== null && linked(sampleton, id).length === 0,
    );
    expect(bare.map(({ id }) => id)).toEqual(['QS8']);
    const missing = STATEMENTS.flatMap(({ id }) =>
      narratives.filter((field) => !sampleton.statements[id]?.[field]),
    );
    expect(missing.length).toBeGreaterThanOrEqual(6);
  });
});

describe('Northmere', () => {
  it('has an open assessment with nothing in it', () => {
    expect(northmere.assessment).not.toBeNull();
    expect(northmere.statements).toEqual({});
    expect(northmere.evidence).toEqual([]);
  });
});

describe.each(files)('$council $name', ({ name, title, build }) => {
  const extension = name.split('.').at(-1);

  it('is a real file of its kind, marked as an example', async () => {
    const bytes = await build();
    const text = new TextDecoder().decode(bytes);
    if (extension === 'pdf' || extension === 'docx' || extension === 'xlsx') {
      expect((await fileTypeFromBuffer(bytes))?.ext).toBe(extension);
    } else if (extension === 'eml') {
      expect(text).toMatch(/^From: [^\r\n]+ <[^\r\n]+\.example>\r\nTo: /);
      expect(text).toContain(`Subject: OFFICIAL: Example document: ${title}\r\n`);
      expect(text.split('\r\n\r\n')[0]).toMatch(/^[\x20-\x7e\r\n]+$/);
    } else {
      expect(['csv', 'txt']).toContain(extension);
      expect(text).toContain('Example document');
    }
  });

  it('has the same bytes every time', async () => {
    expect(Buffer.from(await build()).equals(Buffer.from(await build()))).toBe(true);
  });
});
