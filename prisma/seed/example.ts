import type { Role } from '#lib/auth/permissions.ts';
import type { Category, Marking } from '#lib/evidence/rules.ts';
import type { GivenMeasure } from '#lib/measures/schema.ts';
import type { Score, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';

/** A council that does not exist, with everything the service would hold about it. Plain data: nothing here touches a database. */
export type ExampleCouncil = {
  readonly slug: string;
  readonly name: string;
  readonly isExample: true;
  readonly assessment: ExampleAssessment | null;
  readonly people: readonly ExamplePerson[];
  readonly statements: Readonly<Partial<Record<StatementId, ExampleStatement>>>;
  readonly evidence: readonly ExampleEvidence[];
  readonly measures: readonly ExampleMeasure[];
  /** Who works on which statement. */
  readonly work: readonly ExampleWork[];
  readonly challenges: readonly ExampleChallenge[];
  /** The cycle before, which is closed. Null: there was none. */
  readonly before: ExampleCycle | null;
};

/** A cycle that used some of the council's evidence as it is used now. */
export type ExampleCycle = {
  readonly assessment: ExampleAssessment;
  readonly statements: ExampleCouncil['statements'];
  /** Numbers of the items that there were. */
  readonly evidence: readonly number[];
};

/** Dates are ISO dates, both days included. */
export type ExampleAssessment = {
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly thresholds: ThresholdSetId;
};

export type ExamplePerson = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
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
  readonly statement: StatementId;
  readonly owner: string;
  readonly helpers: readonly string[];
  readonly dueInDays: number | null;
};

/** `by`: the e-mail address of a director or a reader. */
export type ExampleChallenge = {
  readonly statement: StatementId;
  readonly by: string;
  readonly score: Score;
  readonly reason: string;
};

export type ExampleEvidence = {
  readonly number: number;
  readonly title: string;
  readonly category: Category;
  readonly datedOn: string;
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
    readonly dueOn: string;
  };
};

export type ExampleLink = {
  readonly statement: StatementId;
  readonly shows: string;
  readonly location: string;
};
