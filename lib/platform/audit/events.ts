import { randomBytes } from 'node:crypto';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import type { SealedWords } from '#lib/platform/audit/words.ts';
import type { Band, Score, StatementId } from '#lib/scoring/index.ts';

/** What is kept of a statement in its audit event: never the words, only how long they were. */
export type StatementFacts = {
  readonly score: Score | null;
  readonly completed: boolean;
  readonly characters: { readonly strengths: number; readonly improvements: number; readonly impact: number };
};

export type EvidenceFacts = {
  readonly title: string;
  readonly category: string;
  readonly datedOn: CalendarDate | null;
  readonly owner: string;
  readonly marking: string;
  readonly containsPersonalData: boolean;
};

/** What was published of a council's assessment. `scores`: of the nine statements in order, a hyphen where not known. */
export type ResultFacts = {
  /** A year, or a year and month: "2025", "2025-03". */
  readonly published: string;
  readonly score: number | null;
  readonly rating: Band;
  readonly scores: string;
  readonly basis: string;
  readonly source: string;
};
type ResultChange = {
  readonly id: string;
  readonly council: string;
  readonly before: ResultFacts | null;
  readonly after: ResultFacts | null;
};

/** Who works on a statement, and by which calendar date they should be done: absent or null where nobody said. */
export type StatementPeople = {
  readonly owner: PersonFacts | null;
  readonly helpers: readonly PersonFacts[];
  readonly dueOn?: CalendarDate | null;
};

type PersonFacts = { readonly id: string; readonly name: string };
/** Notices by e-mail. */
type HowOften = 'daily' | 'weekly' | 'off';
/** What a council can agree to be shown beside others. */
type SharedPart = 'signed' | 'live' | 'statements' | 'strength';
type SignInFacts = { readonly disabled: boolean };

/** A span of days, "2026-04-01" to "2026-06-30". */
type PeriodFacts = { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate };

export type MeasureFacts = {
  readonly name: string;
  readonly unit: string;
  readonly better: string;
  readonly statement: StatementId;
  readonly comparator: string;
  readonly source: string;
  readonly topics: readonly string[];
};

/** Figures as exact decimals, "4.7". */
export type MeasureValueFacts = {
  readonly period: PeriodFacts;
  readonly value: string;
  readonly comparator: string | null;
  readonly comparatorPeriod: PeriodFacts | null;
  readonly source: string;
};

/** Either a value or a change for the better in percent of the baseline's. */
export type MeasureTargetFacts = {
  readonly baseline: PeriodFacts;
  readonly value: string | null;
  readonly change: string | null;
  readonly dueOn: CalendarDate;
};

/** Of a measure: what an event about its figures needs to be told in words. */
type MeasureNamed = { readonly name: string; readonly unit: string; readonly statement: StatementId };

/** Scores under a name. `characters`: of what each would take. */
export type ScenarioFacts = {
  readonly name: string;
  readonly scores: readonly {
    readonly statement: StatementId;
    /** What it was when the scenario was saved. */
    readonly from: Score | null;
    readonly to: Score;
    readonly characters: number;
  }[];
};

/** The score that a statement should come to, by a day or by none. */
export type TargetFacts = { readonly score: Score; readonly dueOn: CalendarDate | null };

/**
 * Random, so that nobody finds a score that is hidden from them by trying all until the hash of its event fits. Absent
 * from events of before there was one.
 */
type Salt = string;

export function newSalt(): Salt {
  return randomBytes(16).toString('hex');
}

/**
 * Everything that can applyEvent in a council. `subject` is what it happened to. `words`, wherever it stands: the texts that
 * the event does not hold, sealed; absent from events of before they were.
 */
export type AuditEvent =
  | { type: 'council.added'; subject: string; data: { name: string; gssCode: string | null } }
  | { type: 'member.added'; subject: string; data: { name: string; role: Role } }
  /**
   * Of an invitation, until they join. Those of before 29 November 2026 are of a person who was made a member at once;
   * `isNew`: they had no sign-in before and were given a code for one.
   */
  | { type: 'member.invited'; subject: string; data: { name: string; role: Role; isNew?: boolean } }
  /** Of an invitation: another code for it, or its end. */
  | { type: 'invitation.renewed'; subject: string; data: { name: string; expiresAt: string } }
  | { type: 'invitation.withdrawn'; subject: string; data: { name: string; role: Role } }
  /** `name`: of their account. `invitedAs`: as the administrator typed it. */
  | { type: 'member.joined'; subject: string; data: { name: string; invitedAs: string; role: Role } }
  | { type: 'member.role-changed'; subject: string; data: { name: string; before: Role; after: Role } }
  | {
      type: 'member.disabled' | 'member.enabled';
      subject: string;
      data: { name: string; before: SignInFacts; after: SignInFacts };
    }
  | {
      type: 'member.sessions-ended';
      subject: string;
      /** `sessions`: only in events from when an administrator ended those in other councils too. */
      data: { name: string; sessions?: number };
    }
  | { type: 'member.code-issued'; subject: string; data: { name: string; expiresAt: string } }
  | { type: 'member.digest-set'; subject: string; data: { name: string; before: HowOften; after: HowOften } }
  | {
      type: 'statement.assigned';
      subject: StatementId;
      data: { assessmentId: string; before: StatementPeople; after: StatementPeople };
    }
  | {
      type: 'assessment.started';
      subject: string;
      data: {
        name: string;
        startsOn: CalendarDate;
        endsOn: CalendarDate;
        /** Absent from events of before it was told. */
        thresholds?: string;
        /** Its number and what it was carried forward from are absent from events of before there were several cycles. */
        number?: number;
        carriedFrom?: { number: number; name: string } | null;
        /** Who asked for it, and says what is carried forward. Absent: who started it. */
        askedBy?: string;
      };
    }
  | {
      /**
       * `version`: how often it was closed, and `closing` the step of that and the cycle that was started. Absent from
       * events of before a closing could be undone.
       */
      type: 'assessment.closed';
      subject: string;
      data: {
        number: number;
        name: string;
        contentHash: string;
        version?: number;
        closing?: { step: number; startedId: string };
      };
    }
  | {
      /** A lead asked a director to close the cycle, which is not signed as it stands, and to start that one. */
      type: 'closing.requested';
      subject: string;
      data: {
        name: string;
        step: number;
        next: { name: string; startsOn: CalendarDate; endsOn: CalendarDate; carries: boolean };
      };
    }
  | { type: 'closing.withdrawn' | 'closing.confirmed'; subject: string; data: { name: string; step: number } }
  | {
      /** `characters` of the reason. */
      type: 'closing.declined';
      subject: string;
      data: { name: string; step: number; characters: number; words: SealedWords };
    }
  | {
      /** The cycle is open again, as it was, and the one that was started in its place is none any more. */
      type: 'closing.undone';
      subject: string;
      data: {
        name: string;
        step: number;
        undone: { id: string; name: string };
        characters: number;
        words: SealedWords;
      };
    }
  /** What was carried forward to a statement is still true, as it stands in that version. */
  | { type: 'statement.confirmed'; subject: StatementId; data: { assessmentId: string; version: number } }
  | {
      type: 'statement.saved';
      subject: StatementId;
      data: {
        assessmentId: string;
        version: number;
        before: StatementFacts;
        after: StatementFacts;
        /** Of another score in place of the last. Absent where none was given. */
        reason?: { characters: number; words: SealedWords };
        salt?: Salt;
        words?: SealedWords;
      };
    }
  | {
      /** `before`: the person's own last one. */
      type: 'challenge.given';
      subject: StatementId;
      data: {
        assessmentId: string;
        version: number;
        before: Score | null;
        after: Score;
        ownHidden: boolean;
        characters: number;
        salt?: Salt;
        words?: SealedWords;
      };
    }
  | { type: 'challenge.blind-set'; subject: string; data: { before: boolean; after: boolean } }
  | {
      type: 'evidence.added';
      subject: string;
      data: EvidenceFacts & {
        source: { kind: 'file'; name: string; bytes: number; sha256: string } | { kind: 'link'; url: string };
        statement: StatementId | null;
        use?: SealedWords;
      };
    }
  | { type: 'evidence.changed'; subject: string; data: { before: EvidenceFacts; after: EvidenceFacts } }
  /** `use`: what it shows and where, sealed. Absent from events of before it was. */
  | {
      type: 'evidence.attached' | 'evidence.explained';
      subject: string;
      data: { statement: StatementId; use?: SealedWords };
    }
  | { type: 'evidence.detached'; subject: string; data: { statement: StatementId } }
  /** Corrections of published results, in this council's view alone. */
  | { type: 'results.imported'; subject: 'results'; data: { changes: readonly ResultChange[] } }
  | { type: 'results.correction-removed'; subject: string; data: ResultChange }
  | {
      type: 'results.exported';
      subject: 'results';
      data: { filter: Record<string, string>; count: number };
    }
  | { type: 'measure.added'; subject: string; data: MeasureFacts }
  | {
      type: 'measure.changed';
      subject: string;
      data: { statement: StatementId; before: MeasureFacts; after: MeasureFacts };
    }
  | {
      /** No `before`: added. No `after`: removed. */
      type: 'measure.value-saved';
      subject: string;
      data: MeasureNamed & { before: MeasureValueFacts | null; after: MeasureValueFacts | null };
    }
  | {
      type: 'measure.target-set';
      subject: string;
      data: MeasureNamed & { before: MeasureTargetFacts | null; after: MeasureTargetFacts | null };
    }
  | {
      /** Of a file of values, those that it added or changed. */
      type: 'measures.imported';
      subject: 'measures';
      data: {
        unchanged: number;
        values: readonly {
          measure: string;
          name: string;
          unit: string;
          before: MeasureValueFacts | null;
          after: MeasureValueFacts;
        }[];
      };
    }
  | {
      /** The first of a thread, or an answer. */
      type: 'comment.added' | 'comment.answered';
      subject: string;
      data: {
        comment: string;
        thread: string;
        characters: number;
        mentioned: readonly string[];
        words?: SealedWords;
      };
    }
  | { type: 'comment.resolved' | 'comment.reopened'; subject: string; data: { thread: string } }
  | {
      type: 'comment.deleted';
      subject: string;
      data: { comment: string; thread: string; characters: number };
    }
  | {
      /** `step` of the review. `contentHash` of what was proposed, which is kept. `gaps`: how many it was proposed with. */
      type: 'review.proposed';
      subject: string;
      data: { version: number; step: number; contentHash: string; gaps: number; words?: SealedWords };
    }
  | {
      type: 'review.signed';
      subject: string;
      data: { version: number; step: number; contentHash: string };
    }
  | {
      /** `characters` of the reason. */
      type: 'review.withdrawn' | 'review.returned' | 'review.reopened';
      subject: string;
      data: { version: number; step: number; characters: number; words?: SealedWords };
    }
  | {
      type: 'scenario.saved' | 'scenario.removed';
      subject: string;
      data: ScenarioFacts & { assessmentId: string; salt: Salt; words?: SealedWords };
    }
  | {
      type: 'scenario.changed';
      subject: string;
      data: {
        assessmentId: string;
        before: ScenarioFacts;
        after: ScenarioFacts;
        salt: Salt;
        words?: SealedWords;
      };
    }
  | {
      type: 'target.set';
      subject: StatementId;
      data: { assessmentId: string; before: TargetFacts | null; after: TargetFacts | null; salt: Salt };
    }
  /** `count`: scenarios that left. */
  | { type: 'scenarios.exported'; subject: string; data: { count: number } }
  /** `subject`: the measure, or "measures" for all of them. `count`: values that left. */
  | { type: 'measures.exported'; subject: string; data: { count: number } }
  | { type: 'file.downloaded'; subject: string; data: { sha256: string } }
  /** All of it, always. */
  | { type: 'dashboard.exported'; subject: string; data: Record<string, never> }
  /** `count`: statements, or steps, that left. */
  | {
      type: 'strength.exported' | 'movement.exported';
      subject: string;
      data: { count: number };
    }
  | {
      /** `version`: of a pack of what was signed. */
      type: 'pack.exported';
      subject: string;
      data: { assessmentId: string; sha256: string; items: number; version?: number };
    }
  | {
      /** What may be shown beside other councils. `characters` of the reason. */
      type: 'sharing.changed';
      subject: 'sharing';
      data: {
        version: number;
        before: readonly SharedPart[];
        after: readonly SharedPart[];
        characters: number;
        words?: SealedWords;
      };
    }
  | {
      /** What left in a file with figures of so many other councils. */
      type: 'sharing.exported';
      subject: 'sharing';
      data: { shared: readonly SharedPart[]; beside: number };
    }
  /** `sha256` of the file. `contentHash` of the dashboard that it was made of. */
  | { type: 'paper.exported'; subject: string; data: { sha256: string; contentHash: string } }
  | {
      /** A link to a board paper as it stood then. */
      type: 'paper.shared';
      subject: string;
      data: { assessmentId: string; forWhom: string; contentHash: string; expiresAt: string };
    }
  | { type: 'paper.withdrawn' | 'paper.opened'; subject: string; data: { forWhom: string } }
  /** `filter`: what the list was narrowed to, as its address says it. `count`: entries that left. */
  | {
      type: 'activity.exported';
      subject: 'activity';
      data: { filter: Record<string, string>; count: number };
    };
