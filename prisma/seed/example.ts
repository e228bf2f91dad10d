import type { SharedPart } from '#lib/insight/sharing/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import type { Category, Marking } from '#lib/record/evidence/rules.ts';
import type { GivenMeasure } from '#lib/record/measures/schema.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** A council that does not exist, with everything the service would hold about it. Plain data: nothing here touches a database. */
export type ExampleCouncil = ExampleCycle & {
  readonly slug: string;
  readonly name: string;
  readonly isExample: true;
  /** When it began to use the service. */
  readonly joinedAt: string;
  readonly people: readonly ExamplePerson[];
  /** What its directors agreed to be shown beside other councils. */
  readonly agreements: readonly ExampleAgreement[];
  /** All of it, in the order of its dates. `links`: how the open cycle uses it. */
  readonly evidence: readonly ExampleEvidence[];
  readonly measures: readonly ExampleMeasure[];
  /** The cycles before, which are closed, the oldest first. */
  readonly before: readonly ExampleCycleBefore[];
};

/** One cycle: what it says in the end, and how it came to that. Times are ISO 8601 in UTC. */
export type ExampleCycle = {
  readonly assessment: ExampleAssessment;
  readonly statements: Readonly<Partial<Record<StatementId, ExampleStatement>>>;
  /** In order. The last save of a statement leaves it as `statements` says. */
  readonly saves: readonly ExampleSave[];
  /** Who works on which statement. */
  readonly work: readonly ExampleWork[];
  readonly challenges: readonly ExampleChallenge[];
  readonly threads: readonly ExampleThread[];
  readonly review: readonly ExampleReviewStep[];
  readonly scenarios: readonly ExampleScenario[];
  readonly targets: readonly ExampleTargets[];
};

/** A closed cycle. It used some of the council's evidence as it is used now, and some in its own way. */
export type ExampleCycleBefore = ExampleCycle & {
  /** Numbers of the items that it used as they are used now. */
  readonly evidence: readonly number[];
  readonly onlyThen: readonly { readonly number: number; readonly links: readonly ExampleLink[] }[];
};

/** Dates are ISO dates, both days included. */
export type ExampleAssessment = {
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly startedAt: string;
  /** Whether it started with what the cycle before said. */
  readonly content: 'empty' | 'carried';
};

/** A save. What it says is the text of the end without the sentences that cite evidence which was not there yet. */
export type ExampleSave = {
  readonly at: string;
  readonly by: string;
  readonly statement: StatementId;
  /** Left out: as in the end. */
  readonly score?: Score;
  readonly completed?: boolean;
  /** Of a save that puts another score in the place of the last one. */
  readonly reason?: string;
};

/** A remark on a statement with its answers. `mention`: e-mail addresses. */
export type ExampleThread = {
  readonly statement: StatementId;
  readonly comments: readonly {
    readonly at: string;
    readonly by: string;
    readonly body: string;
    readonly mention: readonly string[];
  }[];
  readonly resolved: { readonly at: string; readonly by: string } | null;
};

/** Scores that somebody tried and kept, and what each would take. */
export type ExampleScenario = {
  readonly at: string;
  readonly by: string;
  readonly name: string;
  readonly scores: Readonly<Partial<Record<StatementId, Score>>>;
  readonly needs: Readonly<Partial<Record<StatementId, string>>>;
};

/** Targets that were set in one go, for statements that had none. */
export type ExampleTargets = {
  readonly at: string;
  readonly by: string;
  readonly targets: Readonly<
    Partial<Record<StatementId, { readonly score: Score; readonly dueOn: CalendarDate }>>
  >;
};

export type ExampleReviewStep = {
  readonly at: string;
  readonly by: string;
  readonly kind: 'proposed' | 'returned' | 'signed' | 'reopened';
  readonly reason: string;
};

/** `by`: the e-mail address of a director. */
export type ExampleAgreement = {
  readonly at: string;
  readonly by: string;
  readonly shared: readonly SharedPart[];
  readonly reason: string;
};

/** Somebody may be in several councils, with the same address and name in each. */
export type ExamplePerson = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Until when they have seen the history and their notices. Left out: never. */
  readonly lookedAt?: string;
};

/** Narratives are plain text with a blank line between paragraphs; empty means not written yet. */
export type ExampleStatement = {
  readonly score: Score | null;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly completed: boolean;
};

/** People by their e-mail addresses. A due date counts from the day the example is loaded, so that it is never long past. */
export type ExampleWork = {
  readonly at: string;
  readonly statement: StatementId;
  readonly owner: string;
  readonly helpers: readonly string[];
  readonly dueInDays: number | null;
};

/** `by`: the e-mail address of a director or a reader. */
export type ExampleChallenge = {
  readonly at: string;
  readonly statement: StatementId;
  readonly by: string;
  readonly score: Score;
  readonly reason: string;
};

export type ExampleEvidence = {
  readonly number: number;
  readonly title: string;
  readonly category: Category;
  readonly datedOn: CalendarDate;
  readonly owner: string;
  readonly marking: Marking;
  readonly containsPersonalData: boolean;
  readonly source: ExampleSource;
  readonly links: readonly ExampleLink[];
};

/** `build` makes the same bytes every time it is called. */
export type ExampleSource =
  | { readonly kind: 'file'; readonly name: string; build(): Promise<Uint8Array> | Uint8Array }
  | { readonly kind: 'link'; readonly url: string };

/**
 * Figures of a measure that ships, by its key, or of one of the council's own. Each value is its period, the figure, and
 * beside them perhaps the comparator's figure and its own period.
 */
export type ExampleMeasure = ({ readonly measure: string } | { readonly own: GivenMeasure }) & {
  readonly source: string;
  readonly values: readonly (readonly [string, string, string?, string?])[];
  readonly target?: {
    readonly baseline: string;
    readonly kind: 'value' | 'change';
    readonly amount: string;
    readonly dueOn: CalendarDate;
  };
};

export type ExampleLink = {
  readonly statement: StatementId;
  readonly shows: string;
  readonly location: string;
};
