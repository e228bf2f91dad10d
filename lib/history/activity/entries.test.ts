import { describe, expect, it } from 'vitest';
import type { ScenarioFacts } from '#lib/insight/scenarios/events.ts';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import type { StatementFacts } from '#lib/record/assessments/events.ts';
import { SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';
import { namesApart } from '#lib/record/evidence/decisions.ts';
import type { EvidenceFacts } from '#lib/record/evidence/events.ts';
import { NO_FURTHER_DETAILS } from '#lib/record/evidence/rules.ts';
import type { MeasureFacts, MeasureTargetFacts } from '#lib/record/measures/events.ts';
import type { MeasureValueFacts } from '#lib/record/measures/values.ts';
import type { Score } from '#lib/scoring/index.ts';
import { changesOf, describeEntry, entryOf, isHidden } from './entries.ts';

const nothing: StatementFacts = {
  score: null,
  completed: false,
  characters: { strengths: 0, improvements: 0, impact: 0 },
};
const details: EvidenceFacts = {
  ...NO_FURTHER_DETAILS,
  title: 'Annual report',
  category: 'people',
  marking: 'OFFICIAL',
  containsPersonalData: false,
};
const { facts, names } = namesApart(details, null);

/** An event of the releases that kept names in the chain. */
function older(event: { type: string; subject: string; data: object }): AuditEvent {
  return event as AuditEvent;
}

function saved(before: StatementFacts, after: StatementFacts) {
  const data = { assessmentId: '', version: 1, before, after };
  return describeEntry({ type: 'statement.saved', subject: 'QS7', data });
}

const inCycle = { assessmentId: 'this', salt: '' };
const scenario: ScenarioFacts = {
  name: 'Good by June',
  scores: [
    { statement: 'QS1', from: null, to: 3, characters: 0 },
    { statement: 'QS7', from: 2, to: 3, characters: 20 },
  ],
};

const waits = { name: 'Average wait for home care', unit: 'days', statement: 'QS4' } as const;
const waited = (value: string): MeasureValueFacts => ({
  period: { startsOn: '2025-04-01', endsOn: '2026-03-31' },
  value,
  comparator: '10',
  comparatorPeriod: { startsOn: '2024-04-01', endsOn: '2025-03-31' },
  source: 'Our records',
});
const halved: MeasureTargetFacts = {
  baseline: { startsOn: '2026-02-01', endsOn: '2026-02-28' },
  value: null,
  change: '50',
  dueOn: '2026-09-30',
};
const reviews: MeasureFacts = {
  name: 'Reviews on time',
  unit: 'percent',
  better: 'higher',
  statement: 'QS1',
  comparator: 'England',
  source: '',
  topics: ['dementia'],
};

function challenged(before: Score | null, after: Score, ownHidden: boolean): AuditEvent {
  const data = { assessmentId: 'this', version: 1, before, after, ownHidden, characters: 9 };
  return { type: 'challenge.given', subject: 'QS7', data };
}

const published = {
  published: '2024-05',
  score: 70,
  rating: 'good',
  scores: '---------',
  basis: '',
  source: 'Press',
} as const;
const camden = { id: 'E09000007', council: 'Camden', before: published, after: { ...published, score: 78 } };
const hull = { id: 'E06000010-pilot', council: 'Hull (pilot)', before: null, after: published };

describe('describeEntry', () => {
  const cases: readonly [AuditEvent, string, string | null][] = [
    [
      { type: 'council.added', subject: 'x', data: { name: 'Northmere', gssCode: null } },
      'Northmere added to the service',
      null,
    ],
    [
      { type: 'member.added', subject: 'x', data: { name: 'Sam Patel', role: 'lead' } },
      'Sam Patel added as assurance lead',
      null,
    ],
    [
      { type: 'member.invited', subject: 'x', data: { name: 'Sam Patel', role: 'lead', isNew: true } },
      'Sam Patel added as assurance lead',
      'With a sign-in code for their first password',
    ],
    [
      { type: 'member.invited', subject: 'x', data: { name: 'Sam Patel', role: 'admin', isNew: false } },
      'Sam Patel added as administrator',
      null,
    ],
    [
      { type: 'member.invited', subject: 'x', data: { name: 'Sam Patel', role: 'lead' } },
      'Sam Patel invited as assurance lead',
      null,
    ],
    [
      {
        type: 'member.joined',
        subject: 'x',
        data: { name: 'Sam Patel', invitedAs: 'Sam Patel', role: 'reader' },
      },
      'Sam Patel joined as reader',
      null,
    ],
    [
      {
        type: 'member.joined',
        subject: 'x',
        data: { name: 'Sam Patel', invitedAs: 'Samir', role: 'reader' },
      },
      'Sam Patel joined as reader',
      'Invited as Samir',
    ],
    [
      {
        type: 'invitation.renewed',
        subject: 'x',
        data: { name: 'Sam Patel', expiresAt: '2026-12-05T09:30:00.000Z' },
      },
      'New invitation code issued for Sam Patel',
      'Expires 5 December 2026, 9:30am',
    ],
    [
      { type: 'invitation.withdrawn', subject: 'x', data: { name: 'Sam Patel', role: 'reader' } },
      'Invitation to Sam Patel withdrawn',
      null,
    ],
    [
      {
        type: 'member.role-changed',
        subject: 'x',
        data: { name: 'Sam Patel', before: 'lead', after: 'reader' },
      },
      'Role of Sam Patel changed',
      'From assurance lead to reader',
    ],
    [
      {
        type: 'member.disabled',
        subject: 'x',
        data: { name: 'Sam Patel', before: { disabled: false }, after: { disabled: true } },
      },
      'Sam Patel disabled in this council',
      null,
    ],
    [
      {
        type: 'member.enabled',
        subject: 'x',
        data: { name: 'Sam Patel', before: { disabled: true }, after: { disabled: false } },
      },
      'Sam Patel enabled in this council',
      null,
    ],
    [
      { type: 'member.sessions-ended', subject: 'x', data: { name: 'Sam Patel', sessions: 2 } },
      'Sam Patel signed out of this council',
      null,
    ],
    [
      {
        type: 'member.code-issued',
        subject: 'x',
        data: { name: 'Sam Patel', expiresAt: '2026-12-05T09:30:00.000Z' },
      },
      'New sign-in code issued for Sam Patel',
      'Expires 5 December 2026, 9:30am',
    ],
    [
      {
        type: 'member.digest-set',
        subject: 'x',
        data: { name: 'Sam Patel', before: 'daily', after: 'off' },
      },
      'Email notifications for Sam Patel changed',
      'From every day to never',
    ],
    [
      {
        type: 'statement.assigned',
        subject: 'QS7',
        data: {
          assessmentId: '',
          before: { owner: null, helpers: [], dueOn: '2026-12-03' },
          after: { owner: null, helpers: [], dueOn: null },
        },
      },
      'Due date of Safeguarding changed',
      'Due date removed',
    ],
    [
      {
        type: 'statement.assigned',
        subject: 'QS7',
        data: {
          assessmentId: '',
          before: { owner: null, helpers: [] },
          after: { owner: { id: 'a', name: 'Sam Patel' }, helpers: [], dueOn: '2026-12-03' },
        },
      },
      'Owner and due date of Safeguarding changed',
      'Owner set to Sam Patel; due date set to 3 December 2026',
    ],
    [
      {
        type: 'statement.assigned',
        subject: 'QS7',
        data: {
          assessmentId: '',
          before: { owner: null, helpers: [] },
          after: {
            owner: { id: 'a', name: 'Sam Patel' },
            helpers: [
              { id: 'b', name: 'Ana Jones' },
              { id: 'c', name: 'Li Wei' },
            ],
          },
        },
      },
      'Owner and helpers of Safeguarding changed',
      'Owner set to Sam Patel; Ana Jones and Li Wei added as helpers',
    ],
    [
      {
        type: 'assessment.started',
        subject: 'x',
        data: { name: 'Cycle', startsOn: '2026-04-01', endsOn: '2027-03-31' },
      },
      'Assessment started: Cycle',
      null,
    ],
    [
      {
        type: 'closing.requested',
        subject: 'x',
        data: {
          ...{ name: 'Cycle', step: 1 },
          next: { name: 'Next', startsOn: '2026-12-01', endsOn: '2027-11-30', carries: true },
        },
      },
      'Director asked to close the assessment: Cycle',
      'To start Next, 1 December 2026 to 30 November 2027, carried forward',
    ],
    [
      {
        type: 'closing.requested',
        subject: 'x',
        data: {
          ...{ name: 'Cycle', step: 1 },
          // This installation no longer has the framework.
          next: { name: 'N', startsOn: '2026-12-01', endsOn: '2027-11-30', carries: false, framework: 'f-1' },
        },
      },
      'Director asked to close the assessment: Cycle',
      'To start N, 1 December 2026 to 30 November 2027, blank. Framework: f-1',
    ],
    [
      { type: 'closing.withdrawn', subject: 'x', data: { name: 'Cycle', step: 2 } },
      'Request to close withdrawn: Cycle',
      null,
    ],
    [
      { type: 'closing.confirmed', subject: 'x', data: { name: 'Cycle', step: 1 } },
      'Closing confirmed: Cycle',
      'Some content was not signed',
    ],
    [
      {
        type: 'closing.declined',
        subject: 'x',
        data: { name: 'Cycle', step: 2, characters: 12, words: { salt: '', hash: '' } },
      },
      'Closing declined: Cycle',
      null,
    ],
    [
      {
        type: 'closing.undone',
        subject: 'x',
        data: {
          ...{ name: 'Cycle', step: 3, characters: 12, words: { salt: '', hash: '' } },
          undone: { id: 'y', name: 'Next' },
        },
      },
      'Closing undone: Cycle',
      'It is open again. Next was removed',
    ],
    [
      {
        type: 'evidence.added',
        subject: 'E1',
        data: { ...facts, source: { kind: 'file', bytes: 1, sha256: '' }, statement: 'QS7' },
        words: { ...names, file: 'a.pdf', shows: '', location: '' },
      },
      'Evidence E1 added: Annual report',
      'File a.pdf, on Safeguarding',
    ],
    [
      {
        type: 'evidence.added',
        subject: 'E1',
        data: { ...facts, source: { kind: 'file', bytes: 1, sha256: '' }, statement: 'QS7' },
        words: null,
      },
      'Evidence E1 added',
      'File erased, on Safeguarding',
    ],
    [
      older({
        type: 'evidence.added',
        subject: 'E1',
        data: {
          ...details,
          source: { kind: 'file', name: 'a.pdf', bytes: 1, sha256: '' },
          statement: 'QS7',
        },
      }),
      'Evidence E1 added: Annual report',
      'File a.pdf, on Safeguarding',
    ],
    [
      {
        type: 'evidence.added',
        subject: 'E2',
        data: { ...facts, source: { kind: 'link' }, statement: null },
        words: { ...names, url: 'https://x.example' },
      },
      'Evidence E2 added: Annual report',
      'Link https://x.example',
    ],
    [
      {
        type: 'evidence.changed',
        subject: 'E1',
        data: { before: facts, after: { ...facts, marking: 'OFFICIAL-SENSITIVE' } },
        words: { before: names, after: { ...names, title: 'Other' } },
      },
      'Details of evidence E1 changed',
      'Changed: title, marking',
    ],
    [
      { type: 'evidence.changed', subject: 'E1', data: { before: facts, after: facts }, words: null },
      'Details of evidence E1 changed',
      'What changed was erased',
    ],
    [
      older({
        type: 'evidence.changed',
        subject: 'E1',
        data: { before: details, after: { ...details, title: 'Other' } },
      }),
      'Details of evidence E1 changed',
      'Changed: title',
    ],
    [
      { type: 'evidence.attached', subject: 'E1', data: { statement: 'QS7' } },
      'Evidence E1 attached to Safeguarding',
      null,
    ],
    [
      { type: 'evidence.detached', subject: 'E1', data: { statement: 'QS7' } },
      'Evidence E1 removed from Safeguarding',
      null,
    ],
    [
      { type: 'evidence.explained', subject: 'E1', data: { statement: 'QS7' } },
      'What evidence E1 shows on Safeguarding changed',
      null,
    ],
    [
      { type: 'results.imported', subject: 'results', data: { changes: [camden, hull] } },
      '2 published results added or corrected',
      'Camden and Hull (pilot)',
    ],
    [
      {
        type: 'results.import-undone',
        subject: '12',
        data: { changes: [{ ...camden, hasOwn: true }] },
      },
      'Import of published results undone (event 12)',
      'Camden',
    ],
    [
      { type: 'results.correction-removed', subject: 'E09000007', data: camden },
      'Correction removed from the published result of Camden',
      null,
    ],
    [
      {
        type: 'results.exported',
        subject: 'results',
        data: { filter: { region: 'London', rating: 'good', pilots: 'yes' }, count: 1 },
      },
      'Published results downloaded',
      '1 council, filtered by London, Rated good, 2023 pilots included',
    ],
    [
      { type: 'results.exported', subject: 'results', data: { filter: {}, count: 23 } },
      'Published results downloaded',
      '23 councils',
    ],
    [
      {
        type: 'comment.added',
        subject: 'QS7',
        data: { comment: 'c', thread: 'c', characters: 120, mentioned: ['Ana Jones', 'Sam Patel'] },
      },
      'Comment on Safeguarding added',
      'For Ana Jones and Sam Patel',
    ],
    [
      {
        type: 'comment.answered',
        subject: 'E12',
        data: { comment: 'd', thread: 'c', characters: 1, mentioned: [] },
      },
      'Reply to a comment on evidence E12 added',
      null,
    ],
    [{ type: 'measure.added', subject: 'own-1', data: reviews }, 'Measure added: Reviews on time', null],
    [
      {
        type: 'measure.changed',
        subject: 'own-1',
        data: { statement: 'QS1', before: reviews, after: { ...reviews, name: 'Reviews', topics: [] } },
      },
      'Measure changed: Reviews',
      'Changed: name, topics',
    ],
    [
      {
        type: 'measure.value-saved',
        subject: 'own-1',
        data: { ...waits, before: null, after: waited('12.5') },
      },
      'Average wait for home care: value added for 2025-26',
      '12.5 days (comparator 10 days in 2024-25)',
    ],
    [
      {
        type: 'measure.value-saved',
        subject: 'own-1',
        data: { ...waits, before: waited('12'), after: waited('1') },
      },
      'Average wait for home care: value changed for 2025-26',
      'From 12 days (comparator 10 days in 2024-25) to 1 day (comparator 10 days in 2024-25)',
    ],
    [
      {
        type: 'measure.value-saved',
        subject: 'own-1',
        data: { ...waits, before: waited('12'), after: { ...waited('12'), source: 'Another' } },
      },
      'Average wait for home care: value changed for 2025-26',
      null,
    ],
    [
      {
        type: 'measure.value-saved',
        subject: 'own-1',
        data: { ...waits, before: waited('12'), after: null },
      },
      'Average wait for home care: value removed for 2025-26',
      '12 days (comparator 10 days in 2024-25)',
    ],
    [
      { type: 'measure.target-set', subject: 'own-1', data: { ...waits, before: null, after: halved } },
      'Average wait for home care: target set',
      '50% better by 30 September 2026 (baseline February 2026)',
    ],
    [
      {
        type: 'measure.target-set',
        subject: 'own-1',
        data: { ...waits, before: halved, after: { ...halved, value: '7', change: null } },
      },
      'Average wait for home care: target changed',
      '7 days by 30 September 2026 (baseline February 2026)',
    ],
    [
      { type: 'measure.target-set', subject: 'own-1', data: { ...waits, before: halved, after: null } },
      'Average wait for home care: target removed',
      null,
    ],
    [
      {
        type: 'measures.imported',
        subject: 'measures',
        data: {
          unchanged: 3,
          values: [
            { measure: 'home-care-wait', name: waits.name, unit: 'days', before: null, after: waited('1') },
            { measure: 'x', name: 'X', unit: 'days', before: waited('1'), after: waited('2') },
          ],
        },
      },
      'Measure values imported',
      '1 added, 1 changed, 3 unchanged',
    ],
    [
      {
        type: 'measures.import-undone',
        subject: '12',
        data: {
          values: [
            { measure: 'home-care-wait', name: waits.name, unit: 'days', before: waited('1'), after: null },
            { measure: 'x', name: 'X', unit: 'days', before: waited('2'), after: waited('1') },
          ],
        },
      },
      'Import of measure values undone (event 12)',
      '1 removed, 1 changed back',
    ],
    [
      { type: 'measures.exported', subject: 'own-1', data: { count: 12 } },
      'Measure values downloaded',
      '12 values',
    ],
    [
      { type: 'comment.resolved', subject: 'QS7', data: { thread: 'c' } },
      'Comment on Safeguarding resolved',
      null,
    ],
    [
      { type: 'comment.reopened', subject: 'QS7', data: { thread: 'c' } },
      'Comment on Safeguarding reopened',
      null,
    ],
    [
      { type: 'comment.deleted', subject: 'E12', data: { comment: 'c', thread: 'c', characters: 40 } },
      'Comment on evidence E12 deleted by its writer',
      null,
    ],
    [
      {
        type: 'review.proposed',
        subject: 'x',
        data: { version: 2, step: 4, contentHash: 'abc', gaps: 3 },
      },
      'Version 2 sent for sign-off',
      'With 3 gaps. Document fingerprint abc',
    ],
    [
      {
        type: 'review.proposed',
        subject: 'x',
        data: { version: 1, step: 1, contentHash: 'abc', gaps: 0 },
      },
      'Version 1 sent for sign-off',
      'No gaps. Document fingerprint abc',
    ],
    [
      { type: 'review.withdrawn', subject: 'x', data: { version: 1, step: 2, characters: 0 } },
      'Version 1 withdrawn from sign-off',
      null,
    ],
    [
      { type: 'review.returned', subject: 'x', data: { version: 1, step: 2, characters: 40 } },
      'Version 1 returned for changes',
      null,
    ],
    [
      { type: 'review.signed', subject: 'x', data: { version: 2, step: 5, contentHash: 'abc' } },
      'Version 2 signed',
      'Document fingerprint abc',
    ],
    [
      { type: 'review.reopened', subject: 'x', data: { version: 2, step: 6, characters: 1 } },
      'Reopened after version 2 was signed',
      null,
    ],
    [
      { type: 'file.downloaded', subject: 'E1', data: { sha256: '' } },
      'File of evidence E1 downloaded',
      null,
    ],
    [
      { type: 'pack.exported', subject: 'P', data: { assessmentId: '', sha256: '', items: 2 } },
      'Evidence pack downloaded',
      'Pack P',
    ],
    [
      { type: 'pack.exported', subject: 'P', data: { assessmentId: '', sha256: '', items: 2, version: 3 } },
      'Evidence pack downloaded',
      'Pack P, signed version 3',
    ],
    [
      challenged(null, 2, true),
      'Challenge score for Safeguarding given',
      'Score 2, without seeing the council’s score',
    ],
    [
      challenged(2, 3, false),
      'Challenge score for Safeguarding given',
      'Score changed from 2 to 3, after seeing the council’s score',
    ],
    [
      { type: 'challenge.blind-set', subject: 'x', data: { before: false, after: true } },
      'Challenge scores set to blind',
      null,
    ],
    [
      { type: 'challenge.blind-set', subject: 'x', data: { before: true, after: false } },
      'Challenge scores no longer blind',
      null,
    ],
    [
      { type: 'activity.exported', subject: 'activity', data: { filter: {}, count: 1_200 } },
      'Activity exported',
      '1,200 entries, no filters',
    ],
    [
      {
        type: 'activity.exported',
        subject: 'activity',
        data: { filter: { statement: 'QS7', kind: 'views', to: '2026-03-29' }, count: 1 },
      },
      'Activity exported',
      '1 entry, filtered by Safeguarding, Downloads and exports, To 29 March 2026',
    ],
    [
      { type: 'scenario.saved', subject: 'scenario-1', data: { ...scenario, ...inCycle } },
      'Scenario saved: Good by June',
      'Assessing needs from not scored to 3 and Safeguarding from 2 to 3',
    ],
    [
      { type: 'scenario.removed', subject: 'scenario-1', data: { ...scenario, ...inCycle } },
      'Scenario removed: Good by June',
      'Assessing needs from not scored to 3 and Safeguarding from 2 to 3',
    ],
    [
      {
        type: 'scenario.changed',
        subject: 'scenario-1',
        data: {
          ...inCycle,
          before: { ...scenario, name: 'Good' },
          after: { ...scenario, scores: scenario.scores.slice(1) },
        },
      },
      'Scenario changed: Good by June',
      'Renamed from Good; Safeguarding from 2 to 3; what it would take changed',
    ],
    [
      {
        type: 'scenario.changed',
        subject: 'scenario-1',
        data: { ...inCycle, before: scenario, after: scenario },
      },
      'Scenario changed: Good by June',
      'Wording changed',
    ],
    [
      { type: 'scenarios.exported', subject: 'x', data: { count: 2 } },
      'Scenario comparison exported',
      '2 scenarios',
    ],
    [
      {
        type: 'target.set',
        subject: 'QS7',
        data: { ...inCycle, before: null, after: { score: 3, dueOn: '2027-03-31' } },
      },
      'Target for Safeguarding set',
      '3 by 31 March 2027',
    ],
    [
      {
        type: 'target.set',
        subject: 'QS7',
        data: { ...inCycle, before: { score: 3, dueOn: null }, after: { score: 4, dueOn: null } },
      },
      'Target for Safeguarding changed',
      'From 3 to 4',
    ],
    [
      {
        type: 'target.set',
        subject: 'QS7',
        data: { ...inCycle, before: { score: 3, dueOn: '2027-03-31' }, after: null },
      },
      'Target for Safeguarding removed',
      'Was 3 by 31 March 2027',
    ],
    [
      {
        type: 'sharing.changed',
        subject: 'sharing',
        data: { version: 2, before: ['live'], after: ['signed', 'statements'], characters: 0 },
      },
      'Sharing with other councils changed',
      'Shared: last signed result and statement scores',
    ],
    [
      {
        type: 'sharing.changed',
        subject: 'sharing',
        data: { version: 3, before: ['live'], after: [], characters: 12 },
      },
      'Sharing with other councils stopped',
      null,
    ],
    [
      { type: 'sharing.exported', subject: 'sharing', data: { shared: ['live', 'strength'], beside: 2 } },
      'Comparison of councils downloaded',
      'Current result and evidence strength, with 2 other councils',
    ],
  ];

  it.each(cases)('%o', (event, title, detail) => {
    expect(describeEntry(event)).toEqual({ title, detail });
  });

  it('gives the first line of a comment, if readable, shortened to a sensible length', () => {
    const event = {
      type: 'comment.added',
      subject: 'QS7',
      data: { comment: 'c', thread: 'c', characters: 120, mentioned: ['Ana Jones'] },
    } as AuditEvent;
    const detail = (comment: string | undefined) =>
      describeEntry(event, false, comment === undefined ? {} : { comment }).detail;
    expect(detail('\n Is that so?\nI have read it twice.')).toBe('“Is that so?”, for Ana Jones');
    expect(detail(undefined)).toBe('For Ana Jones');
    expect(detail('')).toBe('For Ana Jones');
    const long = detail(`${'word '.repeat(200)}`) ?? '';
    expect(long).toMatch(/^“word word .* word…”, for Ana Jones$/);
    expect(long.length).toBeLessThan(150);
    expect(detail('م'.repeat(400))).toMatch(/^“م{100,120}…”, for Ana Jones$/);
  });

  it('gives the start of a text when first written, and its growth after that', () => {
    const facts = (strengths: number) =>
      ({ score: 3, completed: false, characters: { strengths, improvements: 0, impact: 0 } }) as const;
    const firstWords = { strengths: 'Waits are down.\nSee E1.' };
    const detail = (before: number, after: number) => {
      const data = { assessmentId: 'this', version: 2, before: facts(before), after: facts(after) };
      return describeEntry({ type: 'statement.saved', subject: 'QS7', data }, false, firstWords).detail;
    };
    expect(detail(0, 23)).toBe('What we do well: “Waits are down.”');
    expect(detail(13, 23)).toBe('What we do well: 10 characters more');
    expect(detail(23, 0)).toBe('What we do well: 23 characters fewer');
  });

  it('lists what changed on a statement, most important first', () => {
    const after = {
      score: 3,
      completed: true,
      characters: { strengths: 120, improvements: 0, impact: 1 },
    } as const;
    expect(saved(nothing, after)).toEqual({
      title: 'Safeguarding saved',
      detail:
        'Score changed from not scored to 3; what we do well: 120 characters more; how we know it makes a difference: 1 character more; marked completed',
    });
    expect(saved(after, nothing).detail).toContain('Score changed from 3 to not scored');
    expect(saved(after, nothing).detail).toContain('what we do well: 120 characters fewer');
    expect(saved(after, nothing).detail).toContain('no longer completed');
  });

  it('starts with a capital letter, whatever comes first', () => {
    expect(saved(nothing, { ...nothing, completed: true }).detail).toBe('Marked completed');
  });

  it('reports a change of wording only', () => {
    expect(saved(nothing, nothing).detail).toBe('Wording changed');
  });
});

describe('changesOf', () => {
  it('gives all details of a new item, with nothing before', () => {
    const source = { kind: 'file', bytes: 2_048, sha256: 'abc' } as const;
    const added = {
      type: 'evidence.added',
      subject: 'E1',
      data: { ...facts, source, statement: null },
    } as const;
    const changes = changesOf({ ...added, words: { ...names, file: 'a.pdf' } });
    const named = { ...source, name: 'a.pdf' };
    expect(changesOf(older({ ...added, data: { ...details, source: named, statement: null } }))).toEqual(
      changes,
    );
    const erased = changesOf({ ...added, words: null });
    expect(erased.filter(({ after }) => after === 'Erased').map(({ name }) => name)).toEqual([
      'Title',
      'Owner',
      'File name',
    ]);
    expect(changes.every(({ before }) => before === null)).toBe(true);
    expect(changes.map(({ name, after }) => [name, after])).toEqual([
      ['Title', 'Annual report'],
      ['Category', 'People’s experience'],
      ['Date of the evidence', null],
      ['Owner', null],
      ['Marking', 'OFFICIAL'],
      ['Contains personal data', 'No'],
      ['File name', 'a.pdf'],
      ['Size', '2KB'],
      ['SHA-256', 'abc'],
    ]);
  });

  it('says what changed of the evidence, in words and by the name of its owner', () => {
    const after: EvidenceFacts = {
      ...details,
      ...{ ownerId: 'p1', containsPersonalData: true, needsRedaction: true },
      ...{ reviewBy: '2027-03-31', voices: ['carers', 'staff'], topics: ['waiting', 'own.3'] },
      tags: ['Survey'],
    };
    const later = namesApart(after, 'Priya Shah');
    const event = {
      type: 'evidence.changed',
      subject: 'E1',
      data: { before: facts, after: later.facts },
    } as const;
    const own = [{ key: 'own.3', name: 'Technology' }];
    const changes = changesOf({ ...event, words: { before: names, after: later.names } }, false, own);
    expect(changes.filter(({ before, after }) => before !== after)).toEqual([
      { name: 'Owner', before: null, after: 'Priya Shah' },
      { name: 'Contains personal data', before: 'No', after: 'Yes, and it needs redaction' },
      { name: 'Review by', before: null, after: '31 March 2027' },
      { name: 'Who it came from', before: null, after: 'Unpaid carers and Staff' },
      { name: 'Topics', before: null, after: 'Waiting lists and Technology' },
      { name: 'Tags', before: null, after: 'Survey' },
    ]);
    // Erased since: the names are gone, and nothing else.
    const erased = changesOf({ ...event, words: null });
    expect(erased.map(({ name }) => name)).not.toContain('Tags');
    // Written by a release that did not know them.
    const { reviewBy, ownerId, needsRedaction, voices, topics, ...old } = facts;
    const unchanged = changesOf({ ...event, data: { before: old, after: old }, words: null });
    expect(unchanged.filter(({ before, after }) => before !== after)).toEqual([]);
  });

  it('gives each published result that a file corrected or added', () => {
    const changes = { changes: [camden, hull] };
    expect(changesOf({ type: 'results.imported', subject: 'results', data: changes })).toEqual([
      {
        name: 'Camden',
        before: 'Good, 70, published May 2024. Source: Press',
        after: 'Good, 78, published May 2024. Source: Press',
      },
      { name: 'Hull (pilot)', before: null, after: 'Good, 70, published May 2024. Source: Press' },
    ]);
  });

  it('gives comparator and source of each value changed by a file', () => {
    const value = {
      measure: 'home-care-wait',
      name: waits.name,
      unit: waits.unit,
      before: waited('12'),
      after: { ...waited('12'), comparator: null, comparatorPeriod: null, source: '' },
    };
    const data = { unchanged: 0, values: [value] };
    expect(changesOf({ type: 'measures.imported', subject: 'measures', data })).toMatchObject([
      { before: '12 days (comparator 10 days in 2024-25). Source: Our records', after: '12 days' },
    ]);
  });

  it('is empty if the description already says it all', () => {
    expect(changesOf({ type: 'evidence.attached', subject: 'E1', data: { statement: 'QS7' } })).toEqual([]);
  });
});

describe('an event with a score that its reader may not see yet', () => {
  const hidden = { assessmentId: 'this', statements: ['QS1', 'QS7'] } as const;
  const save = (before: Score | null, after: Score | null): AuditEvent => ({
    type: 'statement.saved',
    subject: 'QS7',
    data: {
      assessmentId: 'this',
      version: 2,
      before: { ...nothing, score: before },
      after: { ...nothing, score: after, completed: true },
    },
  });

  it('is hidden for a hidden statement in that assessment only', () => {
    expect(isHidden(save(1, 2), hidden)).toBe(true);
    expect(isHidden(challenged(1, 2, true), hidden)).toBe(true);
    expect(isHidden(save(1, 2), null)).toBe(false);
    expect(isHidden(save(1, 2), { ...hidden, assessmentId: 'the next' })).toBe(false);
    expect(isHidden(save(1, 2), { ...hidden, statements: ['QS1'] })).toBe(false);
    expect(isHidden({ type: 'evidence.attached', subject: 'E1', data: { statement: 'QS7' } }, hidden)).toBe(
      false,
    );
  });

  it('reads the same whatever the scores, and whether or not they changed', () => {
    const described = (event: AuditEvent) =>
      JSON.stringify([
        entryOf(
          { ...event, seq: 1, at: new Date(0), actorName: '', actorRole: 'lead', reason: null, said: null },
          hidden,
        ),
        changesOf(event, isHidden(event, hidden)),
      ]);
    for (const [before, after] of [
      [null, 4],
      [2, 2],
      [4, null],
    ] as const) {
      expect(described(save(before, after))).toBe(described(save(1, 2)));
    }
    const row = { ...save(1, 2), seq: 1, at: new Date(0), actorName: '', actorRole: 'lead', said: null };
    const secret = { ...row, reason: 'A secret reason' };
    expect(entryOf(secret, hidden)).toEqual(entryOf({ ...row, reason: null }, hidden));
    expect(entryOf(secret, null).reason).toBe('A secret reason');
    expect(described(challenged(null, 4, false))).toBe(described(challenged(3, 1, true)));
    expect(describeEntry(save(1, 2), true).detail).toBe(
      'Score hidden until you give your challenge score; marked completed',
    );
    expect(changesOf(save(1, 2), true)[0]).toEqual({
      name: 'Score',
      before: SCORE_HIDDEN,
      after: SCORE_HIDDEN,
    });
  });

  it('is hidden for content sent for sign-off or signed, because its hash and gaps reveal scores', () => {
    const data = { version: 1, step: 1, contentHash: 'abc', gaps: 3 };
    for (const type of ['review.proposed', 'review.signed'] as const) {
      const event: AuditEvent = { type, subject: 'this', data };
      expect(isHidden(event, hidden)).toBe(true);
      expect(isHidden(event, null)).toBe(false);
      expect(isHidden(event, { ...hidden, assessmentId: 'the next' })).toBe(false);
      expect(describeEntry(event).detail).toContain('abc');
      expect(describeEntry(event, true).detail).not.toMatch(/abc|3/);
    }
  });

  it('is hidden for a scenario or target, including its name', () => {
    const events: AuditEvent[] = [
      { type: 'scenario.saved', subject: 'scenario-1', data: { ...scenario, ...inCycle } },
      { type: 'scenario.removed', subject: 'scenario-1', data: { ...scenario, ...inCycle } },
      {
        type: 'scenario.changed',
        subject: 'scenario-1',
        data: { ...inCycle, before: scenario, after: { ...scenario, name: 'Good' } },
      },
      {
        type: 'target.set',
        subject: 'QS2',
        data: { ...inCycle, before: { score: 3, dueOn: null }, after: { score: 4, dueOn: '2027-03-31' } },
      },
    ];
    for (const event of events) {
      expect(isHidden(event, hidden)).toBe(true);
      expect(isHidden(event, null)).toBe(false);
      expect(isHidden(event, { ...hidden, assessmentId: 'the next' })).toBe(false);
      const described = JSON.stringify([describeEntry(event, true), changesOf(event, true)]);
      expect(described).not.toMatch(/Good|\d/);
    }
    expect(events.map((event) => changesOf(event))).toMatchObject([
      [
        { name: 'Name', before: null, after: 'Good by June' },
        { name: 'Assessing needs', after: '3, from not scored; what it would take: 0 characters' },
        { name: 'Safeguarding', after: '3, from 2; what it would take: 20 characters' },
      ],
      [{ before: 'Good by June', after: null }, { after: null }, { after: null }],
      [{ name: 'Name', before: 'Good by June', after: 'Good' }, {}, {}],
      [{ name: 'Target', before: '3', after: '4 by 31 March 2027' }],
    ]);
  });

  it('is described in full if nothing is hidden', () => {
    expect(changesOf(challenged(null, 2, true))).toEqual([
      { name: 'Challenge score', before: null, after: '2: Some shortfalls' },
    ]);
    expect(changesOf(save(null, 3))[0]).toEqual({
      name: 'Score',
      before: 'Not scored',
      after: '3: Good standard',
    });
  });
});
