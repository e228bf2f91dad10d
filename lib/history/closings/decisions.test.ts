import { expect, it } from 'vitest';
import { decideClose, decideStart } from './decisions.ts';
import type { LockedCycle } from './next-cycle.ts';
import type { StartAssessment } from './schema.ts';

const OPEN: LockedCycle = {
  id: 'c1',
  number: 1,
  name: 'First',
  starts_on: '2025-04-01',
  status: 'open',
  framework: 'cqc-2023',
  threshold_set: '62-80',
  blind_challenge: false,
};
const INPUT: StartAssessment = {
  name: 'Second',
  startsOn: '2026-04-01',
  endsOn: '2027-03-31',
  content: 'empty',
  closes: 'c1',
  asks: false,
};
const SITUATION = { last: OPEN, isWaiting: false, today: '2026-11-21' } as const;

it.each([
  ['closes the open cycle', {}, {}, { outcome: 'close', closes: OPEN }],
  ['starts the first one', { closes: null }, { last: null }, { outcome: 'start' }],
  [
    'closes no other cycle than the form named',
    { closes: 'c0' },
    {},
    { outcome: 'another is open', open: 'First' },
  ],
  [
    'closes none where none is open',
    {},
    { last: { ...OPEN, status: 'closed' } },
    { outcome: 'another is open', open: null },
  ],
  ['waits for the director', { startsOn: '1999-01-01' }, { isWaiting: true }, { outcome: 'waiting' }],
  [
    'names what is wrong with the period',
    { startsOn: '1999-01-01', endsOn: '1999-12-31' },
    {},
    { outcome: 'period', problems: [{ field: 'startsOn', message: expect.any(String) }] },
  ],
] as const)('%s', (_, given, stands, decision) => {
  expect(decideStart({ ...INPUT, ...given }, { ...SITUATION, ...stands })).toEqual(decision);
});

it.each([
  ['closes what is all signed', false, false, 'close'],
  ['asks a director where something is unsigned', true, true, 'request'],
  ['refuses a form that did not say so', false, true, 'changed'],
  ['refuses a form that said so in vain', true, false, 'changed'],
] as const)('%s', (_, asks, hasUnsigned, outcome) => {
  expect(decideClose({ asks }, hasUnsigned)).toEqual({ outcome });
});
