import type { PaperDocument } from '#lib/exchange/pdf/paper-document.ts';
import { frameworkOfRecord } from '#lib/frameworks/known.ts';
import {
  describeFigures,
  describeLine,
  describeNeededChange,
  describeReview,
  describeSigned,
} from '#lib/insight/dashboard/dashboard-text.ts';
import {
  certaintyOf,
  type Dashboard,
  type Figures,
  FLAG_KINDS,
  targetAim,
} from '#lib/insight/dashboard/rules.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { describeTheme, type StatementStatus, stateOf } from '#lib/record/assessments/state.ts';
import { type HashedContent, hashContent } from '#lib/record/snapshots/rules.ts';

/** A dashboard whose figures its maker may see. Papers are made only from these. */
export type ShownDashboard = Dashboard & { readonly figures: Figures };

/** The facts about a paper itself. */
export type PaperDetails = Pick<PaperDocument, 'contentHash' | 'audit'>;

/** The place of the most important of a statement's flags. */
const importance = ([first]: Dashboard['statements'][number]['flags']) =>
  first ? FLAG_KINDS.indexOf(first.kind) : FLAG_KINDS.length;

/**
 * Each statement with flags once, those with the most important flag first. The lowest scores are left out, because
 * they are already among the flags of the result.
 */
function flaggedStatements(statements: Dashboard['statements']): readonly string[] {
  return statements
    .map(({ id, name, flags }) => ({ id, name, flags: flags.filter(({ kind }) => kind !== 'section-50') }))
    .filter(({ flags }) => flags.length > 0)
    .toSorted((a, b) => importance(a.flags) - importance(b.flags))
    .map(
      ({ id, name, flags }) =>
        `${name} (${id}): ${flags.map(({ text }) => text.replace(/\.$/, '')).join('. ')}`,
    );
}

/** The board paper of a dashboard, with only its figures and words. */
export function paperDocument(dashboard: ShownDashboard, marks: PaperDetails): PaperDocument {
  const { council, cycle, asOf, review, figures, statements } = dashboard;
  const { themes, flags } = figures.result;
  return {
    ...marks,
    council,
    cycle: { name: cycle.name, period: { startsOn: cycle.startsOn, endsOn: cycle.endsOn } },
    asOf,
    standing: { heading: describeReview(review), text: describeSigned(review, cycle.framework) },
    state: figures.state,
    next: describeNeededChange(figures)[0] ?? '',
    facts: describeFigures(dashboard, figures).map(({ title, text }) => ({ name: title, text })),
    flags: [...flags.map(({ message }) => message), ...flaggedStatements(statements)],
    themes: themes.map((result) => ({
      id: result.theme,
      name: result.name,
      result: describeTheme(result, figures.state),
    })),
    statements: statements.map((line) => {
      const { before, score: _score, ...words } = describeLine(line);
      return {
        ...words,
        id: line.id,
        theme: line.theme,
        score: figures.scores[line.id] ?? null,
        lastCycle: before,
      };
    }),
  };
}

/** The format of kept dashboards. A later format gets the next number. */
const FORMAT = 4;

export function hashDashboard(dashboard: ShownDashboard): HashedContent {
  return hashContent({ ...dashboard, format: FORMAT });
}

/** The kept dashboard. The database checked its hash when it was saved. */
export function parseStoredDashboard(content: string): ShownDashboard {
  const kept = JSON.parse(content) as ShownDashboard & { readonly format: number };
  if (kept.format === 1) return fromFormat1(fromFormat2(kept));
  if (kept.format === 2) return fromFormat2(kept);
  return kept.format === 3 ? fromFormat3(kept) : kept;
}

/** Before the fourth format, papers said nothing of the improvement plan. */
function fromFormat3(kept: ShownDashboard): ShownDashboard {
  return { ...kept, plan: null, figures: { ...kept.figures, forecast: null } };
}

/** Before the third format, every cycle was on CQC's framework of 2023. */
function fromFormat2(old: ShownDashboard): ShownDashboard {
  const kept = fromFormat3(old);
  const { id: framework } = frameworkOfRecord(undefined);
  const { figures, lastCycle } = kept;
  const state = { ...figures.state, framework };
  const targets = figures.targets && {
    ...figures.targets,
    state: { ...figures.targets.state, framework },
  };
  return {
    ...kept,
    cycle: { ...kept.cycle, framework },
    figures: { ...figures, state, targets },
    lastCycle: lastCycle && { ...lastCycle, framework },
  };
}

/**
 * In the first format, drafts were separate from the review, and only a flag marked carried-forward statements: signed
 * statements looked open, and unconfirmed ones final.
 */
function fromFormat1(kept: ShownDashboard): ShownDashboard {
  const { review, figures } = kept;
  const statements = kept.statements.map((line) => {
    const isCarried = line.flags.some(({ kind }) => kind === 'carried');
    const status: StatementStatus =
      review.state === 'signed' ? 'signed' : isCarried ? 'not-confirmed' : line.status;
    return { ...line, status };
  });
  const { scores, result, forecast, moved } = figures;
  const { thresholds } = result.overall;
  const { framework } = kept.cycle;
  const facts = { ...certaintyOf({ review, statements }), framework, scores, thresholds };
  return {
    ...kept,
    statements,
    figures: {
      ...{ scores, result, state: stateOf(facts), targets: targetAim(facts, statements) },
      ...{ forecast, moved },
    },
  };
}

/** The file name of a paper. */
export function paperFileName(council: string, asOf: string): string {
  return `${council} board paper ${formatDateTime(asOf).replace(':', '.')}.pdf`;
}
