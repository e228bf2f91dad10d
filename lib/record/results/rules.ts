import type { Framework } from '#lib/frameworks/framework.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import {
  type KnownScore,
  RESULT_KINDS,
  type ResultFacts,
  type ResultKind,
} from '#lib/record/results/facts.ts';
import type { Scores, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';

/** A council in England with adult social care duties. */
export type Authority = {
  readonly gssCode: string;
  readonly name: string;
  readonly type: string;
  readonly region: string;
};

/** The origin of a row. `before`: the shipped row that a correction replaces. */
export type Origin =
  | { readonly kind: 'shipped'; readonly on: CalendarDate }
  | {
      readonly kind: 'corrected';
      readonly by: string;
      readonly at: Date;
      readonly before: { readonly facts: ResultFacts; readonly on: CalendarDate } | null;
    };

/** A published result of one council, with this council's correction if any. */
export type ResultRow = {
  readonly id: string;
  readonly authority: Authority;
  /** "Camden", without "London Borough of". */
  readonly council: string;
  readonly kind: ResultKind;
  readonly facts: ResultFacts;
  readonly origin: Origin;
};

/** A result that is shown. The figures leave out those not confirmed. */
export type ShownResult = ResultRow & {
  readonly known: KnownScore | null;
  /** The council's own published result is listed but not compared with its own score. */
  readonly isOwn: boolean;
};

/** This council's own assessment as one person may see it. */
export type OwnResult =
  | { readonly state: 'none' }
  /** It uses another framework than the published results, so nothing can be compared. */
  | { readonly state: 'other framework'; readonly framework: string }
  /** Statements this person must challenge before they see the scores. */
  | { readonly state: 'hidden'; readonly statements: readonly StatementId[] }
  | {
      readonly state: 'known';
      readonly cycle: string;
      readonly scores: Scores;
      readonly result: AssessmentState;
      /** The last signed version of the same cycle. Null if none. */
      readonly signed: {
        readonly version: number;
        readonly at: Date;
        readonly result: AssessmentState;
      } | null;
    };

export type Listing = {
  /** The framework of the rows. */
  readonly framework: Framework;
  readonly rows: readonly ResultRow[];
  /** Every council in England with adult social care duties, by name. */
  readonly authorities: readonly Authority[];
  /** The council's own headline set. Published results are judged by the regulator's. */
  readonly thresholds: ThresholdSetId;
  readonly own: OwnResult;
  /** GSS code of the council making the request. Null for an example council. */
  readonly ownCode: string | null;
};

/** The id of a row in addresses and events: "E09000007", "E09000007-pilot". */
export function resultId(gssCode: string, kind: ResultKind): string {
  return kind === 'first' ? gssCode : `${gssCode}-${kind}`;
}

/** Parses an id made by `resultId`. Null if it is not one. */
export function parseResultId(id: string): { readonly gssCode: string; readonly kind: ResultKind } | null {
  const [, gssCode, ending = 'first'] = /^(E\d{8})(?:-(pilot|review|next))?$/.exec(id) ?? [];
  const kind = RESULT_KINDS.find((one) => one === ending);
  return gssCode === undefined || kind === undefined ? null : { gssCode, kind };
}

/** "Camden" for "London Borough of Camden": the usual short name. */
export function shortName(name: string): string {
  if (name === 'City of London Corporation') return 'City of London';
  return name
    .replace(/^(London Borough|Royal Borough|City|Council) of (the )?/, '')
    .replace(/ ((Metropolitan )?(Borough|District|City|County) )?Council$/, '')
    .trim();
}

const ENDINGS: Readonly<Record<ResultKind, string>> = {
  pilot: ' (pilot)',
  first: '',
  review: ' (review)',
  next: ' (next round)',
};

/** "Camden", or "Birmingham (pilot)". */
export function resultName(council: string, id: string): string {
  return `${council}${ENDINGS[parseResultId(id)?.kind ?? 'first']}`;
}

/** The result that counts for each council: its latest that CQC has neither withdrawn nor replaced. */
export function currentResults(rows: readonly ResultRow[]): readonly ResultRow[] {
  const latest = new Map<string, ResultRow>();
  for (const row of rows) {
    if (row.facts.status === 'withdrawn' || row.facts.status === 'replaced') continue;
    const held = latest.get(row.authority.gssCode);
    if (!held || isLater(row, held)) latest.set(row.authority.gssCode, row);
  }
  return [...latest.values()];
}

/** Whether a result is of a later kind than another of the same council. */
function isLater(row: ResultRow, than: ResultRow): boolean {
  return RESULT_KINDS.indexOf(row.kind) > RESULT_KINDS.indexOf(than.kind);
}

export function describeOrigin(origin: Origin): string {
  return origin.kind === 'shipped'
    ? `Shipped with the service on ${formatDate(origin.on)}`
    : `${origin.before ? 'Corrected' : 'Added'} by ${origin.by} on ${formatDate(origin.at)}`;
}
