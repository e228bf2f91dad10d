import type { PublicationChoice } from '#lib/exchange/publications/rules.ts';
import type { TopicKey } from '#lib/frameworks/framework.ts';
import type { SavePlanDetails } from '#lib/insight/plan/schema.ts';
import type { SharedPart } from '#lib/insight/sharing/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import type { SavePoint } from '#lib/record/accuracy/schema.ts';
import type { LogTexts } from '#lib/record/case-logs/rules.ts';
import type { DrawInput } from '#lib/record/cases/commands.ts';
import type { CaseFacts } from '#lib/record/cases/rules.ts';
import type { RegisterInput } from '#lib/record/cases/schema.ts';
import type { Category, Marking } from '#lib/record/evidence/rules.ts';
import type { Voice } from '#lib/record/evidence/voices.ts';
import type { SaveFinding } from '#lib/record/findings/schema.ts';
import type { SaveAction, UpdateAction } from '#lib/record/improvement/schema.ts';
import type { NamedPart } from '#lib/record/inspections/named.ts';
import type { StartInspection, StepInput } from '#lib/record/inspections/schema.ts';
import type { MeasureInput } from '#lib/record/measures/schema.ts';
import type { SaveReport } from '#lib/record/published-reports/schema.ts';
import type { StartReturn } from '#lib/record/returns/schema.ts';
import type { SaveLetter, SaveStage } from '#lib/record/support-stages/schema.ts';
import type { TopicInput } from '#lib/record/topics/schema.ts';
import type { NoteHeard, SaveRequest, SaveSession } from '#lib/record/visits/schema.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** An invented council with everything the service would hold about it. Plain data without database access. */
export type ExampleCouncil = ExampleCycle & {
  readonly slug: string;
  readonly name: string;
  readonly isExample: true;
  /** When it started to use the service. */
  readonly joinedAt: string;
  readonly people: readonly ExamplePerson[];
  /** Its directors' agreements to share data with other councils. */
  readonly agreements: readonly ExampleAgreement[];
  /** All its evidence in date order. `links`: its use in the open cycle. */
  readonly evidence: readonly ExampleEvidence[];
  readonly measures: readonly ExampleMeasure[];
  /** Topics of its own. */
  readonly topics: readonly ExampleTopic[];
  /** In the order in which they were started. */
  readonly inspections?: readonly ExampleInspection[];
  /** CQC's reports on it. */
  readonly reports?: readonly ExampleReport[];
  readonly findings?: readonly ExampleFinding[];
  /** Actions of its improvement plan, in the order in which they were added. */
  readonly actions?: readonly ExampleAction[];
  readonly publications?: readonly ExamplePublication[];
  /** Its stages of support with their letters, and what its improvement plan says, in order. */
  readonly stages?: readonly ExampleStage[];
  /** Earlier, closed cycles, oldest first. */
  readonly before: readonly ExampleCycleBefore[];
};

export type ExampleReport = {
  readonly at: string;
  readonly by: string;
  readonly report: Omit<SaveReport, 'report' | 'version'>;
};

/** `finding`: 0 for a new one, or the number of one that is changed for the first time. */
export type ExampleFinding = {
  readonly at: string;
  readonly by: string;
  readonly finding: Omit<SaveFinding, 'version'>;
};

/** An action of the improvement plan, added by the lead. `owner` and `by`: email addresses. */
export type ExampleAction = {
  readonly at: string;
  readonly action: Omit<SaveAction, 'action' | 'version' | 'owner'> & { readonly owner: string | null };
  /** With a date, or so many days after the load. */
  readonly milestones?: readonly ({
    readonly at: string;
    readonly by: string;
    readonly title: string;
    readonly reached?: { readonly at: string; readonly on: CalendarDate };
  } & ({ readonly dueOn: CalendarDate } | { readonly dueInDays: number }))[];
  /** `given`: what changed with it. All else stays as it was. */
  readonly progress?: readonly {
    readonly at: string;
    readonly by: string;
    readonly note: string;
    readonly given: Partial<Omit<UpdateAction, 'action' | 'version' | 'note'>>;
  }[];
};

/** The plan as it was published on a day. `by`: an email address. */
export type ExamplePublication = {
  readonly at: string;
  readonly by: string;
  readonly choice: PublicationChoice;
};

/** `by`: an email address. */
export type ExampleStage = { readonly at: string; readonly by: string } & (
  | { readonly stage: Omit<SaveStage, 'stage' | 'version'> }
  | { readonly letter: Omit<SaveLetter, 'letter' | 'version'> }
  | { readonly details: Omit<SavePlanDetails, 'version'> }
);

/** An inspection, how its steps went and how it ended. `by` of all: the lead. */
export type ExampleInspection = {
  readonly at: string;
  readonly start: StartInspection;
  readonly steps: readonly {
    readonly at: string;
    readonly step: string;
    /** An email address. */
    readonly owner?: string;
    readonly given: Partial<Pick<StepInput, 'name' | 'setOn' | 'days' | 'doneOn'>>;
  }[];
  /** Who is named for what. `by`: an email address. */
  readonly named?: readonly {
    readonly at: string;
    readonly by: string;
    readonly person: string;
    readonly part: NamedPart;
  }[];
  /** Its draft report, and the points on it, by the lead. */
  readonly draft?: {
    readonly at: string;
    readonly receivedOn: CalendarDate;
    readonly name: string;
    build(): Promise<Uint8Array> | Uint8Array;
    readonly points: readonly { readonly at: string; readonly point: ExamplePoint }[];
  };
  /** What happened of its visit. `by`: an email address; the lead unless given. */
  readonly visit?: readonly ExampleVisit[];
  readonly ended?: { readonly at: string; readonly on: CalendarDate };
  readonly returns?: readonly ExampleReturn[];
  readonly cases?: ExampleCases;
};

/** The named people of an inspection and its register of cases. `person` and `by`: email addresses; else the lead. */
export type ExampleCases = {
  readonly named: readonly { readonly at: string; readonly person: string; readonly part: NamedPart }[];
  readonly register: { readonly at: string } & Omit<RegisterInput, 'inspection' | 'version'>;
  /** `text`: a CSV of references. */
  readonly draw: { readonly at: string } & Omit<DrawInput, 'inspection'>;
  readonly added: readonly { readonly at: string; readonly facts: CaseFacts }[];
  readonly changed: readonly {
    readonly at: string;
    readonly case: number;
    readonly facts: Partial<CaseFacts>;
  }[];
  readonly logs: readonly {
    readonly at: string;
    readonly by: string;
    readonly log: LogTexts & { readonly reference: string };
    readonly sent: boolean;
    readonly review: { readonly at: string; readonly text: string } | null;
  }[];
};

/** A list of an inspection and its answers. Items by key. `by`: an email address; without it, the lead. */
export type ExampleReturn = {
  readonly at: string;
  readonly start: Omit<StartReturn, 'inspection'>;
  readonly assigned: readonly {
    readonly at: string;
    readonly owner: string;
    readonly items: readonly number[];
    readonly dueOn?: CalendarDate;
  }[];
  readonly answers: readonly {
    readonly at: string;
    readonly by?: string;
    readonly item: number;
    readonly ready: boolean;
    readonly answer: ExampleAnswer;
  }[];
  readonly signed: readonly { readonly at: string; readonly by: string; readonly items: readonly number[] }[];
};

export type ExampleAnswer =
  | {
      readonly kind: 'evidence';
      readonly cited: readonly { readonly reference: string; readonly place: string }[];
    }
  | { readonly kind: 'see'; readonly see: number; readonly place: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'table'; readonly measure: string }
  | { readonly kind: 'not_held'; readonly reason: string }
  | { readonly kind: 'follows'; readonly followsOn: CalendarDate; readonly reason: string };
/** `owner`: an email address. */
export type ExamplePoint = Omit<SavePoint, 'inspection' | 'owner'> & { readonly owner: string | null };

export type ExampleVisit = { readonly at: string; readonly by?: string } & (
  | { readonly session: Omit<SaveSession, 'inspection'> }
  | { readonly heard: Omit<NoteHeard, 'inspection' | 'capture'> }
  | { readonly request: Omit<SaveRequest, 'inspection' | 'owner'> & { readonly owner: string | null } }
);

/** One cycle: its final contents and the steps to them. Times are ISO 8601 in UTC. */
export type ExampleCycle = {
  readonly assessment: ExampleAssessment;
  readonly statements: Readonly<Record<StatementId, ExampleStatement>>;
  /** In order. The last save of a statement gives the contents of `statements`. */
  readonly saves: readonly ExampleSave[];
  /** Owners and helpers of statements. */
  readonly work: readonly ExampleWork[];
  readonly challenges: readonly ExampleChallenge[];
  readonly threads: readonly ExampleThread[];
  readonly review: readonly ExampleReviewStep[];
  readonly scenarios: readonly ExampleScenario[];
  readonly targets: readonly ExampleTargets[];
};

/** A closed cycle. It used some evidence as the open cycle does, and some in its own way. */
export type ExampleCycleBefore = ExampleCycle & {
  /** Numbers of the items used as in the open cycle. */
  readonly evidence: readonly number[];
  readonly onlyThen: readonly { readonly number: number; readonly links: readonly ExampleLink[] }[];
};

/** ISO dates, both inclusive. */
export type ExampleAssessment = {
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly startedAt: string;
  /** Whether it started with the previous cycle's answers. */
  readonly content: 'empty' | 'carried';
};

/** A save. Its texts are the final ones without sentences that cite evidence not added yet. */
export type ExampleSave = {
  readonly at: string;
  readonly by: string;
  readonly statement: StatementId;
  /** Default: the final score. */
  readonly score?: Score;
  readonly completed?: boolean;
  /** For a save that changes an earlier score. */
  readonly reason?: string;
};

/** A comment on a statement with its replies. `mention`: email addresses. */
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

/** A saved scenario: alternative scores, and what each would take. */
export type ExampleScenario = {
  readonly at: string;
  readonly by: string;
  readonly name: string;
  readonly scores: Readonly<Partial<Record<StatementId, Score>>>;
  readonly needs: Readonly<Partial<Record<StatementId, string>>>;
};

/** Targets set in one form, for statements without one. */
export type ExampleTargets = {
  readonly at: string;
  readonly by: string;
  readonly targets: Readonly<Record<StatementId, { readonly score: Score; readonly dueOn: CalendarDate }>>;
};

export type ExampleReviewStep = {
  readonly at: string;
  readonly by: string;
  readonly kind: 'proposed' | 'returned' | 'signed' | 'reopened';
  readonly reason: string;
};

/** `by`: a director's email address. */
export type ExampleAgreement = {
  readonly at: string;
  readonly by: string;
  readonly shared: readonly SharedPart[];
  readonly reason: string;
};

/** A person may be in several councils, with the same address and name in each. */
export type ExamplePerson = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The time up to which they have seen the history and their notices. Default: never. */
  readonly lookedAt?: string;
};

/** Narratives are plain text with a blank line between paragraphs. Empty: not written yet. */
export type ExampleStatement = {
  readonly score: Score | null;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly completed: boolean;
};

/** People are given by email address. The due date counts from the day of loading, so that it is never long past. */
export type ExampleWork = {
  readonly at: string;
  readonly statement: StatementId;
  readonly owner: string;
  readonly helpers: readonly string[];
  readonly dueInDays: number | null;
};

/** `by`: the email address of a director or reader. */
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
  readonly known?: ExampleKnown;
  readonly replaced?: Replacement;
};

/** A newer version of a file, under its name. */
export type Replacement = {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly datedOn: CalendarDate;
  build(): Promise<Uint8Array> | Uint8Array;
};

/** `ownedBy`: a member's email address, in place of `owner`. The review counts from the day of loading. */
export type ExampleKnown = {
  readonly ownedBy?: string;
  readonly reviewInDays?: number;
  readonly voices?: readonly Voice[];
  readonly topics?: readonly TopicKey[];
  readonly tags?: readonly string[];
  readonly needsRedaction?: boolean;
};

/** `build` gives the same bytes on every call. */
export type ExampleSource =
  | { readonly kind: 'file'; readonly name: string; build(): Promise<Uint8Array> | Uint8Array }
  | { readonly kind: 'link'; readonly url: string };

/**
 * Figures of a shipped measure, named by its key, or of one of the council's own. Each value is the period and the
 * figure, then optionally the comparator's figure and its period.
 */
export type ExampleMeasure = ({ readonly measure: string } | { readonly own: MeasureInput }) & {
  readonly source: string;
  readonly values: readonly (readonly [string, string, string?, string?])[];
  readonly target?: {
    readonly baseline: string;
    readonly kind: 'value' | 'change';
    readonly amount: string;
    readonly dueOn: CalendarDate;
  };
};

export type ExampleTopic = {
  readonly at: string;
  readonly by: string;
  readonly topic: Pick<TopicInput, 'name' | 'about' | 'words' | 'measures'>;
};

export type ExampleLink = {
  readonly statement: StatementId;
  readonly shows: string;
  readonly location: string;
};
