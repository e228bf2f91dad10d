import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOfRecord } from '#lib/frameworks/known.ts';
import { type EarlierScore, earlierScore, mappingBetween, statementIn } from '#lib/frameworks/mapping.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { type AssessmentResult, NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { Category, Marking } from '#lib/record/evidence/rules.ts';
import type { Voice } from '#lib/record/evidence/voices.ts';
import type { SnapshotReturn } from '#lib/record/returns/rules.ts';
import type { Score, Scores, StatementId, ThemeId, ThresholdSetId } from '#lib/scoring/index.ts';

/**
 * The complete content of an assessment: the wording it answers, scores, texts, evidence with file fingerprints, and
 * results. Packs are made from it, signing freezes it, and two of them can be compared. It holds no timestamp of its
 * own, so snapshots of the same answers are byte for byte the same.
 */
export type Snapshot = {
  /** Version of this format. A new format gets the next number; old ones stay readable. */
  readonly format: 1;
  readonly council: { readonly name: string; readonly isExample: boolean };
  readonly cycle: {
    readonly number: number;
    readonly name: string;
    /** Calendar dates, "2026-04-01". */
    readonly period: { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate };
  };
  readonly framework: SnapshotFramework;
  readonly thresholds: ThresholdSetId;
  /** As calculated at the time. */
  readonly result: AssessmentResult;
  /** All of the framework, in its order. */
  readonly statements: readonly SnapshotStatement[];
  /** Items linked to any statement, by number. */
  readonly evidence: readonly SnapshotItem[];
  /** Only in a pack of an information return, so that other content keeps its hash. */
  readonly returned?: SnapshotReturn;
};

export type { SnapshotReturn };

/** What the content answers: the framework, the version of its wording, and its themes. */
export type SnapshotFramework = {
  /** Absent: CQC's of 2023, whose content was signed before there were others and keeps its hash. */
  readonly id?: string;
  readonly version: number;
  readonly themes: readonly { readonly id: ThemeId; readonly name: string }[];
};

export function snapshotFramework({ id, version, themes }: Framework): SnapshotFramework {
  return {
    ...(id !== CQC_2023.id && { id }),
    version,
    themes: themes.map((theme) => ({ id: theme.id, name: theme.name })),
  };
}

/** The framework of kept content. */
export function frameworkOfSnapshot({ framework }: Pick<Snapshot, 'framework'>): Framework {
  return frameworkOfRecord(framework.id);
}

/** Of stored content from which evidence was erased. */
export const REDACTED =
  'Evidence in it was erased later. The document fingerprint is that of the content before, which this no longer matches.';

/** Why a snapshot is kept: its version was signed, its cycle was closed, it was sent for sign-off, or it is in a pack. */
export type SnapshotKind = 'signed' | 'closed' | 'proposed' | 'packed';

export type SnapshotStatement = {
  readonly id: StatementId;
  readonly name: string;
  readonly theme: ThemeId;
  readonly asks: string;
  readonly score: Score | null;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly completed: boolean;
  /** `version` counts saves. `saved`: null before the first save; `at` is ISO 8601 UTC. */
  readonly version: number;
  readonly saved: { readonly by: string; readonly at: string } | null;
  /** Linked evidence, by number. */
  readonly uses: readonly SnapshotUse[];
};

/** One item linked to one statement. Either text may be empty. */
export type SnapshotUse = {
  readonly reference: string;
  readonly shows: string;
  readonly location: string;
  /** The earlier version of the file that `location` was written for, if the file was replaced since. */
  readonly writtenFor?: number;
};

export type SnapshotItem = {
  /** "E12". An item keeps its reference across all cycles. */
  readonly reference: string;
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  /** A calendar date. Null if not given. */
  readonly datedOn: CalendarDate | null;
  readonly owner: string;
  readonly marking: Marking;
  readonly containsPersonalData: boolean;
  readonly source:
    | {
        readonly kind: 'file';
        readonly name: string;
        readonly bytes: number;
        /** 64 hexadecimal digits. */
        readonly sha256: string;
        /** Of the item's file. Absent for the first, so that older content keeps its hash. */
        readonly version?: number;
      }
    | { readonly kind: 'link'; readonly url: string };
  /** Only if they were given, so that other content keeps its hash. */
  readonly voices?: readonly Voice[];
  /** Only if it was to be redacted, for the same reason: packs keep it out. */
  readonly needsRedaction?: true;
  /** Only if it was withdrawn at the time, so that other content keeps its hash. */
  readonly withdrawn?: true;
  /** Only of a file that was not clean. One that waits to be scanned has none, so that a signature does not wait for it. */
  readonly scan?: 'infected' | 'failed';
};

/** Canonical JSON (RFC 8785) and its SHA-256 in hexadecimal. */
export type HashedContent = { readonly content: string; readonly contentHash: string };

export function hashContent(value: object): HashedContent {
  const content = canonicalize(value) ?? '';
  return { content, contentHash: sha256(content) };
}

/** In hexadecimal. */
export function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function hashSnapshot(snapshot: Snapshot): HashedContent {
  return hashContent(snapshot);
}

/** With no other items than these. */
export function withItems(snapshot: Snapshot, references: ReadonlySet<string>): Snapshot {
  const isOne = ({ reference }: { readonly reference: string }) => references.has(reference);
  return {
    ...snapshot,
    statements: snapshot.statements.map((statement) => ({
      ...statement,
      uses: statement.uses.filter(isOne),
    })),
    evidence: snapshot.evidence.filter(isOne),
  };
}

export type BeforeAfter<T> = { readonly before: T; readonly after: T };

export type SnapshotText = (typeof NARRATIVES)[number]['field'];

export type StatementChanges = {
  readonly id: StatementId;
  /** As worded in the later snapshot. */
  readonly name: string;
  /** The earlier statement: another one if the framework is another. Null: it is new. */
  readonly continues: StatementId | null;
  /** Null unless it is new, or worded as before. */
  readonly wording: BeforeAfter<{ readonly name: string; readonly asks: string }> | null;
  /** Both scores. `score` below is null if they mean the same. */
  readonly scores: BeforeAfter<Score | null>;
  readonly earlierScore: EarlierScore;
  readonly score: BeforeAfter<Score | null> | null;
  readonly completed: BeforeAfter<boolean> | null;
  /** Narratives that differ, in page order. */
  readonly texts: readonly (BeforeAfter<string> & { readonly field: SnapshotText })[];
  readonly evidence: {
    /** By number. */
    readonly added: readonly SnapshotUse[];
    readonly dropped: readonly SnapshotUse[];
    readonly explained: readonly BeforeAfter<SnapshotUse>[];
  };
  /** Whether anything above differs. */
  readonly isChanged: boolean;
};

export type SnapshotChanges = {
  /** All of the later framework, in its order. */
  readonly statements: readonly StatementChanges[];
  /** Statements of the earlier framework that do not continue, in its order. */
  readonly gone: readonly Pick<SnapshotStatement, 'id' | 'name' | 'score'>[];
  /** Items in both snapshots whose details or file differ, by number. */
  readonly items: readonly BeforeAfter<SnapshotItem>[];
  readonly cycle: BeforeAfter<Snapshot['cycle']> | null;
  /** The ids of the frameworks, which may be the same. */
  readonly frameworks: BeforeAfter<string>;
  readonly thresholds: BeforeAfter<ThresholdSetId> | null;
  readonly isChanged: boolean;
};

/**
 * Compares two snapshots of a council: an assessment and its signed version, or two cycles. Between frameworks a
 * statement is compared with the one it continues, and scores only where the mapping says that they are comparable.
 */
export function compareSnapshots(before: Snapshot, after: Snapshot): SnapshotChanges {
  const [framework, later] = [frameworkOfSnapshot(before), frameworkOfSnapshot(after)];
  const mapping = mappingBetween(framework, later);
  const scores = snapshotScores(before);
  const byId = new Map(before.statements.map((statement) => [statement.id, statement]));
  const statements = after.statements.map((statement) => {
    const continues = statementIn(framework, statement.id);
    const was = continues === null ? undefined : byId.get(continues);
    return compareStatements(was, statement, earlierScore(mapping, statement.id, scores));
  });
  const gone = before.statements
    .filter(({ id }) => !statements.some(({ continues }) => continues === id))
    .map(({ id, name, score }) => ({ id, name, score }));
  const itemsBefore = new Map(before.evidence.map((item) => [item.reference, item]));
  const items = after.evidence.flatMap((item): BeforeAfter<SnapshotItem>[] => {
    const was = itemsBefore.get(item.reference);
    return was && !same(was, item) ? [{ before: was, after: item }] : [];
  });
  const cycle = changeOf(before.cycle, after.cycle);
  const frameworks = { before: framework.id, after: later.id };
  const thresholds = changeOf(before.thresholds, after.thresholds);
  const isChanged =
    statements.some((statement) => statement.isChanged) ||
    items.length + gone.length > 0 ||
    cycle !== null ||
    framework !== later ||
    thresholds !== null;
  return { statements, gone, items, cycle, frameworks, thresholds, isChanged };
}

/** `was`: undefined if the statement is new. */
function compareStatements(
  was: SnapshotStatement | undefined,
  after: SnapshotStatement,
  earlier: EarlierScore,
): StatementChanges {
  const before = was ?? unanswered(after);
  const wording = changeOf({ name: before.name, asks: before.asks }, { name: after.name, asks: after.asks });
  const scores = { before: before.score, after: after.score };
  const isSame =
    typeof earlier === 'string' ? before.score === null && after.score === null : earlier === after.score;
  const score = isSame ? null : scores;
  const completed = changeOf(before.completed, after.completed);
  const texts = NARRATIVES.flatMap(({ field }) => {
    const change = changeOf(before[field], after[field]);
    return change ? [{ field, ...change }] : [];
  });
  const usesBefore = new Map(before.uses.map((use) => [use.reference, use]));
  const usesAfter = new Set(after.uses.map(({ reference }) => reference));
  const added = after.uses.filter(({ reference }) => !usesBefore.has(reference));
  const dropped = before.uses.filter(({ reference }) => !usesAfter.has(reference));
  const explained = after.uses.flatMap((use): BeforeAfter<SnapshotUse>[] => {
    const was = usesBefore.get(use.reference);
    return was && !same(was, use) ? [{ before: was, after: use }] : [];
  });
  return {
    id: after.id,
    name: after.name,
    continues: was?.id ?? null,
    wording,
    scores,
    earlierScore: earlier,
    score,
    completed,
    texts,
    evidence: { added, dropped, explained },
    isChanged:
      wording !== null ||
      score !== null ||
      completed !== null ||
      texts.length + added.length + dropped.length + explained.length > 0,
  };
}

/** A statement that the earlier framework does not have, as not answered. */
function unanswered(statement: SnapshotStatement): SnapshotStatement {
  return {
    ...statement,
    score: null,
    strengths: '',
    improvements: '',
    impact: '',
    completed: false,
    version: 0,
    saved: null,
    uses: [],
  };
}

function changeOf<T>(before: T, after: T): BeforeAfter<T> | null {
  return same(before, after) ? null : { before, after };
}

function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** The scores of a snapshot, for lib/scoring. */
export function snapshotScores({ statements }: Pick<Snapshot, 'statements'>): Scores {
  return Object.fromEntries(statements.map(({ id, score }) => [id, score])) as Record<
    StatementId,
    Score | null
  >;
}

/** What differs in a statement, as a phrase: "score from 3 to 4, 2 texts, 1 evidence item added". */
export function describeStatementChanges(changes: StatementChanges): string {
  const { wording, score, completed, texts, evidence } = changes;
  const { added, dropped, explained } = evidence;
  return [
    wording && 'wording',
    score && describeScores(score),
    completed && (completed.after ? 'completed' : 'no longer completed'),
    texts.length > 0 && formatCount(texts.length, 'text'),
    added.length > 0 && `${formatCount(added.length, 'evidence item')} added`,
    dropped.length > 0 && `${formatCount(dropped.length, 'evidence item')} removed`,
    explained.length > 0 && `${formatCount(explained.length, 'explanation')} of evidence`,
  ]
    .filter(Boolean)
    .join(', ');
}

function describeScores({ before, after }: BeforeAfter<Score | null>): string {
  if (before === null) return `scored ${after}`;
  return after === null ? `score ${before} removed` : `score from ${before} to ${after}`;
}
