import { expect, it } from 'vitest';
import type { ChainEvent } from '#lib/platform/audit/records.ts';
import { erasureRecords } from './events.ts';

const asked = { type: 'erasure.asked', data: { number: 1, fileVersion: 2 }, words: { reason: 'Wrong' } };
const declined = { type: 'erasure.declined', data: { number: 1 }, words: { reason: 'It is ours' } };
const erased = { type: 'evidence.erased', data: { number: 1, at: '2026-12-03T09:00:00Z', redacted: [] } };

it.each<[string, string, ...[object, string][]]>([
  ['confirmed', 'by another person', [asked, 'sam'], [erased, 'ann']],
  ['not agreed', 'that nobody asked for', [erased, 'ann']],
  ['not agreed', 'that one person asked for and confirmed', [asked, 'sam'], [erased, 'sam']],
  ['not agreed', 'that was declined', [asked, 'sam'], [declined, 'ann'], [erased, 'ann']],
])('the history has as %s an erasure %s', (outcome, _, ...events) => {
  const { rows, apply } = erasureRecords.replay();
  for (const [event, actorId] of events) apply({ ...event, subject: 'E1', actorId } as unknown as ChainEvent);
  expect(rows.get('request 1 to erase E1')?.facts).toMatchObject({ outcome });
});
