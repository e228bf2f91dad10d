import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { askPack } from '#lib/exchange/packs/commands.ts';
import { MAX_PACKS, MAX_PACKS_WAITING } from '#lib/exchange/packs/rules.ts';
import { createPaperLink } from '#lib/exchange/papers/commands.ts';
import { publishPlan } from '#lib/exchange/publications/commands.ts';
import { getPlanToPublish } from '#lib/exchange/publications/queries.ts';
import { MAX_PUBLICATIONS } from '#lib/exchange/publications/rules.ts';
import { httpStatusOf, LimitReachedError } from '#lib/kernel/errors.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { savePoint, uploadDraft } from '#lib/record/accuracy/commands.ts';
import { MAX_DRAFTS, MAX_POINTS } from '#lib/record/accuracy/rules.ts';
import { saveLog } from '#lib/record/case-logs/commands.ts';
import { MAX_LOGS } from '#lib/record/case-logs/rules.ts';
import { drawCases, saveCase, saveRegister } from '#lib/record/cases/commands.ts';
import { MAX_CASES, MAX_DRAWS } from '#lib/record/cases/rules.ts';
import { addFile, addLink } from '#lib/record/evidence/commands.ts';
import { MAX_EVIDENCE } from '#lib/record/evidence/rules.ts';
import { saveFinding } from '#lib/record/findings/commands.ts';
import { MAX_FINDINGS } from '#lib/record/findings/rules.ts';
import { saveAction, saveMilestone, updateAction } from '#lib/record/improvement/commands.ts';
import { getActionToUpdate } from '#lib/record/improvement/queries.ts';
import { MAX_ACTIONS, MAX_MILESTONES, MAX_UPDATES } from '#lib/record/improvement/rules.ts';
import { namePerson, saveStep, startInspection } from '#lib/record/inspections/commands.ts';
import { NAMED_PARTS } from '#lib/record/inspections/named.ts';
import { MAX_INSPECTIONS, MAX_NAMED, MAX_OWN_STEPS } from '#lib/record/inspections/rules.ts';
import { MAX_LINKS } from '#lib/record/links/rules.ts';
import { addMeasure, saveValue } from '#lib/record/measures/commands.ts';
import { MAX_MEASURES, MAX_VALUES } from '#lib/record/measures/rules.ts';
import { inviteMember } from '#lib/record/members/commands.ts';
import { MAX_MEMBERS } from '#lib/record/members/rules.ts';
import { answerItem, startReturn } from '#lib/record/returns/commands.ts';
import { MAX_ANSWERS, MAX_LISTS } from '#lib/record/returns/rules.ts';
import { saveLetter, saveStage } from '#lib/record/support-stages/commands.ts';
import { MAX_LETTERS, MAX_STAGES } from '#lib/record/support-stages/rules.ts';
import { saveTopic } from '#lib/record/topics/commands.ts';
import { MAX_TOPICS } from '#lib/record/topics/rules.ts';
import { beginUpload } from '#lib/record/uploads/commands.ts';
import { MAX_WAITING } from '#lib/record/uploads/rules.ts';
import { saveView } from '#lib/record/views/commands.ts';
import { MAX_VIEWS } from '#lib/record/views/rules.ts';
import { noteHeard, saveRequest, saveSession } from '#lib/record/visits/commands.ts';
import { MAX_HEARD, MAX_REQUESTS, MAX_SESSIONS } from '#lib/record/visits/rules.ts';
import { addComment } from '#lib/work/comments/commands.ts';
import { MAX_COMMENTS } from '#lib/work/comments/rules.ts';
import {
  actionInput,
  answerInput,
  asSuperuser,
  caseInput,
  commentInput,
  dumpCouncil,
  findingInput,
  heardInput,
  inspectionInput,
  letterInput,
  linkDetails,
  logInput,
  MEASURE,
  makeAssessedCouncil,
  measureValue,
  milestoneInput,
  newUpload,
  ON_QS1,
  paperLinkInput,
  pointInput,
  progressInput,
  publishInput,
  receivedFile,
  registerInput,
  requestInput,
  returnInput,
  sessionInput,
  stageInput,
  stepInput,
  type TestCouncil,
  topicInput,
  uploadDetails,
} from './council-factory.ts';

const PACK_INPUT = { purpose: 'For CQC', packForm: 'register', content: { kind: 'open' } } as const;

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
  topics: MAX_TOPICS,
  inspections: MAX_INSPECTIONS,
  ownSteps: MAX_OWN_STEPS,
  named: MAX_NAMED,
  lists: MAX_LISTS,
  answers: MAX_ANSWERS,
  sessions: MAX_SESSIONS,
  requests: MAX_REQUESTS,
  heard: MAX_HEARD,
  findings: MAX_FINDINGS,
  cases: MAX_CASES,
  draws: MAX_DRAWS,
  logs: MAX_LOGS,
  drafts: MAX_DRAFTS,
  points: MAX_POINTS,
  actions: MAX_ACTIONS,
  milestones: MAX_MILESTONES,
  updates: MAX_UPDATES,
  publications: MAX_PUBLICATIONS,
  views: MAX_VIEWS,
  stages: MAX_STAGES,
  letters: MAX_LETTERS,
  packs: MAX_PACKS,
  packsWaiting: MAX_PACKS_WAITING,
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
  topics: () =>
    asSuperuser(
      `INSERT INTO topics (council_id, number, version, name, about, words, measures, retired, changed_by_id, changed_at)
       SELECT $1, n, 1, 'Filled ' || n, 'One', '{}', '{}', false, $2, now() FROM generate_series(1, $3::int) n`,
      [council.id, council.as.lead.person.id, LIMITS.topics.max - 1],
    ),
  inspections: () => fillInspections(LIMITS.inspections.max - 1),
  ownSteps: async () => {
    await fillInspections(1);
    await asSuperuser(
      `INSERT INTO inspection_steps (council_id, inspection_id, key, name, set_on, changed_by_id, changed_at)
       SELECT council_id, id, 'own.' || n, 'Filled', date '2026-12-01', started_by_id, now()
         FROM inspections, generate_series(1, $2::int) n WHERE council_id = $1`,
      [council.id, LIMITS.ownSteps.max - 1],
    );
  },
  named: async () => {
    await fillInspections(1);
    await asSuperuser(
      `WITH person AS (
         INSERT INTO people (id, email, name) SELECT gen_random_uuid(), 'filled' || n || '@' || $1, 'Filled'
           FROM generate_series(1, $2::int) n RETURNING id
       ), member AS (
         INSERT INTO memberships (council_id, person_id, role) SELECT $1::uuid, id, 'reader' FROM person RETURNING *
       )
       INSERT INTO inspection_people (council_id, id, inspection_id, person_id, part, named_by_id, named_at)
       SELECT i.council_id, gen_random_uuid(), i.id, m.person_id, 'reader', i.started_by_id, now()
         FROM inspections i, member m WHERE i.council_id = $1::uuid`,
      [council.id, LIMITS.named.max - 1],
    );
  },
  lists: async () => {
    await fillInspections(1);
    await fillReturns(LIMITS.lists.max - 1);
  },
  answers: async () => {
    await fillInspections(1);
    await startReturn(council.as.lead, returnInput());
    await asSuperuser(
      `INSERT INTO return_answers (council_id, id, return_id, item_key, position, kind, reason, added_at, changed_by_id,
                                   changed_at)
       SELECT council_id, gen_random_uuid(), return_id, key, n, 'not_held', 'Filled', now(), changed_by_id, now()
         FROM return_items, generate_series(1, $2::int) n WHERE council_id = $1 AND key = 1`,
      [council.id, LIMITS.answers.max - 1],
    );
  },
  sessions: () =>
    fillVisit(
      `visit_sessions (council_id, id, inspection_id, number, kind, title, starts_at, ends_at, changed_by_id, changed_at)
       SELECT council_id, gen_random_uuid(), id, n, 'other', 'Filled', '2027-01-11T09:00Z', '2027-01-11T10:00Z',
              started_by_id, now()`,
      LIMITS.sessions.max - 1,
    ),
  stages: () => fillStages(LIMITS.stages.max - 1),
  letters: async () => {
    await fillStages(1);
    await asSuperuser(
      `INSERT INTO support_letters (council_id, stage, number, kind, on_day, title, changed_by_id, changed_at)
       SELECT council_id, number, n, 'sent', from_on, 'Filled', changed_by_id, now()
         FROM support_stages, generate_series(1, $2::int) n WHERE council_id = $1`,
      [council.id, LIMITS.letters.max - 1],
    );
  },
  requests: () =>
    fillVisit(
      `visit_requests (council_id, id, inspection_id, number, asked_at, what, due_at, changed_by_id, changed_at)
       SELECT council_id, gen_random_uuid(), id, n, now(), 'Filled', now(), started_by_id, now()`,
      LIMITS.requests.max - 1,
    ),
  heard: () =>
    fillVisit(
      `visit_notes (council_id, id, inspection_id, capture, heard, noted_by_id, noted_at)
       SELECT council_id, gen_random_uuid(), id, gen_random_uuid(), 'Filled', started_by_id, now()`,
      LIMITS.heard.max - 1,
    ),
  findings: () =>
    asSuperuser(
      `INSERT INTO findings (council_id, number, source, found_on, severity, text, added_at, changed_by_id, changed_at)
       SELECT $1, n, 'audit', date '2026-06-12', 'high', 'Filled', now(), $2, now() FROM generate_series(1, $3::int) n`,
      [council.id, council.as.lead.person.id, LIMITS.findings.max - 1],
    ),
  actions: () => fillActions(LIMITS.actions.max - 1),
  publications: async () => {
    await fillActions(1);
    await asSuperuser(
      `INSERT INTO plan_publications (council_id, number, content, content_hash, made_by_id, made_at)
       SELECT $1, n, content, encode(sha256(content::bytea), 'hex'), $2, now()
         FROM generate_series(1, $3::int) n, (VALUES ('{"withOwners":false,"withCosts":false}')) kept (content)`,
      [council.id, council.as.lead.person.id, LIMITS.publications.max - 1],
    );
  },
  milestones: async () => {
    await fillActions(1);
    await asSuperuser(
      `INSERT INTO action_milestones (council_id, action, key, title, due_on, first_due_on, changed_by_id, changed_at)
       SELECT council_id, number, n, 'Filled', '2027-01-29', '2027-01-29', changed_by_id, now()
         FROM improvement_actions, generate_series(1, $2::int) n WHERE council_id = $1`,
      [council.id, LIMITS.milestones.max - 1],
    );
  },
  updates: async () => {
    await fillActions(1);
    await asSuperuser(
      `INSERT INTO action_updates (council_id, action, number, note, state_before, state, by_id, at)
       SELECT council_id, number, n, 'Filled', 'planned', 'planned', changed_by_id, now()
         FROM improvement_actions, generate_series(1, $2::int) n WHERE council_id = $1`,
      [council.id, LIMITS.updates.max - 1],
    );
  },
  cases: async () => {
    await openRegister();
    await asSuperuser(
      `INSERT INTO cases (council_id, inspection_id, number, reference, salt, changed_by_id, changed_at)
       SELECT council_id, inspection_id, n, 'EXA-' || n, repeat('0', 32), opened_by_id, now()
         FROM registers, generate_series(1, $2::int) n WHERE council_id = $1`,
      [council.id, LIMITS.cases.max - 1],
    );
    await asSuperuser('UPDATE registers SET last_case = $2 WHERE council_id = $1', [
      council.id,
      LIMITS.cases.max - 1,
    ]);
  },
  draws: async () => {
    await openRegister();
    await asSuperuser(
      `INSERT INTO case_draws (council_id, inspection_id, number, seed, size, quotas, candidates, salt, drawn_by_id, drawn_at)
       SELECT council_id, inspection_id, n, repeat('0', 32), 1, '{}', '', repeat('0', 32), opened_by_id, now()
         FROM registers, generate_series(1, $2::int) n WHERE council_id = $1`,
      [council.id, LIMITS.draws.max - 1],
    );
  },
  logs: async () => {
    await openRegister();
    await asSuperuser('UPDATE registers SET last_log = $2 WHERE council_id = $1', [
      council.id,
      LIMITS.logs.max - 1,
    ]);
  },
  drafts: async () => {
    await fillInspections(1);
    await namePerson(council.as.director, {
      inspection: 1,
      person: council.as.lead.person.id,
      part: 'checker',
    });
    await fillDrafts(LIMITS.drafts.max - 1);
  },
  points: async () => {
    await fillInspections(1);
    await namePerson(council.as.director, {
      inspection: 1,
      person: council.as.lead.person.id,
      part: 'checker',
    });
    await fillDrafts(1);
    await asSuperuser(
      `INSERT INTO accuracy_points (council_id, id, inspection_id, draft_id, number, page, says, salt, changed_by_id, changed_at)
       SELECT council_id, gen_random_uuid(), inspection_id, id, n, 1, 'Filled', '', uploaded_by_id, now()
         FROM report_drafts, generate_series(1, $2::int) n WHERE council_id = $1`,
      [council.id, LIMITS.points.max - 1],
    );
  },
  views: () =>
    asSuperuser(
      `INSERT INTO evidence_views (council_id, id, person_id, name, query, made_at)
       SELECT $1, gen_random_uuid(), $2, 'Filled ' || n, '', now() FROM generate_series(1, $3::int) n`,
      [council.id, council.as.lead.person.id, LIMITS.views.max - 1],
    ),
  packs: () => fillPacks(LIMITS.packs.max - 1, 'cancelled'),
  packsWaiting: () => fillPacks(LIMITS.packsWaiting.max - 1, 'waiting'),
};

/** Drafts of one inspection, without their bytes. */
function fillDrafts(count: number) {
  return asSuperuser(
    `WITH file AS (
       INSERT INTO report_files (council_id, id, bytes, sha256)
       SELECT $1, gen_random_uuid(), 1, repeat('0', 64) FROM generate_series(1, $2::int) RETURNING *
     )
     INSERT INTO report_drafts (council_id, id, inspection_id, number, received_on, name, pages, scan, uploaded_by_id,
                                uploaded_at)
     SELECT f.council_id, f.id, i.id, row_number() OVER (), date '2026-11-27', 'Filled', 3, 'not_scanned', i.started_by_id,
            now()
       FROM file f JOIN inspections i ON i.council_id = f.council_id`,
    [council.id, count],
  );
}

/** `rows`: what to insert for each number `n` of one inspection. */
async function fillVisit(rows: string, count: number) {
  await fillInspections(1);
  await asSuperuser(
    `INSERT INTO ${rows} FROM inspections, generate_series(1, $2::int) n WHERE council_id = $1`,
    [council.id, count],
  );
}

async function fillPacks(count: number, state: 'cancelled' | 'waiting') {
  await askPack(council.as.lead, PACK_INPUT);
  await asSuperuser('UPDATE packs SET state = $2::pack_state WHERE council_id = $1', [council.id, state]);
  await asSuperuser(
    `INSERT INTO packs
       SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'number', n + 1))).*
         FROM packs p, generate_series(1, $2::int) n WHERE p.council_id = $1`,
    [council.id, count - 1],
  );
}

/** A register of cases that the reader keeps. */
async function openRegister() {
  const { number: inspection } = await startInspection(council.as.lead, inspectionInput());
  await namePerson(council.as.lead, { inspection, person: council.as.reader.person.id, part: 'keeper' });
  await saveRegister(council.as.reader, registerInput());
}

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
  inspections: ({ lead }) => startInspection(lead, inspectionInput()),
  ownSteps: ({ lead }) => saveStep(lead, stepInput({ inspection: 1, name: 'One', setOn: '2026-12-01' })),
  named: ({ lead, reader }) => {
    added += 1;
    const part = NAMED_PARTS[added % NAMED_PARTS.length] ?? 'keeper';
    return namePerson(lead, { inspection: 1, person: reader.person.id, part });
  },
  lists: ({ lead }) => startReturn(lead, returnInput({ origin: 'later' })),
  answers: ({ lead }) => answerItem(lead, answerInput({ reason: `Not kept ${randomUUID()}` })),
  sessions: ({ lead }) => saveSession(lead, sessionInput({ inspection: 1 })),
  requests: ({ lead }) => saveRequest(lead, requestInput({ inspection: 1 })),
  heard: ({ lead }) => noteHeard(lead, heardInput({ inspection: 1 })),
  findings: ({ lead }) => saveFinding(lead, findingInput()),
  cases: ({ reader }) => {
    added += 1;
    return saveCase(reader, caseInput({ reference: `EXA-${String(added).padStart(6, '0')}` }));
  },
  draws: ({ reader }) => {
    added += 1;
    const text = `Reference\nEXA-${String(added).padStart(6, '0')}\n`;
    return drawCases(reader, { inspection: 1, text, size: 1, quotas: { cohorts: [], teams: [] } });
  },
  actions: ({ lead }) => saveAction(lead, actionInput()),
  milestones: ({ lead }) => saveMilestone(lead, milestoneInput()),
  updates: async ({ lead }) => {
    const opened = await getActionToUpdate(lead, 1);
    return updateAction(lead, progressInput({ version: opened?.version ?? 0 }));
  },
  publications: async ({ lead }) => {
    const { last } = await getPlanToPublish(lead);
    const given = { actions: [1], withCosts: !last?.publication.withCosts };
    return publishPlan(lead, await publishInput(lead, given));
  },
  logs: ({ reader }) => saveLog(reader, logInput()),
  drafts: async ({ lead }) => {
    const file = await receivedFile(lead, 'Draft.pdf', pdfOfPages(['One']));
    return uploadDraft(lead, 1, { receivedOn: '2026-11-27' }, file);
  },
  points: ({ lead }) => savePoint(lead, pointInput({ inspection: 1, page: 1 })),
  topics: ({ lead }) => saveTopic(lead, null, topicInput({ name: `Another ${randomUUID()}` })),
  packs: ({ lead }) => askPack(lead, PACK_INPUT),
  packsWaiting: ({ lead }) => askPack(lead, PACK_INPUT),
  stages: ({ lead }) => {
    added += 1;
    return saveStage(lead, stageInput({ fromOn: `${2020 + added}-01-01`, planDueOn: null }));
  },
  letters: ({ lead }) => saveLetter(lead, letterInput()),
  views: ({ lead }) => saveView(lead, { name: `Another ${randomUUID()}`, query: '', shared: false }),
};

function fillInspections(count: number) {
  return asSuperuser(
    `INSERT INTO inspections (council_id, id, number, kind, name, rehearsal, notice_on, started_by_id, started_at,
                              changed_by_id, changed_at)
     SELECT $1, gen_random_uuid(), n, 'full', 'Filled', true, date '2026-11-16', $2, now(), $2, now()
       FROM generate_series(1, $3::int) n`,
    [council.id, council.as.lead.person.id, count],
  );
}

function fillActions(count: number) {
  return asSuperuser(
    `INSERT INTO improvement_actions (council_id, number, title, priority, added_at, changed_by_id, changed_at)
     SELECT $1::uuid, n, 'Filled', 'low', now(), $3::uuid, now() FROM generate_series(1, $2::int) n`,
    [council.id, count, council.as.lead.person.id],
  );
}

function fillStages(count: number) {
  return asSuperuser(
    `INSERT INTO support_stages (council_id, number, kind, from_on, changed_by_id, changed_at)
     SELECT $1, n, 'enhanced', date '2021-01-02' + n, $2, now() FROM generate_series(1, $3::int) n`,
    [council.id, council.as.lead.person.id, count],
  );
}

function fillReturns(count: number) {
  return asSuperuser(
    `INSERT INTO returns (council_id, id, inspection_id, number, name, origin, asked_on, due_on, started_by_id,
                          started_at, changed_by_id, changed_at)
     SELECT council_id, gen_random_uuid(), id, n, 'Filled', 'later', notice_on, notice_on + 21, started_by_id, now(),
            started_by_id, now()
       FROM inspections, generate_series(1, $2::int) n WHERE council_id = $1`,
    [council.id, count],
  );
}

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
      expect(message).toMatch(
        /^Your changes were not saved because .+ ha(?:s|ve) reached the limit of .+\. [A-Z]/,
      );
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
