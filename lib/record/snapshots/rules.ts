import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { type AssessmentResult, NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { Category, Marking } from '#lib/record/evidence/rules.ts';
import type { Score, Scores, StatementId, ThemeId, ThresholdSetId } from '#lib/scoring/index.ts';

/**
 * Everything an assessment says at one moment: the wording it answers, scores, texts, evidence down to the fingerprint of
 * each file, and the figures. The pack is made from it, signing freezes it, and two of them can be compared. It holds no
 * moment of its own, so that two taken of the same answers are the same to the letter.
 */
export type Snapshot = {
  /** Of this shape. A later shape gets the next number, and the old one stays readable. */
  readonly format: 1;
  readonly council: { readonly name: string; readonly isExample: boolean };
  readonly cycle: {
    readonly number: number;
    readonly name: string;
    /** Calendar dates, "2026-04-01". */
    readonly period: { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate };
  };
  readonly framework: {
    readonly version: number;
    readonly themes: readonly { readonly id: ThemeId; readonly name: string }[];
  };
  readonly thresholds: ThresholdSetId;
  /** As they were worked out then. */
  readonly result: AssessmentResult;
  /** All nine, in framework order. */
  readonly statements: readonly SnapshotStatement[];
  /** Every item that a statement uses, by number. */
  readonly evidence: readonly SnapshotItem[];
};

/** Why one is kept: it was signed, it stood when its cycle was closed, or it was proposed to be signed. */
export type SnapshotKind = 'signed' | 'closed' | 'proposed';

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
  /** Counts the saves. `saved` is null while there is none; `at` is ISO 8601 in UTC. */
  readonly version: number;
  readonly saved: { readonly by: string; readonly at: string } | null;
  /** Its evidence, by number. */
  readonly uses: readonly SnapshotUse[];
};

/** One item under one statement. Both texts are empty when nobody said. */
export type SnapshotUse = { readonly reference: string; readonly shows: string; readonly location: string };

export type SnapshotItem = {
  /** "E12". An item keeps its reference through all cycles. */
  readonly reference: string;
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  /** A calendar date. Null when not given. */
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
      }
    | { readonly kind: 'link'; readonly url: string };
};

/** Canonical JSON (RFC 8785), and the SHA-256 of that in hexadecimal. */
export type HashedContent = { readonly content: string; readonly contentHash: string };

export function hashContent(value: object): HashedContent {
  const content = canonicalize(value) ?? '';
  return { content, contentHash: createHash('sha256').update(content).digest('hex') };
}

export function hashSnapshot(snapshot: Snapshot): HashedContent {
  return hashContent(snapshot);
}

/** A value before and after. */
export type Change<T> = { readonly before: T; readonly after: T };

export type TextField = (typeof NARRATIVES)[number]['field'];

export type StatementChanges = {
  readonly id: StatementId;
  /** As the later snapshot words it. */
  readonly name: string;
  /** Set where the framework words the statement differently now. */
  readonly wording: Change<{ readonly name: string; readonly asks: string }> | null;
  /** What stands in both, and null where it is the same in both. */
  readonly scores: Change<Score | null>;
  readonly score: Change<Score | null> | null;
  readonly completed: Change<boolean> | null;
  /** The narratives that differ, in the order of the page. */
  readonly texts: readonly (Change<string> & { readonly field: TextField })[];
  readonly evidence: {
    /** By number. */
    readonly added: readonly SnapshotUse[];
    readonly dropped: readonly SnapshotUse[];
    readonly explained: readonly Change<SnapshotUse>[];
  };
  /** Whether anything above differs. */
  readonly isChanged: boolean;
};

export type SnapshotChanges = {
  /** All nine, in framework order. */
  readonly statements: readonly StatementChanges[];
  /** Items in both whose details or file differ, by number. */
  readonly items: readonly Change<SnapshotItem>[];
  readonly cycle: Change<Snapshot['cycle']> | null;
  readonly thresholds: Change<ThresholdSetId> | null;
  readonly isChanged: boolean;
};

/** Exactly what differs between two snapshots of a council: of one assessment since it was signed, or of two cycles. */
export function compareSnapshots(before: Snapshot, after: Snapshot): SnapshotChanges {
  const earlier = new Map(before.statements.map((statement) => [statement.id, statement]));
  const statements = after.statements.map((statement) =>
    compareStatements(earlier.get(statement.id) ?? unanswered(statement), statement),
  );
  const itemsBefore = new Map(before.evidence.map((item) => [item.reference, item]));
  const items = after.evidence.flatMap((item): Change<SnapshotItem>[] => {
    const was = itemsBefore.get(item.reference);
    return was && !same(was, item) ? [{ before: was, after: item }] : [];
  });
  const cycle = changeOf(before.cycle, after.cycle);
  const thresholds = changeOf(before.thresholds, after.thresholds);
  const isChanged =
    statements.some((statement) => statement.isChanged) ||
    items.length > 0 ||
    cycle !== null ||
    thresholds !== null;
  return { statements, items, cycle, thresholds, isChanged };
}

function compareStatements(before: SnapshotStatement, after: SnapshotStatement): StatementChanges {
  const wording = changeOf({ name: before.name, asks: before.asks }, { name: after.name, asks: after.asks });
  const score = changeOf(before.score, after.score);
  const completed = changeOf(before.completed, after.completed);
  const texts = NARRATIVES.flatMap(({ field }) => {
    const change = changeOf(before[field], after[field]);
    return change ? [{ field, ...change }] : [];
  });
  const usesBefore = new Map(before.uses.map((use) => [use.reference, use]));
  const usesAfter = new Set(after.uses.map(({ reference }) => reference));
  const added = after.uses.filter(({ reference }) => !usesBefore.has(reference));
  const dropped = before.uses.filter(({ reference }) => !usesAfter.has(reference));
  const explained = after.uses.flatMap((use): Change<SnapshotUse>[] => {
    const was = usesBefore.get(use.reference);
    return was && !same(was, use) ? [{ before: was, after: use }] : [];
  });
  return {
    id: after.id,
    name: after.name,
    wording,
    scores: { before: before.score, after: after.score },
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

/** A statement that the earlier framework did not have. */
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

function changeOf<T>(before: T, after: T): Change<T> | null {
  return same(before, after) ? null : { before, after };
}

function same(a: unknown, b: unknown): boolean {
  return canonicalize(a) === canonicalize(b);
}

/** The nine scores of a snapshot, for lib/scoring. */
export function snapshotScores({ statements }: Pick<Snapshot, 'statements'>): Scores {
  return Object.fromEntries(statements.map(({ id, score }) => [id, score])) as Record<
    StatementId,
    Score | null
  >;
}
