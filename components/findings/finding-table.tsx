import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag, type TagTone } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import {
  describeSource,
  FINDING_STATE_NAMES,
  type Finding,
  type FindingState,
  findingState,
  LEVEL_NAMES,
} from '#lib/record/findings/rules.ts';
import { FindingActions } from './finding-actions.tsx';

const TONES: Readonly<Record<FindingState, TagTone>> = {
  open: 'warning',
  'in-plan': 'info',
  done: 'neutral',
  closed: 'plain',
};

/** Characters of a finding in the table. */
const SHOWN = 200;

type FindingTableProps = { council: string; findings: readonly Finding[]; mayEdit: boolean };

/** Findings with where they come from and what became of them. */
export function FindingTable({ council, findings, mayEdit }: FindingTableProps) {
  return (
    <Table
      caption="Findings"
      captionHidden
      stacked
      columns={[
        { header: 'What was found' },
        { header: 'Source' },
        { header: 'Quality statement' },
        { header: 'Severity' },
        { header: 'What became of it' },
      ]}
      rows={findings.map((finding) => ({
        key: `${finding.number}`,
        cells: [
          <Link key="found" href={routes.finding(council, finding.number)}>
            <span className="tabular">{finding.number}.</span> <bdi>{excerpt(finding.text, SHOWN)}</bdi>
          </Link>,
          <Source key="source" {...{ council, finding }} />,
          finding.statement && knownStatement(finding.statement).name,
          LEVEL_NAMES[finding.severity],
          <Outcome key="outcome" {...{ council, finding, mayEdit }} />,
        ],
      }))}
    />
  );
}

function Source({ council, finding }: { council: string; finding: Finding }) {
  const { report, reference, foundOn } = finding;
  const words = <bdi className="wrap-anywhere">{describeSource(finding)}</bdi>;
  return (
    <>
      {report === null ? words : <Link href={routes.publishedReport(council, report)}>{words}</Link>}
      {reference && (
        <>
          {' '}
          <Link href={routes.evidenceItem(council, reference)}>{reference}</Link>
        </>
      )}
      <span className="block text-16 text-ink-soft">{formatDate(foundOn)}</span>
    </>
  );
}

type OutcomeProps = Omit<FindingTableProps, 'findings'> & { finding: Finding };

function Outcome({ council, finding, mayEdit }: OutcomeProps) {
  const { number: of, actions, closedOn, outcome } = finding;
  const state = findingState(finding);
  return (
    <>
      <Tag tone={TONES[state]}>{FINDING_STATE_NAMES[state]}</Tag>
      {closedOn && <span className="block text-16 text-ink-soft">on {formatDate(closedOn)}</span>}
      <FindingActions {...{ council, actions }} />
      {outcome !== '' && (
        <span dir="auto" className="block max-w-text wrap-anywhere">
          {excerpt(outcome, SHOWN)}
        </span>
      )}
      {mayEdit && state !== 'closed' && (
        <span className="block print:hidden">
          <Link href={routes.addAction(council, { finding: of })}>
            Add an action<span className="sr-only"> for finding {of}</span>
          </Link>
        </span>
      )}
    </>
  );
}
