import fc from 'fast-check';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import type { Moment } from '#lib/insight/readiness/movement.ts';
import {
  type AssessmentState,
  formatScore,
  type StateFacts,
  stateOf,
} from '#lib/record/assessments/state.ts';
import { SCORES, type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';

/** An assessment in preparation, with every scored statement completed. */
export function exampleFacts(scores: Scores, changed: Partial<StateFacts> = {}): StateFacts {
  const { framework = CQC_2023.id } = changed;
  return {
    framework,
    scores,
    thresholds: '62-80',
    completed: frameworkOf(framework).statementIds.filter((id) => scores[id] !== null),
    carried: [],
    isFinal: false,
    ...changed,
  };
}

export function exampleState(scores: Scores, changed: Partial<StateFacts> = {}): AssessmentState {
  return stateOf(exampleFacts(scores, changed));
}

/** One step of a generated history. As in the service, a step that the current state does not allow changes nothing. */
export type HistoryStep =
  | {
      readonly kind: 'save';
      readonly statement: StatementId;
      readonly score: Score | null;
      readonly completed: boolean;
    }
  | { readonly kind: 'confirm'; readonly statement: StatementId }
  | { readonly kind: 'propose' | 'return' | 'sign' | 'reopen' }
  | { readonly kind: 'next'; readonly carries: boolean };

export type PastStatement = {
  readonly score: Score | null;
  readonly completed: boolean;
  readonly carried: boolean;
};

/** A cycle of a generated history. */
export type PastCycle = {
  readonly name: string;
  readonly from: string;
  readonly isOpen: boolean;
  readonly review: 'preparing' | 'proposed' | 'signed';
  readonly statements: Readonly<Record<StatementId, PastStatement>>;
  /** The statements as last signed, and the number of signatures. */
  readonly signed: PastCycle['statements'] | null;
  readonly signatures: number;
  readonly moments: readonly Moment[];
};

const UNTOUCHED: PastStatement = { score: null, completed: false, carried: false };
const all = <T>(of: (id: StatementId) => T): Readonly<Record<StatementId, T>> =>
  Object.fromEntries(STATEMENT_IDS.map((id) => [id, of(id)]));

/** A council's first cycle, empty. */
export function firstCycle(from: string): PastCycle {
  return {
    ...{ name: 'Cycle 1', from, isOpen: true, review: 'preparing', signed: null, signatures: 0, moments: [] },
    statements: all(() => UNTOUCHED),
  };
}

/** Applies one step. Cycles are in order, oldest first; the last is open. */
export function afterStep(cycles: readonly PastCycle[], step: HistoryStep, at: string): readonly PastCycle[] {
  const open = cycles.at(-1);
  if (!open) return cycles;
  const closed = cycles.slice(0, -1);
  if (step.kind === 'next') return [...closed, ...closeAndStart(open, cycles.length + 1, step.carries, at)];
  return [...closed, stepIn(open, step, at)];
}

function stepIn(open: PastCycle, step: Exclude<HistoryStep, { kind: 'next' }>, at: string): PastCycle {
  const { review, statements, moments } = open;
  if (step.kind === 'save' || step.kind === 'confirm') {
    const { statement } = step;
    const before = statements[statement] ?? UNTOUCHED;
    if (review !== 'preparing' || (step.kind === 'confirm' && !before.carried)) return open;
    const after =
      step.kind === 'confirm'
        ? { ...before, carried: false }
        : { score: step.score, completed: step.completed, carried: false };
    const moment = step.kind === 'confirm' ? { at, confirmed: statement } : { at, statement, ...after };
    return { ...open, statements: { ...statements, [statement]: after }, moments: [...moments, moment] };
  }
  const [from, to] = {
    propose: ['preparing', 'proposed'] as const,
    return: ['proposed', 'preparing'] as const,
    sign: ['proposed', 'signed'] as const,
    reopen: ['signed', 'preparing'] as const,
  }[step.kind];
  if (review !== from) return open;
  const turned = { ...open, review: to };
  if (step.kind === 'sign') {
    const signatures = open.signatures + 1;
    return { ...turned, signed: statements, signatures, moments: [...moments, { at, isFinal: true }] };
  }
  return step.kind === 'reopen' ? { ...turned, moments: [...moments, { at, isFinal: false }] } : turned;
}

function closeAndStart(open: PastCycle, number: number, carries: boolean, at: string): readonly PastCycle[] {
  const carried = all((id) => {
    const { score = null } = open.statements[id] ?? {};
    return carries && score !== null ? { score, completed: false, carried: true } : UNTOUCHED;
  });
  return [
    { ...open, isOpen: false, moments: [...open.moments, { at, isFinal: true }] },
    {
      ...firstCycle(at),
      name: `Cycle ${number}`,
      statements: carried,
      moments: Object.entries(carried).flatMap(([statement, part]) =>
        part.carried ? { at, statement, ...part } : [],
      ),
    },
  ];
}

/** The inputs to the state of a cycle. */
export function stateFacts({ review, isOpen, statements }: PastCycle): StateFacts {
  const having = (part: 'completed' | 'carried') => STATEMENT_IDS.filter((id) => statements[id]?.[part]);
  return {
    framework: CQC_2023.id,
    scores: all((id) => statements[id]?.score ?? null),
    thresholds: '62-80',
    completed: having('completed'),
    carried: having('carried'),
    isFinal: review === 'signed' || !isOpen,
  };
}

const statement = fc.constantFrom(...STATEMENT_IDS);
const step: fc.Arbitrary<HistoryStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      statement,
      score: fc.option(fc.constantFrom(...SCORES), { freq: 8 }),
      completed: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('confirm' as const), statement }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('propose', 'sign', 'return', 'reopen') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('next' as const), carries: fc.boolean() }) },
);

/**
 * A generated history. Most begin with every statement scored, so that most reach a score. Each step is some hours
 * later.
 */
export type History = {
  readonly begun: { readonly score: Score; readonly completed: boolean } | null;
  readonly steps: readonly (readonly [HistoryStep, number])[];
};

export const histories: fc.Arbitrary<History> = fc.record({
  begun: fc.option(fc.record({ score: fc.constantFrom(...SCORES), completed: fc.boolean() }), { freq: 4 }),
  steps: fc.array(fc.tuple(step, fc.integer({ min: 0, max: 40 * 24 })), { maxLength: 24 }),
});

/** The score shown from a moment on. */
export type ReplayedScore = { readonly at: string; readonly cycle: string; readonly score: string };

const HOUR_MS = 3_600_000;

/** Plays a history whose last step is half an hour before `endsAt`. `told`: the score shown after each step. */
export function played(
  { begun, steps }: History,
  endsAt: Date,
): { readonly cycles: readonly PastCycle[]; readonly told: readonly ReplayedScore[] } {
  const first = begun
    ? STATEMENT_IDS.map((id): History['steps'][number] => [{ kind: 'save', statement: id, ...begun }, 1])
    : [];
  const taken = [...first, ...steps];
  const hours = taken.reduce((sum, [, later]) => sum + later, 0.5);
  let at = new Date(endsAt.getTime() - hours * HOUR_MS);
  let cycles: readonly PastCycle[] = [firstCycle(at.toISOString())];
  const shownScores: ReplayedScore[] = [shownScore(cycles, at)];
  for (const [next, later] of taken) {
    at = new Date(at.getTime() + later * HOUR_MS);
    cycles = afterStep(cycles, next, at.toISOString());
    shownScores.push(shownScore(cycles, at));
  }
  return { cycles, told: shownScores };
}

export function openCycle(cycles: readonly PastCycle[]): PastCycle {
  const last = cycles.at(-1);
  if (!last) throw new Error('There is no cycle');
  return last;
}

function shownScore(cycles: readonly PastCycle[], at: Date): ReplayedScore {
  const open = openCycle(cycles);
  return { at: at.toISOString(), cycle: open.name, score: formatScore(stateOf(stateFacts(open))) };
}
