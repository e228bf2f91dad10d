import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import {
  describeSource,
  FINDING_NAMES,
  FINDING_STATE_NAMES,
  type Finding,
  findingState,
  LEVEL_NAMES,
} from '#lib/record/findings/rules.ts';
import { FindingActions } from './finding-actions.tsx';

/** All that is recorded of a finding. */
export function FindingSummary({ council, finding }: { council: string; finding: Finding }) {
  const { text, report, reference, foundOn, statement, severity, actions, closedOn, outcome } = finding;
  return (
    <SummaryList
      rows={[
        { key: FINDING_NAMES.found, value: <LongText>{text}</LongText> },
        {
          key: FINDING_NAMES.findingSource,
          value:
            report === null ? (
              describeSource(finding)
            ) : (
              <Link href={routes.publishedReport(council, report)}>{describeSource(finding)}</Link>
            ),
        },
        {
          key: FINDING_NAMES.reference,
          value: reference && <Link href={routes.evidenceItem(council, reference)}>{reference}</Link>,
        },
        { key: FINDING_NAMES.foundOn, value: formatDate(foundOn) },
        { key: FINDING_NAMES.ofStatement, value: statement && knownStatement(statement).name },
        { key: FINDING_NAMES.severity, value: LEVEL_NAMES[severity] },
        { key: 'State', value: FINDING_STATE_NAMES[findingState(finding)] },
        {
          key: 'Actions',
          value: actions.length === 0 ? null : <FindingActions {...{ council, actions }} />,
        },
        { key: FINDING_NAMES.closedOn, value: closedOn && formatDate(closedOn) },
        { key: FINDING_NAMES.becameOfIt, value: outcome && <LongText>{outcome}</LongText> },
      ]}
    />
  );
}

function LongText({ children }: { children: string }) {
  return (
    <span dir="auto" className="wrap-anywhere whitespace-pre-line">
      {children}
    </span>
  );
}
