import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '#lib/platform/audit/records.ts';
import { correctionRecords, resultEvents } from './events.ts';
import { FACTS } from './testing/fixtures.ts';

// As an event of the release before kinds recorded it.
const { status, confirmed, framework, ...recorded } = FACTS;
const change = { id: 'E09000007-pilot', council: 'Camden (pilot)', before: null, after: recorded };
const imported = {
  type: 'results.imported',
  subject: 'results',
  data: { changes: [change] },
  at: '2026-11-22T09:32:00Z',
  actorId: 'someone',
  actorRole: 'admin',
} as const satisfies ChainEvent;

describe('an event from before kinds', () => {
  it('is shown in the same words', () => {
    expect(resultEvents['results.imported'].changes?.(imported, [])).toEqual([
      {
        name: 'Camden (pilot)',
        before: null,
        after: 'Good, score not known, published March 2025. How complete: published. Source: CQC report',
      },
    ]);
  });

  it('records the row as it is stored now', () => {
    const { rows, apply } = correctionRecords.replay();
    apply(imported);
    const stored = correctionRecords.stored({
      ...FACTS,
      gssCode: 'E09000007',
      kind: 'pilot',
      correctedBy: 'someone',
    });
    expect(rows.get(stored.key)?.facts).toEqual(stored.facts);
  });
});
