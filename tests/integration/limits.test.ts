import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPaperLink } from '#lib/exchange/papers/commands.ts';
import { httpStatusOf, LimitReachedError } from '#lib/kernel/errors.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import { addFile, addLink } from '#lib/record/evidence/commands.ts';
import { MAX_EVIDENCE } from '#lib/record/evidence/rules.ts';
import { MAX_LINKS } from '#lib/record/links/rules.ts';
import { addMeasure, saveValue } from '#lib/record/measures/commands.ts';
import { MAX_MEASURES, MAX_VALUES } from '#lib/record/measures/rules.ts';
import { inviteMember } from '#lib/record/members/commands.ts';
import { MAX_MEMBERS } from '#lib/record/members/rules.ts';
import { beginUpload } from '#lib/record/uploads/commands.ts';
import { MAX_WAITING } from '#lib/record/uploads/rules.ts';
import { addComment } from '#lib/work/comments/commands.ts';
import { MAX_COMMENTS } from '#lib/work/comments/rules.ts';
import {
  asSuperuser,
  commentInput,
  dumpCouncil,
  linkDetails,
  MEASURE,
  makeAssessedCouncil,
  measureValue,
  newUpload,
  ON_QS1,
  paperLinkInput,
  receivedFile,
  type TestCouncil,
  uploadDetails,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const LIMITS = {
  evidence: MAX_EVIDENCE,
  members: MAX_MEMBERS,
  measures: MAX_MEASURES,
  measureValues: MAX_VALUES,
  comments: MAX_COMMENTS,
  links: MAX_LINKS,
  uploads: MAX_WAITING,
};
type Limited = keyof typeof LIMITS;

/** Fills the council to one below the limit. */
const FILL: Readonly<Record<Limited, () => Promise<unknown>>> = {
  evidence: () =>
    asSuperuser(
      `INSERT INTO evidence_items (id, council_id, number, title, category, url, submission, created_by_id)
       VALUES (gen_random_uuid(), $1, $2, 'One', 'people', 'https://council.example/', 'filled', $3)`,
      [council.id, LIMITS.evidence.max - 1, council.as.lead.person.id],
    ),
  members: async () => {
    const [row] = await asSuperuser<{ count: number }>(
      'SELECT count(*)::int AS count FROM memberships WHERE council_id = $1',
      [council.id],
    );
    await asSuperuser(
      `WITH added AS (
         INSERT INTO people (id, email, name)
         SELECT gen_random_uuid(), gen_random_uuid() || '@filled.example', 'One'
           FROM generate_series(1, $2::int) RETURNING id)
       INSERT INTO memberships (council_id, person_id, role) SELECT $1::uuid, id, 'reader' FROM added`,
      [council.id, LIMITS.members.max - 1 - (row?.count ?? 0)],
    );
  },
  measures: () =>
    asSuperuser(
      `INSERT INTO measures (id, council_id, key, name, unit, better, statement)
       SELECT gen_random_uuid(), $1, 'own-' || n, 'Filled ' || n, 'days', 'lower', 'QS1'
         FROM generate_series(1, $2::int) n`,
      [council.id, LIMITS.measures.max - 1],
    ),
  measureValues: async () => {
    await addMeasure(council.as.lead, MEASURE);
    await asSuperuser(
      `INSERT INTO measure_values
         (id, council_id, measure_id, starts_on, ends_on, value, saved_by_id, saved_at)
       SELECT gen_random_uuid(), $1, m.id, date '1900-01-01' + n, date '1900-01-01' + n, 1, $3, now()
         FROM measures m, generate_series(1, $2::int) n WHERE m.council_id = $1 AND m.key = 'own-1'`,
      [council.id, LIMITS.measureValues.max - 1, council.as.lead.person.id],
    );
  },
  comments: () =>
    asSuperuser(
      `INSERT INTO comments (id, council_id, assessment_id, statement, author_id, body, submission, created_at)
       SELECT gen_random_uuid(), $1, $2, 'QS1', $3, 'One', 'filled ' || n, now()
         FROM generate_series(1, $4::int) n`,
      [council.id, council.assessment, council.as.lead.person.id, LIMITS.comments.max - 1],
    ),
  links: async () => {
    await createPaperLink(council.as.lead, paperLinkInput());
    await asSuperuser(
      `INSERT INTO links
         SELECT (jsonb_populate_record(l, jsonb_build_object(
                  'id', gen_random_uuid(), 'token_hash', encode(sha256(n::text::bytea), 'hex')))).*
           FROM links l, generate_series(1, $2::int) n WHERE l.council_id = $1`,
      [council.id, LIMITS.links.max - 2],
    );
  },
  uploads: () =>
    asSuperuser(
      `INSERT INTO uploads (council_id, id, person_id, key, name, modified, bytes, created_at, touched_at)
       SELECT $1, gen_random_uuid(), $2, gen_random_uuid(), 'one.txt', 1, 1, now(), now()
         FROM generate_series(1, $3::int)`,
      [council.id, council.as.lead.person.id, LIMITS.uploads.max - 1],
    ),
};

let added = 0;
/** Adds one more, as a form would. */
const ADD: Readonly<Record<Limited, (as: TestCouncil['as']) => Promise<unknown>>> = {
  evidence: ({ lead }) => addLink(lead, linkDetails()),
  members: ({ admin }) =>
    inviteMember(admin, { email: `${randomUUID()}@council.example`, name: 'One More', role: 'reader' }),
  measures: ({ lead }) => addMeasure(lead, { ...MEASURE, name: `Another ${randomUUID()}` }),
  measureValues: ({ lead }) => {
    added += 1;
    const day = `${2000 + added}-01-01` as const;
    return saveValue(lead, 'own-1', measureValue({ period: { startsOn: day, endsOn: day } }));
  },
  comments: ({ lead }) => addComment(lead, ON_QS1, commentInput({ assessment: council.assessment })),
  links: ({ lead }) => createPaperLink(lead, paperLinkInput()),
  uploads: ({ lead }) => beginUpload(lead, newUpload()),
};

/** Every exported Limit of a noun, by the name of its constant. */
async function exportedLimits(): Promise<ReadonlyMap<string, unknown>> {
  const modules = globSync('lib/*/*/rules.ts').map(
    (file) => import(path.resolve(file)) as Promise<Record<string, unknown>>,
  );
  return new Map(
    (await Promise.all(modules)).flatMap((rules) =>
      Object.entries(rules).filter(
        ([, value]) => value instanceof Object && 'reached' in value && 'max' in value,
      ),
    ),
  );
}

describe('the limits of a council', () => {
  it('are all tested here, and no command has one of its own', async () => {
    const exported = await exportedLimits();
    const tested = new Set<unknown>(Object.values(LIMITS));
    expect([...exported].filter(([, limit]) => !tested.has(limit)).map(([name]) => name)).toEqual([]);
    expect(exported.size).toBe(tested.size);
    const applied = globSync('lib/*/*/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/requireRoom\(\s*([^,]+),/g)].map(([, limit]) => limit),
    );
    expect(new Set(applied)).toEqual(new Set(exported.keys()));
  });

  it.each(Object.keys(FILL) as Limited[])(
    'accept %s up to the last one, then refuse the next and keep nothing',
    async (limit) => {
      await FILL[limit]();
      await ADD[limit](council.as);
      const before = await dumpCouncil(council.id);
      const refused: unknown = await ADD[limit](council.as).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(LimitReachedError);
      expect(refused).toMatchObject({ instead: LIMITS[limit].instead });
      expect(await dumpCouncil(council.id)).toEqual(before);
      expect(httpStatusOf(refused)).toBe(422);
      const { message } = failureMessage(refused);
      expect(message).toContain(LIMITS[limit].max.toLocaleString('en-GB'));
      expect(message).toMatch(/^Your changes were not saved because .+ has reached the limit of .+\. [A-Z]/);
    },
  );

  it('apply to a file too, which is not kept', async () => {
    await FILL.evidence();
    await ADD.evidence(council.as);
    const file = await receivedFile(council.as.lead);
    await expect(addFile(council.as.lead, uploadDetails(), file)).rejects.toThrow(LimitReachedError);
    expect(await asSuperuser('SELECT FROM files WHERE council_id = $1', [council.id])).toEqual([]);
  });
});
