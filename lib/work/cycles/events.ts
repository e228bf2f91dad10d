import type { Mapping } from '#lib/frameworks/framework.ts';
import { frameworkName, frameworkOfRecord } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDateRange } from '#lib/kernel/format-dates.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind, type Replay } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'assessment.started': {
      subject: string;
      data: {
        name: string;
        startsOn: CalendarDate;
        endsOn: CalendarDate;
        /** The id of its framework. Absent: CQC's of 2023, in events from before there were others. */
        framework?: string;
        /** How statements were carried forward from a cycle on another framework. Absent: as themselves. */
        mapping?: Mapping;
        /** Absent in older events. */
        thresholds?: string;
        /** `number` and `carriedFrom` are absent in events from before there were several cycles. */
        number?: number;
        carriedFrom?: { number: number; name: string } | null;
        /**
         * Who asked for the closing that started this cycle. Their name goes on statements carried forward. Absent:
         * the actor.
         */
        askedBy?: string;
      };
    };
    /**
     * `version`: number of times the cycle was closed. `closing`: the closing step and the cycle it started. Both are
     * absent in events from before a closing could be undone.
     */
    'assessment.closed': {
      subject: string;
      data: {
        number: number;
        name: string;
        contentHash: string;
        version?: number;
        closing?: { step: number; startedId: string };
      };
    };
    /** A lead asked a director to close the cycle, whose content is not signed, and to start the next. */
    'closing.requested': {
      subject: string;
      data: {
        name: string;
        step: number;
        next: {
          name: string;
          startsOn: CalendarDate;
          endsOn: CalendarDate;
          carries: boolean;
          /** Absent in events from before there were several frameworks. */
          framework?: string;
        };
      };
    };
    'closing.withdrawn': { subject: string; data: { name: string; step: number } };
    'closing.confirmed': { subject: string; data: { name: string; step: number } };
    /** `characters`: length of the reason. */
    'closing.declined': {
      subject: string;
      data: { name: string; step: number; characters: number; words: WordsHash };
    };
    /** The cycle is open again, and the cycle started in its place no longer exists. */
    'closing.undone': {
      subject: string;
      data: {
        name: string;
        step: number;
        undone: { id: string; name: string };
        characters: number;
        words: WordsHash;
      };
    };
  }
}

const STEP_REASON = {
  sql: `select s.reason from closing_steps s
         where s.council_id = e.council_id and s.assessment_id = e.subject::uuid and s.step = (e.data ->> 'step')::int`,
};

export const cycleEvents = describeEvents({
  'assessment.started': {
    kind: 'assessments',
    title: ({ data }) => `Assessment started: ${data.name}`,
    detail: ({ data: { carriedFrom, framework } }) =>
      [
        carriedFrom && `Carried forward from ${carriedFrom.name}`,
        framework && `Framework: ${frameworkName(framework)}`,
      ]
        .filter(Boolean)
        .join('. ') || null,
  },
  'assessment.closed': {
    kind: 'assessments',
    title: ({ data }) => `Assessment closed: ${data.name}`,
    detail: ({ data }) => `Document fingerprint at closing: ${data.contentHash}`,
    // If the closing is undone, the open cycle may be in blind challenge again, and the hash would reveal its scores.
    blind: {
      scoreOf: ({ subject }) => ({ assessmentId: subject, statement: null }),
      detail: () => 'Document fingerprint hidden until you give your challenge score',
    },
  },
  'closing.requested': {
    kind: 'assessments',
    title: ({ data }) => `Director asked to close the assessment: ${data.name}`,
    detail: ({ data: { next } }) =>
      `To start ${next.name}, ${formatDateRange(next.startsOn, next.endsOn)}, ${next.carries ? 'carried forward' : 'blank'}${next.framework ? `. Framework: ${frameworkName(next.framework)}` : ''}`,
  },
  'closing.withdrawn': {
    kind: 'assessments',
    title: ({ data }) => `Request to close withdrawn: ${data.name}`,
  },
  'closing.confirmed': {
    kind: 'assessments',
    title: ({ data }) => `Closing confirmed: ${data.name}`,
    detail: () => 'Some content was not signed',
  },
  'closing.declined': {
    kind: 'assessments',
    title: ({ data }) => `Closing declined: ${data.name}`,
    reason: STEP_REASON,
  },
  'closing.undone': {
    kind: 'assessments',
    title: ({ data }) => `Closing undone: ${data.name}`,
    detail: ({ data }) => `It is open again. ${data.undone.name} was removed`,
    reason: STEP_REASON,
  },
});

type CycleRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly status: string;
  readonly review: string;
  readonly blind: boolean;
  readonly scenarios: number;
  readonly framework: string;
  readonly thresholds: string;
};

/** Cycles: period, status and state of review. */
export const cycleRecords: RecordKind<CycleRow> = {
  tables: ['assessments'],
  replay() {
    const rows: RecordedRows = new Map();
    let last: string | null = null;
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'assessment.started': {
            const { name, startsOn, endsOn, thresholds, number = rows.size + 1 } = event.data;
            const { id: framework } = frameworkOfRecord(event.data.framework);
            const blind = (last && rows.get(last)?.facts.blind) ?? false;
            const facts = {
              ...{ number, name, startsOn, endsOn, framework, status: 'open', blind },
              ...(thresholds !== undefined && { thresholds }),
            };
            rows.set(event.subject, { facts: { ...facts, review: 'preparing', scenarios: 0 } });
            last = event.subject;
            break;
          }
          case 'assessment.closed':
            changeRow(rows, event.subject, { status: 'closed' });
            break;
          case 'closing.undone':
            changeRow(rows, event.data.undone.id, { status: 'undone' });
            changeRow(rows, event.subject, { status: 'open' });
            last = event.subject;
            break;
          case 'challenge.blind-set':
            changeRow(rows, event.subject, { blind: event.data.after });
            break;
          case 'review.proposed':
            changeRow(rows, event.subject, { review: 'proposed' });
            break;
          case 'review.signed':
            changeRow(rows, event.subject, { review: 'signed' });
            break;
          case 'review.withdrawn':
          case 'review.returned':
          case 'review.reopened':
            changeRow(rows, event.subject, { review: 'preparing' });
            break;
          case 'scenario.saved': {
            const made = rows.get(event.data.assessmentId)?.facts.scenarios;
            changeRow(rows, event.data.assessmentId, { scenarios: Number(made ?? 0) + 1 });
          }
        }
      },
    };
  },
  select: `select id::text, number, name, starts_on::text as "startsOn", ends_on::text as "endsOn", framework, status,
                  review_state as review, blind_challenge as blind, scenarios_made as scenarios, threshold_set as thresholds
             from assessments where council_id = $1::uuid`,
  stored: ({ id, ...facts }) => ({ key: id, facts }),
};

type ClosingStepRow = {
  readonly assessmentId: string;
  readonly step: number;
  readonly kind: string;
  readonly reason: string;
  readonly next: string | null;
  readonly startedId: string | null;
  readonly personId: string;
  readonly role: string;
};

/** Steps of closings. */
export const closingRecords: RecordKind<ClosingStepRow> = {
  tables: ['closing_steps'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        const recorded = closingStep(event);
        if (!recorded) return;
        const { step, kind, next = null, startedId = null, words } = recorded;
        rows.set(closingKey({ assessmentId: event.subject, step }), {
          facts: { kind, next, startedId, personId: event.actorId, role: event.actorRole },
          ...(words && { words }),
        });
      },
    };
  },
  select: `select assessment_id::text as "assessmentId", step, kind::text, reason,
                  next_name || ', ' || next_starts_on || ' to ' || next_ends_on || case when next_carries then ', carried' else '' end || coalesce(', on ' || next_framework, '') as next,
                  started_id::text as "startedId", person_id::text as "personId", role::text
             from closing_steps where council_id = $1::uuid`,
  stored: ({ assessmentId, step, reason, ...facts }) => ({
    key: closingKey({ assessmentId, step }),
    facts,
    words: [reason],
  }),
};

type RecordedStep = Pick<ClosingStepRow, 'step' | 'kind'> &
  Partial<Pick<ClosingStepRow, 'next' | 'startedId'>> & { readonly words?: WordsHash };

function closingStep(event: Parameters<Replay['apply']>[0]): RecordedStep | null {
  switch (event.type) {
    case 'closing.requested': {
      const { name, startsOn, endsOn, carries, framework } = event.data.next;
      const on = framework === undefined ? '' : `, on ${framework}`;
      const next = `${name}, ${startsOn} to ${endsOn}${carries ? ', carried' : ''}${on}`;
      return { step: event.data.step, kind: 'requested', next };
    }
    case 'closing.withdrawn':
      return { step: event.data.step, kind: 'withdrawn' };
    case 'closing.declined':
      return { step: event.data.step, kind: 'declined', words: event.data.words };
    // Cycles closed before closings had steps.
    case 'assessment.closed':
      return event.data.closing ? { ...event.data.closing, kind: 'closed' } : null;
    case 'closing.undone': {
      const { step, undone, words } = event.data;
      return { step, kind: 'undone', startedId: undone.id, words };
    }
    default:
      return null;
  }
}

function closingKey({ assessmentId, step }: Pick<ClosingStepRow, 'assessmentId' | 'step'>): string {
  return `step ${step} of the closing, ${assessmentId}`;
}
