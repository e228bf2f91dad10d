import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import type { SnapshotReturn } from '#lib/record/snapshots/rules.ts';
import type { Distance, Flag, Score, StatementId, ThemeId, ThemeResult } from '#lib/scoring/index.ts';
import type { Letterhead } from './letterhead.ts';

/** Security markings. A pack has the highest marking of its items. */
export type PackMarking = 'OFFICIAL' | 'OFFICIAL-SENSITIVE';

/** An evidence item on one statement. */
export type PackStatementEvidence = Readonly<{
  /** `E` and the item's number in this council, such as `E12`. */
  reference: string;
  title: string;
  /** The category's display name, such as `Feedback from partners`. */
  category: string;
  /** What the item shows for this statement. Empty if not given. */
  shows: string;
  /** Where in the document to look, such as `Page 12`. Empty if not given. */
  location: string;
}>;

/** One quality statement with the council's score, reasons and evidence. */
export type PackStatement = Readonly<{
  id: StatementId;
  name: string;
  theme: ThemeId;
  /** What the statement asks of a council, in the product's own words. */
  asks: string;
  /** `null` if not scored. */
  score: Score | null;
  /** "What we do well": plain text with line breaks, empty if not written. */
  strengths: string;
  /** "What we need to improve": plain text, as `strengths`. */
  improvements: string;
  /** "How we know it makes a difference": plain text, as `strengths`. */
  impact: string;
  /** Whether the statement is marked as completed. */
  completed: boolean;
  evidence: readonly PackStatementEvidence[];
}>;

/** The location of the evidence: a stored file with its fingerprint, or an address. Or none, as it is kept out. */
export type PackEvidenceSource =
  | Readonly<{
      kind: 'file';
      name: string;
      bytes: number;
      /** 64 hexadecimal digits. */
      sha256: string;
    }>
  | Readonly<{ kind: 'link'; url: string }>
  /** The item is not in the pack: only its reference is. */
  | Readonly<{ kind: 'kept out' }>;

/** A row of the evidence register. */
export type PackRegisterEntry = Readonly<{
  reference: string;
  title: string;
  /** The category's display name. */
  category: string;
  /** Calendar date of the evidence (`2026-03-31`), or `null` if not given. */
  datedOn: CalendarDate | null;
  /** Empty if not given. */
  owner: string;
  /** Whom it came from, by display names. */
  voices: readonly string[];
  /** The last day on which it should be reviewed, in a pack that is not signed. */
  reviewBy: CalendarDate | null;
  marking: PackMarking;
  containsPersonalData: boolean;
  /** The statements that use the item. */
  statements: readonly StatementId[];
  source: PackEvidenceSource;
}>;

/** An answer in a return. `without`: why the evidence is not in the pack, of which there is then no word. */
export type PackAnswer =
  | Exclude<Answer, { kind: 'evidence' }>
  | (Extract<Answer, { kind: 'evidence' }> & { readonly without?: string });
type Answer = ReturnedItem['answers'][number];
export type ReturnedItem = SnapshotReturn['items'][number];

/** What was asked in an information return, and the answers. */
export type PackReturn = Omit<SnapshotReturn, 'items'> &
  Readonly<{
    items: readonly (Omit<ReturnedItem, 'answers' | 'signedOff'> &
      Readonly<{
        answers: readonly PackAnswer[];
        /** `by` null: it names none of the council's people. */
        signedOff: Readonly<{ by: string | null; at: string }> | null;
      }>)[];
  }>;

/** A person. `role` is a display name, such as `Assurance lead`. */
export type PackPerson = Readonly<{ name: string; role: string }>;

/**
 * Whether the content is not signed, signed as this version, or changed since this version was signed. `at` is ISO
 * 8601 in UTC, shown in London time. `by` null: it names none of the council's people.
 */
export type PackSignature =
  | Readonly<{ state: 'not-signed' }>
  | Readonly<{ state: 'signed' | 'changed-since'; version: number; by: PackPerson | null; at: string }>;

/**
 * The content of an evidence pack: a snapshot. The same snapshot gives the same bytes.
 *
 * All texts are plain text as people typed it. Nothing in them is read as markup.
 *
 * @example
 * const pdf = await renderPack({ packId, council: { name: 'Exampleshire', isExample: true }, … });
 */
export type PackDocument = Readonly<{
  /** Identifies this snapshot, printed on every page. */
  packId: string;
  council: Readonly<{ name: string; isExample: boolean }>;
  /** Left out of what must stay the same: signed and closed content, and papers of links. */
  letterhead?: Letterhead;
  cycle: Readonly<{
    name: string;
    /** First and last calendar day of the cycle, such as `2026-04-01` and `2027-03-31`. */
    period: Readonly<{ startsOn: CalendarDate; endsOn: CalendarDate }>;
  }>;
  /** The highest marking of the items; printed at the top and bottom of every page. */
  marking: PackMarking;
  /** Of a copy for somebody: "CQC, 3 December 2026", on every page. */
  copyFor?: string;
  /** When the snapshot was taken: ISO 8601 in UTC. Shown in London time. */
  madeAt: string;
  /** Who made it. Null: it names none of the council's people. */
  madeBy: PackPerson | null;
  /** SHA-256 of the content: 64 hexadecimal digits, the same wherever the content is shown. */
  contentHash: string;
  /** Whether evidence in the content was erased after it was stored. The hash is then that of the content before. */
  isRedacted: boolean;
  signature: PackSignature;
  /** When the cycle was closed, if the pack shows its content at that moment: ISO 8601 in UTC. Otherwise `null`. */
  closedAt: string | null;
  /**
   * The last event of the council's audit chain at the time of the snapshot: its number, from 1, and its hash of 64
   * hexadecimal digits. Anyone can use it later to check that the history up to there was not rewritten.
   */
  audit: Readonly<{ seq: number; hash: string }>;
  /** The result and how certain it is, under the council's headline thresholds. */
  state: AssessmentState;
  /** `themeResults(…)`, in order. */
  themes: readonly ThemeResult[];
  /** `distance(…)`, or `null` while the assessment is incomplete. */
  distance: Distance | null;
  /** `flags(…)`. */
  flags: readonly Flag[];
  /** All of the framework, or those that were chosen, in its order. */
  statements: readonly PackStatement[];
  register: readonly PackRegisterEntry[];
  /** Of a pack of an information return, which then has no statements: its evidence is what answers it. */
  returned?: PackReturn;
  /** What of the content was chosen, in sentences. Absent: all of it. */
  chosen?: readonly string[];
  /** What sets it apart from a pack of everything, for its first page: "Public edition". */
  edition?: string;
  /** How the evidence is ordered, as a sentence. Absent: by number. */
  order?: string;
  /** The items on these statements that the choices leave out, by number: "it is marked OFFICIAL-SENSITIVE". */
  leftOut?: readonly Readonly<{ reference: string; why: string }>[];
}>;
