import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '#lib/platform/access/permissions.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { type NextStepFacts, nextStepFor } from './next-step.ts';

type Statement = NextStepFacts['statements'][number];

const DONE = {
  score: 3,
  challenges: [],
  status: 'completed',
  dueOn: null,
  isMine: false,
  isTaken: true,
  stale: [],
} as const;

function facts(
  changed: Readonly<Record<string, Partial<Statement>>>,
  state: Partial<NextStepFacts> = {},
): NextStepFacts {
  return {
    reviewState: 'preparing',
    lastStep: null,
    lastClosingStep: null,
    ...{ erasures: [], duties: [], me: 'me' },
    version: 2,
    changedSince: null,
    ...state,
    statements: STATEMENT_IDS.map((id) => ({ id, ...DONE, ...changed[id] })),
  };
}

const all = (changed: Partial<Statement>) => Object.fromEntries(STATEMENT_IDS.map((id) => [id, changed]));
const UNSCORED = { score: null, status: 'not-yet-started' } as const;
const DRAFT = { status: 'in-progress' } as const;
const CARRIED = { status: 'not-confirmed' } as const;
const HIDDEN = { score: 'hidden' } as const;

/** Each role's step, as its kind with its statements or version. */
function steps(given: NextStepFacts): Record<Role, string> {
  const said = (role: Role) => {
    const step = nextStepFor(given, { role });
    if (step === null) return '–';
    if ('statements' in step) return `${step.kind} ${step.statements.join(' ')}`;
    return 'version' in step ? `${step.kind} ${step.version}` : step.kind;
  };
  return Object.fromEntries(ROLES.map((role) => [role, said(role)])) as Record<Role, string>;
}

const PACK = {
  contributor: 'make-pack',
  lead: 'make-pack',
  director: 'make-pack',
  reader: 'make-pack',
  admin: '–',
};
const NOTHING = { contributor: '–', lead: '–', director: '–', reader: '–', admin: '–' };
const MINE = { isMine: true } as const;
const FREE = { isTaken: false } as const;

describe('the next step of each role', () => {
  it.each<[string, NextStepFacts, Record<Role, string>]>([
    ['nothing scored', facts(all(UNSCORED)), { ...NOTHING, lead: `score ${STATEMENT_IDS.join(' ')}` }],
    [
      'nothing scored, and nobody has a statement',
      facts(all({ ...UNSCORED, ...FREE })),
      {
        ...NOTHING,
        lead: `score ${STATEMENT_IDS.join(' ')}`,
        contributor: `score ${STATEMENT_IDS.join(' ')}`,
      },
    ],
    [
      'partly scored',
      facts({ QS1: UNSCORED, QS2: { ...UNSCORED, ...MINE }, QS3: { ...UNSCORED, ...FREE }, QS4: DRAFT }),
      { ...PACK, lead: 'score QS1 QS2 QS3', contributor: 'score QS2 QS3' },
    ],
    [
      'carried forward',
      facts({ QS1: CARRIED, QS2: { ...CARRIED, ...MINE }, QS3: { ...DRAFT, ...MINE } }),
      { ...PACK, lead: 'confirm QS1 QS2', contributor: 'confirm QS2' },
    ],
    [
      'carried forward without a score',
      facts({ QS1: { ...CARRIED, score: null } }),
      { ...PACK, lead: 'confirm QS1' },
    ],
    [
      'not complete',
      facts({ QS3: DRAFT, QS5: { ...DRAFT, ...MINE } }),
      { ...PACK, lead: 'complete QS3 QS5', contributor: 'complete QS5' },
    ],
    ['complete', facts({}), { ...PACK, lead: 'send 2' }],
    [
      'sent for sign-off',
      facts({}, { reviewState: 'proposed', lastStep: { kind: 'proposed', version: 2 } }),
      { ...PACK, director: 'sign 2' },
    ],
    [
      'returned',
      facts({ QS3: DRAFT }, { lastStep: { kind: 'returned', version: 2 } }),
      { ...PACK, lead: 'see-returned 2' },
    ],
    ['signed', facts(all({ status: 'signed' }), { reviewState: 'signed' }), PACK],
    [
      'reopened and changed',
      facts({}, { changedSince: { version: 1, changed: 6 } }),
      { ...PACK, lead: 'send 2', director: 'see-changes 1' },
    ],
    [
      'asked to close',
      facts(all({ status: 'signed' }), { reviewState: 'signed', lastClosingStep: 'requested' }),
      { ...PACK, director: 'answer-closing' },
    ],
  ])('%s', (_, given, expected) => {
    expect(steps(given)).toEqual(expected);
  });

  it('is to give challenge scores for whoever does not see all scores yet', () => {
    const given = facts({ QS2: HIDDEN, QS7: HIDDEN }, { reviewState: 'proposed' });
    for (const role of ['director', 'reader'] as const) {
      expect(nextStepFor(given, { role })).toEqual({ kind: 'challenge', statements: ['QS2', 'QS7'] });
    }
  });
});
