import type { ExampleInspection } from './example.ts';
import { peerReviewCheckers, peerReviewDraft } from './exampleshire-accuracy.ts';
import { exampleshireCases } from './exampleshire-cases.ts';
import { exampleshireReturn } from './exampleshire-return.ts';
import { peerReviewVisit, visitToCome } from './exampleshire-visits.ts';

/** A peer review in the year before, and an inspection that has begun. */
export const exampleshireInspections: readonly ExampleInspection[] = [
  {
    at: '2025-09-08T09:20:00Z',
    start: { kind: 'peer_review', name: 'Peer review 2025', noticeOn: '2025-09-08', rehearsal: false },
    steps: [
      {
        at: '2025-09-08T09:40:00Z',
        step: 'on-site',
        given: { setOn: '2025-11-11' },
      },
      { at: '2025-10-14T15:05:00Z', step: 'self-assessment', given: { doneOn: '2025-10-14' } },
      { at: '2025-11-13T16:30:00Z', step: 'on-site', given: { setOn: '2025-11-11', doneOn: '2025-11-13' } },
      { at: '2025-11-13T16:40:00Z', step: 'feedback', given: { doneOn: '2025-11-13' } },
      { at: '2025-12-08T10:10:00Z', step: 'report', given: { doneOn: '2025-12-08' } },
    ],
    visit: peerReviewVisit,
    named: peerReviewCheckers,
    draft: peerReviewDraft,
    ended: { at: '2025-12-08T10:20:00Z', on: '2025-12-08' },
  },
  {
    at: '2026-11-04T10:15:00Z',
    start: { kind: 'full', name: 'CQC assessment 2026', noticeOn: '2026-11-04', rehearsal: false },
    steps: [
      {
        at: '2026-11-04T10:30:00Z',
        step: 'return',
        owner: 'lead@exampleshire.example',
        given: { setOn: '2026-12-11' },
      },
      {
        at: '2026-11-04T10:40:00Z',
        step: 'cases',
        owner: 'contributor@exampleshire.example',
        given: { setOn: '2027-01-15' },
      },
      {
        at: '2026-11-04T10:50:00Z',
        step: '',
        owner: 'director@exampleshire.example',
        given: { name: 'Briefing for councillors', setOn: '2026-12-03' },
      },
    ],
    returns: [exampleshireReturn],
    visit: visitToCome,
    cases: exampleshireCases,
    named: [
      {
        ...{ at: '2026-11-05T09:05:00Z', by: 'lead@exampleshire.example' },
        ...{ person: 'lead@exampleshire.example', part: 'checker' },
      },
    ],
  },
];
