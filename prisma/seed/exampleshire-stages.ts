import type { ExampleStage } from './example.ts';
import { prose } from './prose.ts';

/** Where Exampleshire is in the department's framework since CQC's report, and what its improvement plan says. */
export const exampleshireStages: readonly ExampleStage[] = [
  {
    at: '2025-09-08T09:20:00Z',
    by: 'lead@exampleshire.example',
    stage: {
      ...{ stageKind: 'sector_led', fromOn: '2025-09-04', planDueOn: null },
      note: 'The report was published on 4 September 2025. A neighbouring council and the LGA help with the first plan.',
    },
  },
  {
    at: '2025-10-03T10:05:00Z',
    by: 'director@exampleshire.example',
    stage: {
      ...{ stageKind: 'enhanced', fromOn: '2025-10-01', planDueOn: '2026-01-01' },
      note: 'Agreed with the department on 1 October 2025. An adviser comes two days a month, and no board was asked for: the council set up its own.',
    },
  },
  {
    at: '2025-10-03T10:20:00Z',
    by: 'director@exampleshire.example',
    letter: {
      ...{ stage: 2, letterKind: 'received', letterOn: '2025-10-01', reference: null },
      title: 'The department offers an adviser and asks for an improvement plan within three months',
      ...{ replyBy: '2025-10-15', repliedOn: '2025-10-13' },
    },
  },
  {
    at: '2025-11-12T16:40:00Z',
    by: 'director@exampleshire.example',
    details: {
      introduction: prose`
        In September 2025 CQC found that people in Exampleshire waited too long to be assessed, that carers were not
        offered enough, and that we could not show who we do not reach. This plan says what we do about it, who is
        responsible, and how anybody can tell whether it works.`,
      monitoring: prose`
        The improvement board meets on the third Wednesday of each month. It looks at every action, at the measure that
        would prove it and at each date that has moved.`,
      scrutiny:
        'The adult social care scrutiny committee has the whole plan each quarter, and cabinet twice a year.',
      chair: 'Margaret Oduya',
    },
  },
  {
    at: '2025-12-16T11:30:00Z',
    by: 'director@exampleshire.example',
    letter: {
      ...{ stage: 2, letterKind: 'sent', letterOn: '2025-12-16', reference: null },
      title: 'The improvement plan, to the department and CQC',
      ...{ replyBy: '2026-01-16', repliedOn: '2026-01-12' },
    },
  },
];
