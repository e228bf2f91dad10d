import { notFound } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { Sensitive } from '#components/cases/sensitive.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { listLogs } from '#lib/record/case-logs/queries.ts';
import { LOG_NAMES, LOG_STATE_NAMES, LOG_TEXTS } from '#lib/record/case-logs/rules.ts';

export default async function AllLogsPage({
  params,
}: {
  params: Promise<{ council: string; number: string }>;
}) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await listLogs(context, parsePositiveInt(number) ?? notFound());
  if (!view || view.logs.length === 0) notFound();
  const { inspection, register, logs } = view;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title="All reflective logs"
      breadcrumbs={crumbsTo(council, inspection, 'logs')}
    >
      <PageHeading
        caption={inspection.name}
        lead={<span className="print:hidden">Print this page, or save it as PDF, with your browser.</span>}
      >
        All reflective logs
      </PageHeading>
      <Sensitive register={register} />
      {logs.map((log) => (
        <Section key={log.number} heading={`Reflective log ${log.number}`}>
          <SummaryList
            rows={[
              { key: LOG_NAMES.reference, value: log.reference || 'None given' },
              { key: LOG_NAMES.owner, value: <bdi>{log.owner.name}</bdi> },
              { key: LOG_NAMES.state, value: LOG_STATE_NAMES[log.state] },
              ...LOG_TEXTS.map(({ field, label }) => ({ key: label, value: <Lines text={log[field]} /> })),
              ...(log.review === '' ? [] : [{ key: LOG_NAMES.review, value: <Lines text={log.review} /> }]),
            ]}
          />
        </Section>
      ))}
    </CouncilFrame>
  );
}

function Lines({ text }: { text: string }) {
  return (
    <p className="whitespace-pre-line" dir="auto">
      {text || 'Nothing yet.'}
    </p>
  );
}
