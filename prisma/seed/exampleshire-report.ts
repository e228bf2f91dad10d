import type { ExampleFinding, ExampleReport } from './example.ts';
import { prose } from './prose.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';
const DIRECTOR = 'director@exampleshire.example';

/** The first report: 17 points, compared with the 19 that were signed on 21 March 2025. */
export const exampleshireReports: readonly ExampleReport[] = [
  {
    at: '2025-09-04T13:10:00Z',
    by: DIRECTOR,
    report: {
      ...{ resultKind: 'first', resultStatus: 'published', framework: 'cqc-2023' },
      ...{ visitedOn: '2025-06-10', publishedOn: '2025-09-04', url: '' },
      // QS1, QS5 and QS8 lower than they were signed, QS3 higher.
      ...{ rating: 'requires-improvement', score: 48, scores: '132222212' },
      statements: [
        {
          statement: 'QS1',
          page: 9,
          says: prose`
            People waited too long for a Care Act assessment. In April 2025 there were 1,184 people waiting, half of them
            for more than 41 days, and risk was not looked at again while they waited. Practice was thoughtful once it
            began.`,
        },
        {
          statement: 'QS2',
          page: 13,
          says: prose`
            Help without an assessment was easy to find for older people, and reablement started quickly. Adults of
            working age knew less about it.`,
        },
        {
          statement: 'QS3',
          page: 16,
          says: prose`
            The council recorded ethnicity, disability and language for most people, which is more than it gave itself
            credit for. It had not used this to find out who was missing.`,
        },
        {
          statement: 'QS5',
          page: 21,
          says: prose`
            Senior partners spoke well of the council. Voluntary groups told us that they heard of plans when these were
            made, and that they could not see what came of what they said.`,
        },
        {
          statement: 'QS7',
          page: 27,
          says: prose`
            Decisions about deprivation of liberty waited too long, and those who raised a concern were often not told
            what came of it.`,
        },
        {
          statement: 'QS8',
          page: 31,
          says: prose`
            Leaders did not have figures that they could rely on. Teams and the performance board counted waits
            differently, and nobody could say how many people waited at high risk.`,
        },
      ],
    },
  },
];

/** Eight findings: three of the report, two of the peer review, and one each of a complaint, an audit and a challenge. */
export const exampleshireFindings: readonly ExampleFinding[] = [
  {
    at: '2025-09-11T09:20:00Z',
    by: LEAD,
    finding: {
      ...{
        finding: 0,
        found: 'People wait too long for a Care Act assessment: half of them more than 41 days.',
      },
      ...{ findingSource: { source: 'report', report: 1 }, document: '', sourcePage: 9, reference: null },
      ...{ foundOn: '2025-09-04', ofStatement: 'QS1', severity: 'high', closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2025-09-11T09:31:00Z',
    by: LEAD,
    finding: {
      ...{
        finding: 0,
        found: 'Decisions about deprivation of liberty wait too long, whatever the risk.',
      },
      ...{ findingSource: { source: 'report', report: 1 }, document: '', sourcePage: 27, reference: null },
      ...{ foundOn: '2025-09-04', ofStatement: 'QS7', severity: 'high', closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2025-09-11T09:44:00Z',
    by: LEAD,
    finding: {
      ...{ finding: 0, found: 'The council does not know who is missing from the people whom it supports.' },
      ...{ findingSource: { source: 'report', report: 1 }, document: '', sourcePage: 16, reference: null },
      ...{ foundOn: '2025-09-04', ofStatement: 'QS3', severity: 'high', closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2025-12-09T10:05:00Z',
    by: CONTRIBUTOR,
    finding: {
      ...{
        finding: 0,
        found:
          'Unpaid carers repeat their story to each team, and few know that they can have an assessment of their own.',
      },
      ...{
        findingSource: { source: 'peer_review', report: null },
        document: 'Peer review 2025',
        sourcePage: 6,
      },
      ...{ reference: null, foundOn: '2025-12-08', ofStatement: 'QS1', severity: 'medium' },
      ...{ closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2025-12-09T10:16:00Z',
    by: CONTRIBUTOR,
    finding: {
      ...{ finding: 0, found: 'Those who raise a safeguarding concern are often not told what came of it.' },
      ...{
        findingSource: { source: 'peer_review', report: null },
        document: 'Peer review 2025',
        sourcePage: 11,
      },
      ...{ reference: null, foundOn: '2025-12-08', ofStatement: 'QS7', severity: 'medium' },
      ...{ closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2026-02-18T14:25:00Z',
    by: CONTRIBUTOR,
    finding: {
      ...{ finding: 0, found: 'A letter about a review went to an address that the family had left.' },
      ...{ findingSource: { source: 'complaint', report: null }, document: 'C-102', sourcePage: null },
      ...{ reference: null, foundOn: '2026-02-12', ofStatement: 'QS1', severity: 'low' },
      ...{ closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2026-08-26T11:40:00Z',
    by: LEAD,
    finding: {
      ...{ finding: 0, found: 'Only 63% of audited cases recorded the carer’s own view.' },
      ...{ findingSource: { source: 'audit', report: null }, document: 'Practice audit, April to June 2026' },
      ...{ sourcePage: 3, reference: 'E26', foundOn: '2026-08-11', ofStatement: 'QS1', severity: 'medium' },
      ...{ closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2026-10-28T16:10:00Z',
    by: LEAD,
    finding: {
      ...{ finding: 0, found: 'Voluntary groups still hear of plans when they are made.' },
      ...{
        findingSource: { source: 'challenge', report: null },
        document: 'Challenge scores of October 2026',
      },
      ...{ sourcePage: null, reference: null, foundOn: '2026-10-27', ofStatement: 'QS5', severity: 'medium' },
      ...{ closedOn: null, becameOfIt: '' },
    },
  },
  {
    at: '2026-05-12T09:15:00Z',
    by: CONTRIBUTOR,
    finding: {
      ...{ finding: 6, found: 'A letter about a review went to an address that the family had left.' },
      ...{ findingSource: { source: 'complaint', report: null }, document: 'C-102', sourcePage: null },
      ...{
        reference: null,
        foundOn: '2026-02-12',
        ofStatement: 'QS1',
        severity: 'low',
        closedOn: '2026-05-11',
      },
      becameOfIt:
        'One mistake, not a pattern: of 40 letters that we looked at, 39 had the right address. We have said sorry to the family and put it right.',
    },
  },
];
