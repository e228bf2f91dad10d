import { notFound } from 'next/navigation';
import { EntryChanges } from '#components/activity/entry-changes.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { getImportUndo } from '#lib/exchange/imports/queries.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { getActivityEntry } from '#lib/history/activity/queries.ts';
import { parseEventNumber } from '#lib/history/activity/rules.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';

type ActivityEntryPageProps = { params: Promise<{ council: string; seq: string }> };

export default async function ActivityEntryPage({ params }: ActivityEntryPageProps) {
  const { council, seq: text } = await params;
  const context = await requireCouncil(council, 'activity:view');
  const seq = parseEventNumber(text) ?? notFound();
  const entry = (await getActivityEntry(context, seq)) ?? notFound();
  const { statement, evidence, batch, undone } = entry;
  const decision = undone ? null : (await getImportUndo(context, seq))?.decision;
  return (
    <CouncilFrame
      context={context}
      place="activity"
      title={`Event ${entry.seq}: ${entry.title}`}
      breadcrumbs={[{ href: routes.activity(council), text: 'Activity' }]}
    >
      <PageHeading caption={`Event ${entry.seq}`}>
        <bdi className="wrap-anywhere">{entry.title}</bdi>
      </PageHeading>
      <SummaryList
        rows={[
          { key: 'Who', value: entry.by },
          { key: 'Role', value: entry.role },
          { key: 'When', value: formatDateTime(entry.at) },
          ...(statement
            ? [
                {
                  key: 'Quality statement',
                  value: (
                    <>
                      <Link href={routes.statement(council, statement)}>
                        {knownStatement(statement).name}
                      </Link>
                      {' ('}
                      <Link href={routes.activity(council, { statement })}>its history</Link>
                      {')'}
                    </>
                  ),
                },
              ]
            : []),
          ...(evidence
            ? [
                {
                  key: 'Evidence',
                  value: (
                    <>
                      <Link href={routes.evidenceItem(council, evidence)}>{evidence}</Link>
                      {' ('}
                      <Link href={routes.activity(council, { evidence })}>its history</Link>
                      {')'}
                    </>
                  ),
                },
              ]
            : []),
          ...(batch
            ? [
                {
                  key: 'Evidence',
                  value: <Link href={routes.batch(council, batch)}>Items changed together, and undo</Link>,
                },
              ]
            : []),
          ...(undone
            ? [
                {
                  key: 'Import undone',
                  value: (
                    <>
                      By <bdi>{undone.by}</bdi> on {formatDateTime(undone.at)} (
                      <Link href={routes.activityEntry(council, undone.seq)}>event {undone.seq}</Link>)
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Section heading="What changed">
        <EntryChanges entry={entry} />
        {statement && entry.restorable !== null && (
          <p className="mt-6 print:hidden">
            <Link href={routes.restoreText(council, statement, entry.restorable)}>Restore this text</Link>
          </p>
        )}
        {(decision?.outcome === 'undo' || decision?.outcome === 'refused') && (
          <p className="mt-6 print:hidden">
            <Link href={routes.undoImport(council, seq)}>Undo this import</Link>
          </p>
        )}
      </Section>
      <Section heading="Fingerprint">
        <p className="mb-4 max-w-text">
          Each event has a fingerprint (SHA-256) of its content and of the event before it. If anyone changed
          either later, the fingerprint would no longer match.
        </p>
        <SummaryList
          rows={[
            { key: 'Time in UTC', value: entry.at.toISOString() },
            { key: 'Request ID', value: entry.requestId },
            { key: 'Fingerprint', value: <Fingerprint value={entry.hash} /> },
            { key: 'Fingerprint of the previous event', value: <Fingerprint value={entry.previousHash} /> },
          ]}
        />
      </Section>
    </CouncilFrame>
  );
}

function Fingerprint({ value }: { value: string | null }) {
  return value === null ? SCORE_HIDDEN : <code className="text-16 break-all">{value}</code>;
}
