import { expect, it } from 'vitest';
import { strongest } from './strongest.ts';

const item = (reference: string, given: object = {}) => ({
  ...{
    reference,
    state: 'current' as const,
    scan: 'clean' as const,
    needsRedaction: false,
    shows: '',
    location: '',
  },
  ...{
    datedOn: '2026-06-01' as const,
    reviewBy: null,
    owner: 'Team',
    member: null,
    containsPersonalData: false,
  },
  ...given,
});

it('puts what says where it shows something first, then the newest, and leaves out what does not count', () => {
  const found = strongest(
    [
      item('E1'),
      item('E2', { datedOn: '2026-09-01' }),
      item('E3', { shows: 'Waits fell', location: 'Page 3', datedOn: '2026-01-01' }),
      item('E4', { shows: 'Waits fell', location: 'Page 3', state: 'withdrawn' }),
      item('E5', { shows: 'Waits fell', location: 'Page 3', reviewBy: '2026-02-01' }),
      item('E6', { needsRedaction: true }),
    ],
    3,
    new Date('2026-11-30T12:00:00Z'),
  );
  expect(found.map(({ reference }) => reference)).toEqual(['E3', 'E5', 'E2']);
});
