import { buildDocument, type House } from './documents.ts';
import type { ExampleInspection, ExamplePoint } from './example.ts';
import { prose } from './prose.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';

/** Who checks the draft report of the peer review. */
export const peerReviewCheckers: NonNullable<ExampleInspection['named']> = [LEAD, CONTRIBUTOR].map(
  (person) => ({
    ...{ at: '2025-11-21T09:10:00Z', by: 'director@exampleshire.example', person, part: 'checker' },
  }),
);

const TEAM: House = { council: 'Peer review team', accent: '#4a4a4a' };

const page = (heading: string, text: string, newPage = true) => ({ heading, newPage, blocks: [text] });

const point = (
  number: number,
  at: string,
  given: Partial<ExamplePoint> & Pick<ExamplePoint, 'page' | 'says' | 'correct'>,
): { readonly at: string; readonly point: ExamplePoint } => ({
  at,
  point: {
    ...{ point: 0, pointStatement: null, reference: null, evidencePage: null, version: 0 },
    ...{ owner: number % 2 === 0 ? CONTRIBUTOR : LEAD, pointState: 'sent', outcome: null, outcomeNote: '' },
    ...given,
  },
});

/** The draft report of the peer review, with six points. */
export const peerReviewDraft: NonNullable<ExampleInspection['draft']> = {
  at: '2025-11-24T09:30:00Z',
  receivedOn: '2025-11-24',
  name: 'Peer review 2025 - draft report.pdf',
  build: () =>
    buildDocument(
      TEAM,
      {
        title: 'Peer review of adult social care: draft report for checking',
        datedOn: '2025-11-24',
        owner: 'Peer review team',
        marking: 'OFFICIAL-SENSITIVE',
      },
      {
        kind: 'pdf',
        name: 'draft',
        sections: [
          page(
            'Summary',
            prose`
              We met 41 people on 11, 12 and 13 November 2025. Staff are proud of their work. Waits for an assessment are
              too long, and people are not told where they are on the list. The council knows this and has a plan.`,
            false,
          ),
          page(
            'Assessing needs',
            prose`
              People wait 38 days for a first assessment. The council has 14 community connectors, whose work begins
              before an assessment is asked for.`,
          ),
          page(
            'Supporting people to live healthier lives',
            prose`
              The reablement service is run by the NHS. Nine in ten people start within two days.`,
          ),
          page(
            'Safeguarding',
            prose`
              The safeguarding adults board has no independent chair. Enquiries are timely, and what people want from them
              is asked.`,
          ),
          page(
            'Leadership',
            prose`
              The council has an action plan that was agreed in March 2025. Members see performance once a year.`,
          ),
        ],
      },
    ),
  points: [
    point(1, '2025-11-25T10:05:00Z', {
      ...{
        page: 1,
        says: 'We met 41 people',
        correct: 'The programme and the sign-in sheets show 46 people.',
      },
      ...{ outcome: 'accepted', outcomeNote: 'Corrected to 46' },
    }),
    point(2, '2025-11-25T10:20:00Z', {
      ...{ page: 2, pointStatement: 'QS1', says: 'People wait 38 days for a first assessment.' },
      correct: 'The median is 19 days, for the quarter to September 2025. 38 days is the longest tenth.',
      ...{ reference: 'E1', evidencePage: 3, outcome: 'partly', outcomeNote: 'Both figures are given' },
    }),
    point(3, '2025-11-25T11:02:00Z', {
      ...{ page: 2, pointStatement: 'QS2', says: 'The council has 14 community connectors' },
      ...{
        correct: 'There are 14 teams of connectors, with 31 people.',
        reference: 'E1',
        outcome: 'accepted',
      },
    }),
    point(4, '2025-11-26T09:15:00Z', {
      ...{ page: 3, pointStatement: 'QS2', says: 'The reablement service is run by the NHS.' },
      ...{ correct: 'It is the council’s own service, which NHS therapists work in.', outcome: 'accepted' },
    }),
    point(5, '2025-11-26T09:40:00Z', {
      ...{ page: 4, pointStatement: 'QS7', says: 'The safeguarding adults board has no independent chair.' },
      correct: 'It has had one since June 2024. The annual report names her.',
      ...{ outcome: 'rejected', outcomeNote: 'The team did not see the report before it wrote' },
    }),
    point(6, '2025-11-27T14:30:00Z', {
      ...{ page: 5, pointStatement: 'QS8', says: 'Members see performance once a year.' },
      ...{ correct: 'The scrutiny committee has it each quarter.', outcome: 'rejected' },
      outcomeNote: 'The sentence is about the full council',
    }),
  ],
};
