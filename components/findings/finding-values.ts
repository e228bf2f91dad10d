import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import {
  FINDING_SOURCE_NAMES,
  FINDING_SOURCES,
  type Finding,
  type FindingSource,
  sourceValue,
} from '#lib/record/findings/rules.ts';
import type { FindingField } from '#lib/record/findings/schema.ts';
import type { PublishedReport } from '#lib/record/published-reports/rules.ts';
import { KIND_NAMES } from '#lib/record/results/facts.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type Choice = { readonly value: string; readonly label: string };
type Values = Readonly<Partial<Record<FindingField, string>>>;

/** A finding as the fields of its form. */
export function valuesOf(finding: Finding): Values {
  const { text, origin, page, reference, foundOn, statement, severity, closedOn, outcome } = finding;
  return {
    ...{ found: text, findingSource: sourceValue(finding), document: origin, sourcePage: `${page ?? ''}` },
    ...{ reference: reference ?? '', foundOn, ofStatement: statement ?? '', severity },
    ...{ closedOn: closedOn ?? '', becameOfIt: outcome },
  };
}

/** What a new finding begins with: what a report says of a statement, on its page and its day, or today. */
export function valuesFrom(from: {
  readonly report: PublishedReport | null;
  readonly statement: StatementId | null;
  readonly source: FindingSource | null;
  readonly today: CalendarDate;
}): Values {
  const { report, statement, source, today } = from;
  const said = report?.statements.find((one) => one.statement === statement);
  return {
    ...{ found: said?.says ?? '', sourcePage: `${said?.page ?? ''}`, ofStatement: statement ?? '' },
    findingSource: report ? sourceValue({ source: 'report', report: report.number }) : (source ?? ''),
    foundOn: report?.publishedOn ?? today,
  };
}

/** Every source, each report by its kind and day. */
export function sourceChoices(reports: readonly PublishedReport[]): readonly Choice[] {
  return FINDING_SOURCES.flatMap((source): Choice[] => {
    const label = FINDING_SOURCE_NAMES[source];
    if (source !== 'report' || reports.length === 0) return [{ value: source, label }];
    return [
      ...reports.map(({ number, kind, publishedOn }) => ({
        value: sourceValue({ source, report: number }),
        label: `${label}: ${KIND_NAMES[kind]}, ${formatDate(publishedOn)}`,
      })),
      { value: source, label: 'Another CQC report' },
    ];
  });
}

/** The statements to choose from, with the one that is chosen if it is of another framework. */
export function statementChoices(
  statements: readonly Choice[],
  chosen: string | undefined,
): readonly Choice[] {
  if (!chosen || statements.some(({ value }) => value === chosen)) return statements;
  return [...statements, { value: chosen, label: knownStatement(chosen).name }];
}
