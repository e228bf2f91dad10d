import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { MyWork } from '#components/assignments/my-work.tsx';
import { WhatIfFigures } from '#components/readiness/what-if-figures.tsx';
import { ContentFacts } from '#components/reviews/content-facts.tsx';
import { GapsList } from '#components/reviews/gaps-list.tsx';
import { CouncilComparison } from '#components/sharing/council-comparison.tsx';
import { TodoList } from '#components/todos/todo-list.tsx';
import { packDocument } from '#lib/exchange/packs/rules.ts';
import { paperDocument, type ShownDashboard } from '#lib/exchange/papers/rules.ts';
import { packView } from '#lib/exchange/pdf/pack-view.ts';
import { paperView } from '#lib/exchange/pdf/paper-view.ts';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { DASHBOARD_COLUMNS, dashboardRows } from '#lib/insight/dashboard/csv-rows.ts';
import type { LineFacts } from '#lib/insight/dashboard/rules.ts';
import { exampleDashboard, EXAMPLE_NOW as NOW } from '#lib/insight/dashboard/testing/fixtures.ts';
import {
  cycleAt,
  justBefore,
  movementOf,
  movementRows,
  movementSince,
  stateAt,
} from '#lib/insight/readiness/movement.ts';
import { whatIf } from '#lib/insight/readiness/rules.ts';
import { compareScenarios, comparisonRows } from '#lib/insight/scenarios/rules.ts';
import { sharingRows as sharedRows } from '#lib/insight/sharing/csv-rows.ts';
import { addDays } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import {
  type AssessmentState,
  describeHeadline,
  finalState,
  formatScore,
  type StateFacts,
  type StatementStatus,
  statementStatus,
  stateOf,
} from '#lib/record/assessments/state.ts';
import {
  histories,
  openCycle as open,
  type PastCycle,
  type PastStatement,
  played,
  stateFacts,
} from '#lib/record/assessments/testing/fixtures.ts';
import { NONE_OUT_OF_USE, NOTHING_READ } from '#lib/record/claims/rules.ts';
import type { Snapshot } from '#lib/record/snapshots/rules.ts';
import {
  FRAMEWORK_VERSION,
  outcomeFor,
  STATEMENT_IDS,
  STATEMENTS,
  type StatementId,
  THEMES,
  totalPoints,
} from '#lib/scoring/index.ts';
import type { WorkItem } from '#lib/work/assignments/queries.ts';
import { leftToDo } from '#lib/work/assignments/rules.ts';
import { contentSummary, gapsOf, versionOf } from '#lib/work/reviews/rules.ts';
import { todosFor } from '#lib/work/todos/rules.ts';
import { AllFigures } from './all-figures.tsx';
import { DashboardView } from './dashboard-view.tsx';
import { Slides } from './slides.tsx';

// Rendering every page thirty times takes long while other files run beside it.
vi.setConfig({ testTimeout: 30_000 });

// Whatever is done to an assessment, every place that describes it agrees with the others.

function partOf({ statements }: PastCycle, id: StatementId): PastStatement {
  const found = statements[id];
  if (!found) throw new Error(id);
  return found;
}

function statusOf(cycle: PastCycle, id: StatementId): StatementStatus {
  const isSigned = cycle.review === 'signed';
  return statementStatus({ ...partOf(cycle, id), isSigned, hasNarrative: true, evidenceCount: 1 });
}

function snapshotOf(cycle: PastCycle): Snapshot {
  const { scores, thresholds } = stateFacts(cycle);
  return {
    format: 1,
    council: { name: 'Exampleshire', isExample: false },
    cycle: { number: 1, name: cycle.name, period: { startsOn: '2026-04-01', endsOn: '2027-03-31' } },
    framework: { version: FRAMEWORK_VERSION, themes: THEMES.map(({ id, name }) => ({ id, name })) },
    thresholds,
    result: resultOf({ scores, thresholds }, CQC_2023),
    statements: STATEMENTS.map(({ id, name, theme, asks }) => ({
      ...{ id, name, theme, asks, ...partOf(cycle, id) },
      ...{ strengths: 'We listen.', improvements: '', impact: '', version: 1, saved: null, uses: [] },
    })),
    evidence: [],
  };
}

const FONTS = {
  files: [],
  names: { text: ['Text'], monospaced: 'Mono', emoji: 'Emoji' },
  covers: () => true,
};
const HASH = 'a'.repeat(64);
const MARKS = { contentHash: HASH, audit: { seq: 1, hash: HASH } };

const words = (element: React.ReactElement) =>
  renderToStaticMarkup(element)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll(/\s+/g, ' ');

/** Every description of the open cycle, by the page or file that shows it. */
function rendered(cycles: readonly PastCycle[]) {
  const cycle = open(cycles);
  const facts = stateFacts(cycle);
  const state = stateOf(facts);
  const snapshot = snapshotOf(cycle);
  const dashboard = dashboardFor(cycles, facts);
  const isUnchanged =
    cycle.signed !== null && JSON.stringify(cycle.signed) === JSON.stringify(cycle.statements);
  const signature = isUnchanged
    ? { state: 'signed' as const, version: 1, by: { name: 'Dana', role: 'Director' }, at: NOW.toISOString() }
    : { state: 'not-signed' as const };
  const packState = isUnchanged ? finalState(state.overall, CQC_2023.id) : state;
  const gaps = gapsOf(
    {
      ...snapshot,
      inList: [],
      outOfUse: NONE_OUT_OF_USE,
      read: NOTHING_READ,
      reviews: {},
      unconfirmed: facts.carried,
    },
    NOW,
  );
  const todos = (role: 'lead' | 'director') =>
    todosFor(
      {
        reviewState: cycle.review,
        lastStep: cycle.review === 'proposed' ? { kind: 'proposed', version: 1 } : null,
        lastClosingStep: null,
        ...{ erasures: [], duties: [], me: 'me' },
        statements: STATEMENT_IDS.map((id) => ({
          ...{
            id,
            score: facts.scores[id] ?? null,
            status: statusOf(cycle, id),
            dueOn: '2026-11-01',
            isMine: true,
            isTaken: true,
          },
          ...{ challenges: [], stale: [] },
        })),
      },
      { role },
      londonDay(NOW),
    );
  const shared = {
    ...{ slug: 'a', name: 'A', isExample: false, role: 'reader' as const },
    figures: {
      ...{ state: 'shown' as const, shared: ['live' as const], strength: null },
      results: [
        {
          kind: 'live' as const,
          cycle: cycle.name,
          version: null,
          at: NOW.toISOString(),
          state,
          scores: null,
        },
      ],
    },
  };
  const moments = movementOf(cycle.moments, facts);
  return {
    state,
    isUnchanged,
    todos: todos('lead'),
    texts: {
      overview: words(<DashboardView council="a" dashboard={dashboard} figures={dashboard.figures} />),
      figures: words(<AllFigures council="a" dashboard={dashboard} />),
      meeting: words(
        <Slides council="a" dashboard={dashboard} figures={dashboard.figures} todos={todos('director')} />,
      ),
      file: JSON.stringify(dashboardRows(dashboard)),
      paper: JSON.stringify(paperView(paperDocument(dashboard, MARKS), FONTS)),
      pack: JSON.stringify(
        packView(
          packDocument(
            snapshot,
            {
              ...{ packId: '1', madeAt: NOW.toISOString(), madeBy: { name: 'Sam', role: 'Lead' }, ...MARKS },
              ...{ signature, isRedacted: false, closedAt: null, state: packState },
            },
            new Map(),
          ),
          FONTS,
        ),
      ),
      review: words(
        <>
          <ContentFacts content={{ ...contentSummary(snapshot), state, contentHash: HASH }} />
          {cycle.review !== 'signed' && (
            <GapsList council="a" gaps={gaps} flags={[]} mayMend maySign={false} />
          )}
        </>,
      ),
      work: words(<MyWork council="a" work={workIn(cycle)} today={londonDay(NOW)} />),
      todos: words(
        <>
          <TodoList council="a" todos={todos('lead')} owners={{}} />
          <TodoList council="a" todos={todos('director')} owners={{}} />
        </>,
      ),
      shared:
        words(<CouncilComparison councils={[shared]} sort="name" />) + JSON.stringify(sharedRows([shared])),
      councils: describeHeadline(state),
      'what if': words(<WhatIfFigures tried={whatIf(facts, {})} />),
      scenarios: JSON.stringify(
        comparisonRows(compareScenarios({ assessment: { facts }, targets: {}, scenarios: [] }) ?? []).slice(
          0,
          2,
        ),
      ),
      movement: JSON.stringify(movementRows(moments).at(-1)?.slice(1, 3) ?? []),
    },
  };
}

function workIn(cycle: PastCycle): readonly WorkItem[] {
  if (cycle.review === 'signed') return [];
  return STATEMENTS.filter(({ id }) => !partOf(cycle, id).completed).map(({ id, name }) => ({
    ...{
      statement: id,
      name,
      part: 'owner',
      status: statusOf(cycle, id),
      dueOn: '2026-11-01',
      changed: null,
    },
    left: leftToDo({
      ...partOf(cycle, id),
      ...{ isProposed: cycle.review === 'proposed', hasNarrative: true, evidenceCount: 1 },
    }),
  }));
}

function dashboardFor(cycles: readonly PastCycle[], facts: StateFacts, day = londonDay(NOW)): ShownDashboard {
  const cycle = open(cycles);
  const lines = Object.fromEntries(
    STATEMENT_IDS.map((id): [StatementId, Partial<LineFacts>] => [
      id,
      { score: facts.scores[id] ?? null, status: statusOf(cycle, id), dueOn: '2026-11-01' },
    ]),
  );
  const ran = cycleAt(cycles, justBefore(day));
  const past = ran && {
    ...stateAt(movementOf(ran.moments, facts), justBefore(day), facts),
    earlier: ran.isOpen ? null : ran.name,
  };
  const made = exampleDashboard(lines, {
    review: {
      state: cycle.review,
      version: versionOf(cycle.review, cycle.signatures),
      signed: null,
    },
    since: { day, past },
  });
  if (!made.figures) throw new Error('The figures are hidden');
  return { ...made, figures: made.figures };
}

/** The points from which to which the result can end, counted without the model. */
function endsOf(cycle: PastCycle) {
  const { review, isOpen } = cycle;
  const isFinal = review === 'signed' || !isOpen;
  const isSure = ({ score, completed, carried }: PastStatement) =>
    score !== null && (isFinal || (completed && !carried));
  const points = (otherwise: number) =>
    STATEMENT_IDS.reduce(
      (sum, id) => sum + (isSure(partOf(cycle, id)) ? Number(partOf(cycle, id).score) : otherwise),
      0,
    );
  return [outcomeFor(points(1)), outcomeFor(points(4))] as const;
}

const RANGES =
  /(?:end between|scored, between|confirmed: between|could end,|possible, from|could end, from) (\d+)(?: \([^)]*\))? (?:and|to) (\d+)/g;
const rangesIn = (text: string) => [...text.matchAll(RANGES)].map(([, from, to]) => `${from} to ${to}`);

function expectAgreement(cycle: PastCycle, said: ReturnType<typeof rendered>): void {
  const { state, texts } = said;
  const [lowest, highest] = endsOf(cycle);
  const range = `${lowest.score} to ${highest.score}`;
  const carried = STATEMENT_IDS.filter((id) => partOf(cycle, id).carried);
  const scored = STATEMENT_IDS.filter((id) => partOf(cycle, id).score !== null).length;
  const isSigned = cycle.review === 'signed';
  for (const [place, text] of Object.entries(texts)) {
    // What has not changed since it was signed is packed as it was signed, though it was reopened.
    const isFinal = isSigned || (place === 'pack' && said.isUnchanged);
    const where = `${place}: ${text}`;
    if (!isFinal) {
      expect(
        rangesIn(text).filter((one) => one !== range),
        where,
      ).toEqual([]);
    } else {
      expect(text, where).not.toMatch(
        /could end|can still|possible range|still to score|not confirmed|is a draft/i,
      );
    }
    if (isSigned)
      expect(text, where).not.toMatch(
        /In progress|overdue|Ready to mark|confirm or change|statements? (?:is|are) not complete/i,
      );
    for (const [, count] of text.matchAll(
      /(\d) of (?:the )?9 (?:quality )?(?:statements )?(?:is |are )?scored\b/g,
    )) {
      expect(Number(count), where).toBe(scored);
    }
    if (carried.length > 0 && !isFinal) {
      // Nothing names a band or a score for the result but as what the scores carried forward come to.
      expect(text.replaceAll(/The scores carried forward give[^.]*\./g, ''), where).not.toMatch(
        /(?:Good|Outstanding|Inadequate|Requires improvement):? \d+ out of 100|scores \d+ out of 100|points? from (?:good|outstanding|requires)/,
      );
      for (const [, count] of text.matchAll(
        /(\d) statements? (?:is|are) carried forward and not confirmed/g,
      )) {
        expect(Number(count), where).toBe(carried.length);
      }
    }
    if (/whatever the other scores are/.test(text)) expect(lowest.band, where).toBe(highest.band);
    expect(text, where).not.toMatch(/points? (?:less|more) than/);
  }
  expectCounts(cycle, said, carried);
  if (state.value) expect(state.value.points).toBe(totalPoints(stateFacts(cycle).scores));
}

/** The same statements wait to be confirmed wherever they are counted. */
function expectCounts(
  cycle: PastCycle,
  { texts, todos, isUnchanged, state }: ReturnType<typeof rendered>,
  carried: readonly StatementId[],
): void {
  const waiting = cycle.review === 'signed' ? [] : carried;
  const asked = todos.flatMap(({ kind, statement: id }) => (kind === 'confirm' ? [id] : []));
  expect(asked).toEqual(cycle.review === 'preparing' ? waiting : []);
  const states = DASHBOARD_COLUMNS.indexOf('Status');
  const rows: readonly (readonly string[])[] = JSON.parse(texts.file);
  expect(rows.filter((cells) => cells[states] === 'Not confirmed').map(([id]) => id)).toEqual(waiting);
  expect(texts.pack.match(/"section":"Not confirmed"/g) ?? []).toHaveLength(isUnchanged ? 0 : waiting.length);
  if (cycle.review === 'signed') return;
  expect(
    texts.review.match(/Carried forward from the last assessment and not confirmed/g) ?? [],
  ).toHaveLength(waiting.length);
  expect(texts.work.match(/Carried forward, not confirmed/g) ?? []).toHaveLength(waiting.length);
  const ready = cycle.review === 'preparing' ? state.drafts.length : 0;
  expect(texts.work.match(/Ready to mark as completed/g) ?? []).toHaveLength(ready);
}

describe('whatever was done to an assessment', () => {
  it('the page, file, paper, pack, review and lists agree about it', () => {
    fc.assert(
      fc.property(histories, (given) => {
        const { cycles } = played(given, NOW);
        expectAgreement(open(cycles), rendered(cycles));
      }),
      { numRuns: 30 },
    );
  });

  it('a comparison with a day shows what was shown on that day, in the cycle open then', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 400 }), (given, days) => {
        const { cycles, told } = played(given, NOW);
        const day = addDays(londonDay(NOW), -days);
        const facts = stateFacts(open(cycles));
        const now = formatScore(stateOf(facts));
        const then = told.findLast(({ at }) => at <= justBefore(day));
        const { sentence } = dashboardFor(cycles, facts, day).figures.moved;
        if (!then) {
          expect(sentence).toContain(`before any assessment started. The overall score is now ${now}.`);
          return;
        }
        const isEarlier = then.cycle !== open(cycles).name;
        const isSaid = sentence.includes('. The overall score ');
        const carried = facts.isFinal ? 0 : facts.carried.length;
        const ends =
          carried > 0
            ? [`, with ${carried} statement${carried === 1 ? '' : 's'} not confirmed.`]
            : ['.', ...(facts.isFinal ? [', signed.'] : [])];
        const same = isEarlier ? `is ${now}, the same as in ${then.cycle}.` : `is still ${now}.`;
        const where = isEarlier ? ` in ${then.cycle}` : '';
        const compared =
          then.score === now
            ? [same]
            : ends.map((end) => `was ${then.score}${where} and is now ${now}${end}`);
        if (isSaid)
          expect(compared.map((end) => `The overall score ${end}`)).toContain(
            sentence.replace(/^.*?\. /, ''),
          );
        else expect([then.score, sentence.startsWith('No score has changed')]).toEqual([now, true]);
      }),
      { numRuns: 200 },
    );
  });

  it('the last step of a movement shows what the overview shows', () => {
    fc.assert(
      fc.property(histories, (given) => {
        const cycle = open(played(given, NOW).cycles);
        const facts = stateFacts(cycle);
        const [last] = movementOf(cycle.moments, facts).slice(-1);
        const shown: AssessmentState = last?.state ?? stateOf({ ...facts, isFinal: false });
        expect(formatScore(shown)).toBe(formatScore(stateOf(facts)));
        expect(movementSince(null, { scores: facts.scores, state: shown }, '2026-01-01').sentence).toContain(
          `is now ${formatScore(stateOf(facts))}.`,
        );
      }),
      { numRuns: 200 },
    );
  });
});
