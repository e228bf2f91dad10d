import { type AssessmentState, type StateFacts, stateOf } from '#lib/assessments/state.ts';
import type { Moment } from '#lib/readiness/rules.ts';
import { type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';

/** An assessment that is being prepared, in which every statement with a score is completed. */
export function exampleFacts(scores: Scores, changed: Partial<StateFacts> = {}): StateFacts {
  const completed = STATEMENT_IDS.filter((id) => scores[id] !== null);
  return { scores, thresholds: '62-80', completed, carried: [], isFinal: false, ...changed };
}

export function exampleState(scores: Scores, changed: Partial<StateFacts> = {}): AssessmentState {
  return stateOf(exampleFacts(scores, changed));
}

/** One step of a made-up history. What cannot be done in the state that it meets changes nothing, as in the service. */
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

/** A cycle of a made-up history. */
export type PastCycle = {
  readonly name: string;
  readonly from: string;
  readonly isOpen: boolean;
  readonly review: 'preparing' | 'proposed' | 'signed';
  readonly statements: Readonly<Record<StatementId, PastStatement>>;
  /** What was signed last, and how often anything was. */
  readonly signed: PastCycle['statements'] | null;
  readonly signatures: number;
  readonly moments: readonly Moment[];
};

const UNTOUCHED: PastStatement = { score: null, completed: false, carried: false };
const all = <T>(of: (id: StatementId) => T) =>
  Object.fromEntries(STATEMENT_IDS.map((id) => [id, of(id)])) as Record<StatementId, T>;

/** The first cycle of a council, with nothing in it. */
export function firstCycle(from: string): PastCycle {
  return {
    ...{ name: 'Cycle 1', from, isOpen: true, review: 'preparing', signed: null, signatures: 0, moments: [] },
    statements: all(() => UNTOUCHED),
  };
}

/** The cycles after one step, the oldest first, of which the last is open. */
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
    const before = statements[statement];
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
    const { score } = open.statements[id];
    return carries && score !== null ? { score, completed: false, carried: true } : UNTOUCHED;
  });
  return [
    { ...open, isOpen: false, moments: [...open.moments, { at, isFinal: true }] },
    {
      ...firstCycle(at),
      name: `Cycle ${number}`,
      statements: carried,
      moments: STATEMENT_IDS.flatMap((statement) =>
        carried[statement].carried ? { at, statement, ...carried[statement] } : [],
      ),
    },
  ];
}

/** What the state of a cycle follows from. */
export function factsOf({ review, isOpen, statements }: PastCycle): StateFacts {
  const having = (part: 'completed' | 'carried') => STATEMENT_IDS.filter((id) => statements[id][part]);
  return {
    scores: all((id) => statements[id].score),
    thresholds: '62-80',
    completed: having('completed'),
    carried: having('carried'),
    isFinal: review === 'signed' || !isOpen,
  };
}
