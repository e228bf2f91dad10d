import { NEW_CASE } from '#lib/record/cases/rules.ts';
import type { ExampleCases } from './example.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';

const COHORTS = ['Older people', 'Working age adults', 'Unpaid carers'];
const TEAMS = ['North locality', 'South locality', 'Hospital team'];

const reference = (number: number) => `EXA-${String(number).padStart(6, '0')}`;

/** The register of the open inspection: invented references, a draw of eight, four added by hand and three logs. */
export const exampleshireCases: ExampleCases = {
  named: [
    { at: '2026-11-09T09:00:00Z', person: LEAD, part: 'keeper' },
    { at: '2026-11-09T09:02:00Z', person: 'director@exampleshire.example', part: 'reader' },
    { at: '2026-11-09T09:04:00Z', person: CONTRIBUTOR, part: 'writer' },
  ],
  register: {
    at: '2026-11-09T09:30:00Z',
    ...{ example: reference(0), offered: 12, chosen: 6, met: 4, deleteOn: '2027-10-31' },
  },
  draw: {
    at: '2026-11-10T11:00:00Z',
    text: [
      'Reference,Cohort,Team',
      ...Array.from(
        { length: 36 },
        (_, at) => `${reference(101 + at)},${COHORTS[at % 3]},${TEAMS[Math.floor(at / 3) % 3]}`,
      ),
    ].join('\n'),
    size: 8,
    quotas: {
      cohorts: [
        ['Older people', 3],
        ['Unpaid carers', 2],
      ],
      teams: [],
    },
  },
  added: [1, 2, 3, 4].map((number) => ({
    at: `2026-11-11T10:0${number}:00Z`,
    facts: {
      ...NEW_CASE,
      ...{ reference: reference(number), cohort: COHORTS[number % 3] ?? '', team: TEAMS[number % 3] ?? '' },
      practitioner: `P0${number}`,
    },
  })),
  changed: [
    {
      at: '2026-11-12T09:10:00Z',
      case: 1,
      facts: { state: 'offered', consent: 'given', practitioner: 'P05' },
    },
    {
      at: '2026-11-12T09:15:00Z',
      case: 2,
      facts: { state: 'offered', consent: 'asked', advocacy: 'needed' },
    },
    {
      at: '2026-11-12T09:20:00Z',
      case: 3,
      facts: { state: 'left_out', consent: 'refused', notes: 'Would rather not. Replaced by the next one.' },
    },
    {
      at: '2026-11-13T14:00:00Z',
      case: 9,
      facts: { state: 'offered', consent: 'given', advocacy: 'in_place', chronology: 'complete' },
    },
    {
      at: '2026-11-13T14:05:00Z',
      case: 10,
      facts: {
        state: 'offered',
        consent: 'given',
        chronology: 'gaps',
        notes: 'The review of spring is missing.',
      },
    },
  ],
  logs: [
    {
      at: '2026-11-16T15:40:00Z',
      by: CONTRIBUTOR,
      log: {
        reference: reference(1),
        situation:
          'The person came home from hospital after a fall and wanted to go on living in their own flat. Their daughter was worried and asked about a care home. We set out to find what would make home safe enough for both.',
        decisions:
          'We weighed a short stay in reablement against going straight home with more visits. The person could weigh the risk of another fall, and said so. I recorded capacity for this decision, agreed a falls plan with the occupational therapist, and booked a review after two weeks.',
        voice:
          'We met twice at the kitchen table, once without the family. Cooking for friends on Sundays is what mattered most, so the plan starts there. The person’s hearing is better in the morning, so all meetings are before noon.',
        learning:
          'I asked too late about the daughter’s own needs. Since then I offer a carer’s assessment at the first visit.',
        support:
          'Supervision helped me to hold the family’s worry without taking it over. I would like time with the falls team before a case rather than in it.',
      },
      sent: true,
      review: {
        at: '2026-11-18T10:20:00Z',
        text: 'Clear, and the person is in it throughout. CQC may ask what changed for the daughter.',
      },
    },
    {
      at: '2026-11-20T16:10:00Z',
      by: CONTRIBUTOR,
      log: {
        reference: reference(2),
        situation:
          'A carer asked for help when their own health got worse. The person they care for did not want anybody else in the house.',
        decisions: 'We are trying sitting visits by somebody the person already knows from the day centre.',
        voice: '',
        learning: '',
        support: '',
      },
      sent: false,
      review: null,
    },
    {
      at: '2026-11-24T09:30:00Z',
      by: CONTRIBUTOR,
      log: {
        reference: reference(4),
        situation: 'A young person with a learning disability was moving from children’s to adult services.',
        decisions: 'We began a year before, with one plan that both services keep to.',
        voice: 'They chose photographs rather than a form to say what a good week looks like.',
        learning: 'I would meet the school earlier.',
        support: 'Joint supervision with the children’s team.',
      },
      sent: true,
      review: null,
    },
  ],
};
