import type { ReturnItem, StoredAnswer } from '#lib/record/returns/rules.ts';
import type { ListToJudge } from '#lib/record/returns/state.ts';

const CHANGED = { by: 'Ann Lead', at: new Date('2026-11-16T09:00:00Z') };

/** An item for tests of rules. */
export function returnItem(given: Partial<ReturnItem> & Pick<ReturnItem, 'key'>): ReturnItem {
  return {
    ...{
      position: given.key,
      number: `${given.key}`,
      heading: '',
      asked: `Wording ${given.key}`,
      statements: [],
    },
    ...{ kind: 'any', removedIn: null, owner: null, dueOn: '2026-12-07', hasOwnDue: false, state: 'open' },
    ...{ signed: null, version: 1, changed: CHANGED, answers: [] },
    ...given,
  };
}

/** A list of an open inspection that was not sent, for tests of rules. */
export function openList(items: readonly ReturnItem[], given: Partial<ListToJudge> = {}): ListToJudge {
  const inspection = { number: 1, name: 'CQC assessment', isOpen: true, rehearsal: false };
  return { items, inspection, sent: null, ...given };
}

export function storedAnswer(given: Partial<StoredAnswer>): StoredAnswer {
  return {
    ...{
      id: 'a',
      kind: 'not_held',
      position: 1,
      evidence: null,
      place: '',
      see: null,
      url: '',
      measure: null,
    },
    ...{ reason: '', followsOn: null, version: 1, addedAt: CHANGED.at, changed: CHANGED },
    ...given,
  };
}

export function evidenceAnswer(given: Partial<NonNullable<StoredAnswer['evidence']>> = {}): StoredAnswer {
  return storedAnswer({
    kind: 'evidence',
    evidence: {
      ...{ reference: 'E12', title: 'Waiting times', state: 'current', scan: 'clean', needsRedaction: false },
      ...given,
    },
  });
}
