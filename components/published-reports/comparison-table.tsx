import { ScoreBlocks } from '#components/scoring/score-blocks.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { frameworkOf, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import {
  type ComparedStatement,
  describeDifference,
  type GivenScore,
  type ReportComparison,
} from '#lib/record/published-reports/comparisons.ts';
import type { PublishedReport } from '#lib/record/published-reports/rules.ts';
import { type Score, scoreWords } from '#lib/scoring/index.ts';

type ComparisonTableProps = {
  council: string;
  report: Pick<PublishedReport, 'number' | 'framework'>;
  comparison: ReportComparison;
  /** Whether there is something that the report is compared with, which the reader may see. */
  isCompared: boolean;
  mayAdd: boolean;
};

/** What a report gives and says of each statement, beside what was signed before the visit. */
export function ComparisonTable({ council, report, comparison, isCompared, mayAdd }: ComparisonTableProps) {
  const framework = frameworkOf(report.framework);
  const row = (compared: ComparedStatement) => {
    const { statement, published, own } = compared;
    const { name } = knownStatement(statement);
    return {
      key: statement,
      cells: [
        <StatementCell key="statement" name={name} compared={compared} />,
        <ScoreCell key="published" score={published} framework={report.framework} />,
        ...(isCompared
          ? [
              <ScoreCell
                key="own"
                score={typeof own === 'number' ? own : null}
                framework={report.framework}
              />,
              <Difference key="difference" compared={compared} />,
              <Seen key="seen" compared={compared} />,
            ]
          : []),
        ...(mayAdd
          ? [
              <Link
                key="add"
                href={routes.addFinding(council, { report: report.number, statement, source: 'report' })}
              >
                Add a finding<span className="sr-only"> for {name}</span>
              </Link>,
            ]
          : []),
      ],
    };
  };
  return (
    <Table
      caption="The report by quality statement"
      captionHidden
      stacked
      columns={[
        { header: 'Quality statement' },
        { header: 'CQC', width: 'lg:w-48' },
        ...(isCompared
          ? [
              { header: 'You signed', width: 'lg:w-48' },
              { header: 'Difference', width: 'lg:w-28' },
              { header: 'Who saw it', width: 'lg:w-56' },
            ]
          : []),
        ...(mayAdd ? [{ header: 'Finding', label: '', action: true, width: 'lg:w-36' }] : []),
      ]}
      rows={framework.themes.flatMap(({ id, name, statements }) => [
        { key: `theme-${id}`, heading: name },
        ...comparison.statements.filter(({ statement }) => statements.includes(statement)).map(row),
      ])}
    />
  );
}

function StatementCell({ name, compared: { says, page } }: { name: string; compared: ComparedStatement }) {
  return (
    <>
      {name}
      {says !== '' && (
        <div className="font-normal">
          <Details compact summary={`What it says${page === null ? '' : `, p. ${page}`}`}>
            <p dir="auto" className="max-w-text wrap-anywhere whitespace-pre-line">
              {says}
            </p>
          </Details>
        </div>
      )}
    </>
  );
}

const BLOCK = { width: 20, height: 10, gap: 2 } as const;

/** A score as blocks, number and words. */
function ScoreCell({ score, framework }: { score: Score | null; framework: string }) {
  const { scores: scale } = frameworkOf(framework);
  if (score === null) return <span className="text-ink-soft">Not given</span>;
  return (
    <>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${scale.length * (BLOCK.width + BLOCK.gap) - BLOCK.gap} ${BLOCK.height}`}
        className="mt-1.5 mb-1 block h-2.5 w-auto"
      >
        <ScoreBlocks columns={[{ score, x: 0 }]} {...{ scale, ...BLOCK }} direction="across" />
      </svg>
      <strong className="tabular">{score}</strong>{' '}
      <span className="text-16 text-ink-soft">{scoreWords(score, frameworkOf(framework))}</span>
    </>
  );
}

function Difference({ compared: { difference, published, own } }: { compared: ComparedStatement }) {
  const words = describeDifference(difference);
  if (words !== null) {
    const tone = difference === 0 ? 'plain' : (difference ?? 0) > 0 ? 'warning' : 'info';
    return <Tag tone={tone}>{words}</Tag>;
  }
  const why =
    own === 'new'
      ? 'New statement'
      : own === 'not comparable'
        ? 'Not comparable'
        : published === null
          ? 'CQC gave none'
          : 'You gave none';
  return <span className="text-16 text-ink-soft">{why}</span>;
}

/** Who was nearer to the report than the council, and who was not, where they differ. */
function Seen({ compared: { difference, sawIt, others } }: { compared: ComparedStatement }) {
  if (!difference || sawIt.length + others.length === 0)
    return <span className="absent text-ink-soft">–</span>;
  return (
    <>
      {sawIt.map((one) => (
        <Given key={`${one.by} ${one.role}`} given={one} />
      ))}
      {others.length > 0 && (
        <span className="block text-16 text-ink-soft">
          Did not see it:
          {others.map((one) => (
            <Given key={`${one.by} ${one.role}`} given={one} />
          ))}
        </span>
      )}
    </>
  );
}

function Given({ given: { by, role, score } }: { given: GivenScore }) {
  return (
    <span className="block wrap-anywhere">
      <bdi>{by}</bdi>, {ROLE_NAMES[role].toLowerCase()}: <span className="tabular">{score}</span>
    </span>
  );
}
