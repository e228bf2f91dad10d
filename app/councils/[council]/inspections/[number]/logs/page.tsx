import { notFound } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { Sensitive } from '#components/cases/sensitive.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { listLogs } from '#lib/record/case-logs/queries.ts';
import { countWords, LOG_NAMES, LOG_STATE_NAMES } from '#lib/record/case-logs/rules.ts';
import { isOpen } from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

export default async function LogsPage({ params }: { params: Promise<{ council: string; number: string }> }) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await listLogs(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, register, logs } = view;
  const open: boolean = isOpen(register);
  const mayStart = open && mayAs(inspection.parts, 'logs:write');
  const start = (
    <ButtonLink href={routes.startCaseLog(council, inspection.number)} kind="secondary">
      Start a log
    </ButtonLink>
  );
  const reviewed = logs.filter(({ state }) => state === 'reviewed').length;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title="Reflective logs"
      breadcrumbs={[
        ...crumbsTo(council, inspection, mayAs(inspection.parts, 'cases:read') ? 'cases' : undefined),
      ]}
    >
      <PageHeading
        caption={inspection.name}
        lead="What practitioners think about their work in a case. CQC usually asks for ten."
      >
        Reflective logs
      </PageHeading>
      <Sensitive register={register} />
      {logs.length === 0 ? (
        <EmptyState action={mayStart && start}>
          {open
            ? 'No reflective logs yet.'
            : register?.deletedAt
              ? 'Deleted, with the register of cases.'
              : 'No reflective logs yet. They can be started once a keeper has opened the register of cases.'}
        </EmptyState>
      ) : (
        <>
          <p className="mb-4">
            {formatCount(logs.length, 'log')}, {reviewed} reviewed.
          </p>
          <div className="mb-6 print:hidden">
            <ButtonGroup>
              {mayStart && start}
              <Link href={routes.caseLogsInFull(council, inspection.number)}>Read or print all</Link>
              <Link href={routes.caseLogExport(council, inspection.number)}>Download as CSV</Link>
            </ButtonGroup>
          </div>
          <Table
            caption="Reflective logs of this inspection"
            captionHidden
            stacked
            columns={[
              { header: 'Log' },
              { header: LOG_NAMES.reference },
              { header: LOG_NAMES.owner },
              { header: LOG_NAMES.state },
              { header: 'Words', numeric: true },
            ]}
            rows={logs.map((log) => ({
              key: `${log.number}`,
              cells: [
                <Link key="log" href={routes.caseLog(council, inspection.number, log.number)}>
                  Log {log.number}
                </Link>,
                log.reference || 'None given',
                <bdi key="owner">{log.owner.name}</bdi>,
                LOG_STATE_NAMES[log.state],
                countWords(log),
              ],
            }))}
          />
        </>
      )}
    </CouncilFrame>
  );
}
