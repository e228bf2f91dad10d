import type { ExampleAnswer, ExampleReturn } from './example.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';
const DIRECTOR = 'director@exampleshire.example';

/** Evidence, each with a place in it or none. */
const cited = (...references: readonly string[]): ExampleAnswer => ({
  kind: 'evidence',
  cited: references.map((one) => {
    const [reference = '', ...place] = one.split(', ');
    return { reference, place: place.join(', ') };
  }),
});

const on = (day: string, item: number, answer: ExampleAnswer, ready = false, by = LEAD) => ({
  ...{ at: `2026-11-${day}:00Z`, by, item, ready, answer },
});

/** The return of the open inspection, half done: started from the checklist before the list comes. */
export const exampleshireReturn: ExampleReturn = {
  at: '2026-11-05T09:10:00Z',
  start: { origin: 'checklist', name: 'Information return', askedOn: '2026-11-04', dueOn: '2026-12-11' },
  assigned: [
    { at: '2026-11-05T09:30:00Z', owner: LEAD, items: [1, 2, 3, 4, 5, 36, 37, 38, 41] },
    { at: '2026-11-05T09:35:00Z', owner: CONTRIBUTOR, items: [6, 7, 8, 9, 10, 11, 12, 42] },
    { at: '2026-11-05T09:40:00Z', owner: CONTRIBUTOR, items: [13, 14, 15, 16, 17], dueOn: '2026-11-25' },
  ],
  answers: [
    on('06T10:00', 5, cited('E4'), true),
    on('06T10:05', 4, cited('E3', 'E28, pages 2 to 5'), true),
    on('09T14:00', 7, cited('E32, page 3'), true, CONTRIBUTOR),
    on('09T14:10', 42, { kind: 'see', see: 7, place: 'page 3' }, true, CONTRIBUTOR),
    on('10T09:20', 13, cited('E2, section 4', 'E8'), true, CONTRIBUTOR),
    on('10T09:30', 14, cited('E16'), true, CONTRIBUTOR),
    on('10T09:35', 14, { kind: 'table', measure: 'reablement-after-hospital' }, false, CONTRIBUTOR),
    on(
      '10T09:50',
      16,
      { kind: 'link', url: 'https://www.exampleshire.example/care-and-support' },
      false,
      CONTRIBUTOR,
    ),
    on('11T11:00', 8, cited('E29', 'E14, page 6'), false, CONTRIBUTOR),
    on('12T15:10', 21, cited('E6')),
    on('12T15:15', 22, cited('E31, page 4', 'E15')),
    on('12T15:20', 22, { kind: 'table', measure: 'home-care-wait' }),
    on('16T10:00', 25, cited('E17')),
    on('16T10:10', 28, cited('E8')),
    on('17T09:00', 30, cited('E23', 'E10')),
    on('17T09:05', 45, { kind: 'see', see: 30, place: '' }),
    on('17T09:10', 43, { kind: 'see', see: 30, place: '' }),
    on('18T13:40', 31, cited('E9'), true),
    on('19T10:30', 32, cited('E13', 'E26'), true),
    on('19T10:40', 34, cited('E18, page 2'), true),
    on('20T16:00', 35, cited('E24'), true),
    on('23T09:15', 36, cited('E33', 'E27'), true),
    on('23T09:30', 38, {
      kind: 'follows',
      followsOn: '2027-01-15',
      reason: 'The yearly check ends in January',
    }),
    on('24T11:20', 39, cited('E21', 'E7')),
    on('24T11:30', 40, cited('E25', 'E20'), true),
    on(
      '25T10:00',
      15,
      { kind: 'not_held', reason: 'The equipment store reports by contract, not by person' },
      false,
      CONTRIBUTOR,
    ),
  ],
  signed: [
    { at: '2026-11-20T17:00:00Z', by: DIRECTOR, items: [4, 5, 7, 42, 13, 14] },
    { at: '2026-11-26T12:00:00Z', by: DIRECTOR, items: [31, 32, 34, 35] },
  ],
};
