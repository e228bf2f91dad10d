import type { ExampleCouncil } from './example.ts';

/** An invented city council that has just opened its assessment: no scores, no evidence. */
export const northmere: ExampleCouncil = {
  slug: 'northmere',
  name: 'Northmere City Council (example)',
  isExample: true,
  assessment: {
    name: 'CQC assessment 2026 to 2027',
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    startedAt: '2026-11-12T14:05:00Z',
    content: 'empty',
  },
  joinedAt: '2026-11-11T09:30:00Z',
  people: [
    { email: 'lead@northmere.example', name: 'Martin Calder', role: 'lead' },
    { email: 'region@network.example', name: 'Robin Hale', role: 'reader' },
  ],
  agreements: [],
  before: [],
  statements: {},
  saves: [],
  work: [],
  challenges: [],
  threads: [],
  review: [],
  scenarios: [],
  targets: [],
  evidence: [],
  measures: [],
  topics: [],
};
