import { importValues } from '#lib/exchange/imports/commands.ts';
import { previewValues, type ValueFile } from '#lib/exchange/imports/queries.ts';
import { addDays } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { getStatement } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { CATEGORIES } from '#lib/record/evidence/rules.ts';
import { addMeasure } from '#lib/record/measures/commands.ts';
import { listMeasures } from '#lib/record/measures/queries.ts';
import { type Score, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { reopenAssessment } from '#lib/work/reviews/commands.ts';
import {
  challengeInput,
  decisionInput,
  MEASURE,
  makeAssessedCouncil,
  makeEvidenceLink,
  signOff,
  startNextCycle,
  type TestCouncil,
} from '#tests/integration/council-factory.ts';
import type { Visitor } from './crowd.ts';
import { type BenchCouncil, narrative, signInCookie } from './data.ts';

type Size = {
  readonly cycles: number;
  readonly items: number;
  readonly measures: number;
  /** For each measure. */
  readonly periods: number;
};

/** As large as a council may get: five cycles, and an evidence item for every working day of eight years. */
export const FULL: Size = { cycles: 5, items: 2_000, measures: 100, periods: 12 };
/** The same structure with few items, for comparison. */
export const SMALL: Size = { cycles: 5, items: 10, measures: 15, periods: 2 };

/**
 * A council with a history of that size, each cycle carried into the next. In the open cycle some statements are
 * complete and some overdue, each has two challenges, and one has changed since the last signature. The cookie is its
 * director's.
 */
export async function makeFullCouncil({ cycles, items, measures, periods }: Size): Promise<BenchCouncil> {
  let council = await makeAssessedCouncil();
  const { lead, director, reader, contributor } = council.as;
  for (const [index, statement] of STATEMENT_IDS.entries()) await save(lead, statement, index, 0);
  for (let number = 1; number <= items; number += 1) {
    await makeEvidenceLink(lead, {
      title: `Survey of people who draw on care, part ${number}`,
      category: CATEGORIES[number % CATEGORIES.length] ?? 'people',
      // One in ten is more than two years old.
      datedOn: addDays(londonDay(new Date()), -(number % 10 === 0 ? 900 : number % 600)),
      reviewBy: addDays(londonDay(new Date()), number % 700),
      statement: STATEMENT_IDS[number % STATEMENT_IDS.length] ?? 'QS1',
      shows: narrative(number, 2),
      location: `Page ${number}`,
    });
  }
  await measure(lead, measures, periods);
  for (let cycle = 2; cycle <= cycles; cycle += 1) {
    await startNextCycle(council, council.assessment, { name: `Cycle ${cycle}` });
    const assessment = (await getAssessment(lead))?.id ?? '';
    council = { ...council, assessment };
    for (const [index, statement] of STATEMENT_IDS.entries()) await save(lead, statement, index, cycle);
  }
  for (const [index, statement] of STATEMENT_IDS.entries()) {
    await assignStatement(lead, statement, {
      assessment: council.assessment,
      owner: contributor.person.id,
      helpers: [lead.person.id],
      dueOn: addDays(londonDay(new Date()), index),
    });
    for (const challenger of [director, reader]) {
      const score = (1 + (index % 4)) as Score;
      await giveChallenge(
        challenger,
        statement,
        challengeInput(council.assessment, { score, ownHidden: false }),
      );
    }
  }
  await signOff(council);
  await reopen(council);
  await save(lead, 'QS2', 1, cycles + 1);
  return { slug: council.slug, lead, director, cookie: await signInCookie(director.person.id) };
}

/** One of the other councils in England: complete, with little evidence. */
export async function makeOtherCouncil(): Promise<Visitor> {
  const { as, slug } = await makeAssessedCouncil();
  for (const [index, statement] of STATEMENT_IDS.entries()) await save(as.lead, statement, index, 0);
  for (const statement of STATEMENT_IDS) await makeEvidenceLink(as.lead, { statement });
  return { slug, cookie: await signInCookie(as.lead.person.id) };
}

/** Two in three are complete; every narrative cites evidence. */
async function save(lead: CouncilContext, statement: StatementId, index: number, cycle: number) {
  const view = await getStatement(lead, statement);
  if (!view) throw new Error('The council of the bench has no open assessment');
  const score = (((index + cycle) % 3) + 2) as Score;
  const isChange = view.answers.score !== null && view.answers.score !== score;
  const { outcome } = await saveStatement(lead, statement, {
    assessment: view.assessment.id,
    version: view.version,
    score,
    scoreReason: isChange ? 'The last survey says otherwise.' : undefined,
    strengths: `${narrative(index + cycle, 24)} E${index + 9} and E${index + 18} show it.`,
    improvements: narrative(index + cycle + 1, 18),
    impact: narrative(index + cycle + 2, 15),
    completed: index % 3 !== 0,
  });
  if (outcome !== 'saved') throw new Error(`The statement was not saved: ${outcome}`);
}

async function reopen(council: TestCouncil & { readonly assessment: string }): Promise<void> {
  const { outcome } = await reopenAssessment(council.as.director, {
    ...(await decisionInput(council)),
    reason: 'One more survey came in.',
  });
  if (outcome !== 'done') throw new Error(`It was not reopened: ${outcome}`);
}

/** Adds measures to the shipped ones and imports values for each quarter, with England's. */
async function measure(lead: CouncilContext, measures: number, periods: number): Promise<void> {
  const { total: shipped } = await listMeasures(lead);
  for (let number = shipped + 1; number <= measures; number += 1) {
    const statement = STATEMENT_IDS[number % STATEMENT_IDS.length] ?? 'QS1';
    await addMeasure(lead, { ...MEASURE, name: `Share in time, part ${number}`, statement });
  }
  const { pages } = await listMeasures(lead);
  const listed = await Promise.all(Array.from({ length: pages }, (_, at) => listMeasures(lead, {}, at + 1)));
  for (const { name } of listed.flatMap((list) => list.measures)) {
    const file = valuesOf(name, periods);
    const tried = await previewValues(lead, file);
    if (!tried.ok) throw new Error(`The values were not read: ${tried.problems[0]?.message}`);
    await importValues(lead, file, tried.fingerprint);
  }
}

const QUARTERS = ['January to March', 'April to June', 'July to September', 'October to December'] as const;

function valuesOf(name: string, periods: number): ValueFile {
  return {
    ok: true,
    rows: Array.from({ length: periods }, (_, index) => ({
      line: index + 2,
      cells: {
        Measure: name,
        Period: `${QUARTERS[index % 4]} ${2026 - Math.floor(index / 4)}`,
        Value: String(50 + (index % 7)),
        Unit: null,
        'Comparator value': String(52 + (index % 5)),
        'Comparator period': '',
        Source: 'Case records',
      },
    })),
    notes: [],
    separator: ',',
  };
}
