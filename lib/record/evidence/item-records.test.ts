import { expect, it } from 'vitest';
import type { ChainEvent } from '#lib/platform/audit/records.ts';
import { namesApart } from './decisions.ts';
import type { EvidenceFacts } from './events.ts';
import { evidenceRecords } from './item-records.ts';
import { NO_FURTHER_DETAILS } from './rules.ts';

const by = { at: '2026-11-30T09:00:00.000Z', actorId: 'p1', actorRole: 'lead' };
const GIVEN: EvidenceFacts = {
  ...NO_FURTHER_DETAILS,
  ...{ title: 'Survey', category: 'people', marking: 'OFFICIAL', containsPersonalData: true },
  ...{ ownerId: 'p2', reviewBy: '2027-03-31', needsRedaction: true },
  ...{ voices: ['carers', 'staff'], topics: ['carers'], tags: ['Spring'] },
};
const { facts, names } = namesApart(GIVEN, 'Priya Shah');
const added = {
  ...by,
  type: 'evidence.added',
  subject: 'E1',
  data: { ...facts, source: { kind: 'link' }, statement: null },
  words: { ...names, url: 'https://council.example/' },
} as ChainEvent;

function after(...events: readonly ChainEvent[]) {
  const replay = evidenceRecords.replay();
  for (const event of [added, ...events]) replay.apply(event);
  return replay.rows.get('E1')?.facts;
}

/** A change by a release that did not know the later facts. */
function olderChange(given: { readonly owner?: string; readonly containsPersonalData: boolean }) {
  const { category, datedOn, marking } = facts;
  const details = { category, datedOn, marking, containsPersonalData: given.containsPersonalData };
  return {
    ...by,
    type: 'evidence.changed',
    subject: 'E1',
    data: { before: details, after: details },
    words: { before: names, after: { title: 'Survey', owner: given.owner ?? '' } },
  } as ChainEvent;
}

const LATER = { ownerId: 'p2', reviewBy: '2027-03-31', needsRedaction: true, voices: 'carers, staff' };

it('adds up what is known about an item', () => {
  expect(after()).toMatchObject({ ...LATER, owner: '', topics: 'carers', tags: 'Spring', version: 1 });
});

it('leaves alone what an earlier release did not know', () => {
  expect(after(olderChange({ containsPersonalData: true }))).toMatchObject({ ...LATER, version: 2 });
});

it('knows what the database then changes with it', () => {
  expect(after(olderChange({ owner: 'Sam Patel', containsPersonalData: false }))).toMatchObject({
    ...LATER,
    ...{ owner: 'Sam Patel', ownerId: null, needsRedaction: false },
  });
});

it('leaves no owner or tags of what was erased', () => {
  const erased = {
    ...by,
    type: 'evidence.erased',
    subject: 'E1',
    data: { at: by.at, files: [], redacted: [] },
  } as unknown as ChainEvent;
  expect(after(erased)).toMatchObject({ ...LATER, ownerId: null, owner: '', tags: '' });
});
