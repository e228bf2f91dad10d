import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import {
  countPersonalData,
  describePersonalData,
  findPersonalData,
  findPersonalDataByPage,
  identifiesPeople,
  joinPersonalData,
} from './personal-data.ts';

describe('findPersonalData', () => {
  it.each([
    // NHS numbers whose checksum holds. The first is the example of the NHS Data Dictionary's kind.
    ['NHS No. 943 476 5919, reviewed', { nhs: 1 }],
    ['9434765919', { nhs: 1 }],
    ['943-476-5919 and 401 023 2137', { nhs: 2 }],
    ['Review of QQ 12 34 56 C', {}],
    ['NI: AB123456C', { insurance: 1 }],
    ['ab 12 34 56 d', { insurance: 1 }],
    ['DOB: 03/04/1951', { birth: 1 }],
    ['D.O.B. 3-4-51', { birth: 1 }],
    ['Date of birth (12 March 1948)', { birth: 1 }],
    ['born on 1st Feb 1939', { birth: 1 }],
    ['dob 1951-04-03', { birth: 1 }],
    ['Write to jane.o’neil@example.com or mary.smith+care@example.co.uk', { email: 2 }],
    ['07700 900123', { phone: 1 }],
    ['+44 (0)7700 900 123; (0121) 496 0000; 0044 20 7946 0000', { phone: 3 }],
  ] as const)('finds in %j', (text, found) => {
    expect(findPersonalData(text)).toEqual(found);
  });

  it.each([
    'E12 p.4, 1 in 10 people waited 943 days',
    '943 476 5918', // its checksum fails
    '0000000000 1111111111',
    'Budget 9,434,765,919 pounds; 943.476.5919',
    'hash 9434765919ab, id x9434765919, 94347659190',
    'BG123456A TN 12 34 56 A AB123456E',
    'The report of 3 April 1951 was born of need',
    'safeguarding@council.gov.uk, jane.smith@trust.nhs.uk, info@charity.example, @Jane',
    'Call 0300 123 4567 or 0800 123 4567, extension 1234',
    'ISBN 978-0-12-345678-9; 2025/26: 12,345; 01/02/2026 to 03/04/2026',
    '',
  ])('finds nothing in %j', (text) => {
    expect(findPersonalData(text)).toEqual({});
  });

  it.each(['07', '(0 ', 'AB12', '943 476 ', 'a.', 'born ', 'x@a.', '@', '+44 (0)7'])(
    'costs in step with %j',
    async (part) => {
      const work = (size: number) => () => findPersonalData(part.repeat(size));
      expect(await growth(50_000, work)).toBeLessThan(3);
    },
  );
});

describe('what was found', () => {
  it('is counted by page, and joined', () => {
    const first = findPersonalDataByPage([
      { number: 2, body: 'NHS 943 476 5919' },
      { number: 7, body: 'Nothing' },
      { number: 9, body: '943 476 5919 and 07700 900123' },
    ]);
    expect(first).toEqual({ nhs: { count: 2, pages: [2, 9] }, phone: { count: 1, pages: [9] } });
    const joined = joinPersonalData(first, {
      nhs: { count: 1, pages: [7] },
      birth: { count: 1, pages: [7] },
    });
    expect(joined.nhs).toEqual({ count: 3, pages: [2, 7, 9] });
    expect(countPersonalData(joined)).toEqual({ nhs: 3, birth: 1, phone: 1 });
  });

  it('is put in words', () => {
    expect(describePersonalData({ nhs: 1, email: 2 })).toBe('1 NHS number and 2 email addresses');
    expect(describePersonalData({})).toBeNull();
  });

  it('identifies people unless it is only contact details', () => {
    expect(identifiesPeople({ birth: 1 })).toBe(true);
    expect(identifiesPeople({ email: 3, phone: 9 })).toBe(false);
  });
});
