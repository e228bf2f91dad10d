import { notFound } from 'next/navigation';
import { UndoBatchForm } from '#components/batches/undo-batch-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getBatch } from '#lib/record/batches/queries.ts';
import { DONE_NAMES, LEFT_NAMES, TO_NAMES } from '#lib/record/batches/rules.ts';
import { readEvidenceView, viewQuery } from '#lib/record/evidence/view.ts';
import { queryOf } from '#lib/record/views/rules.ts';

type BatchPageProps = {
  params: Promise<{ council: string; batch: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What a change of many did, what it left, and undoing it. */
export default async function BatchPage({ params, searchParams }: BatchPageProps) {
  const { council, batch: id } = await params;
  const context = await requireCouncil(council, 'evidence:view');
  const batch = (await getBatch(context, id)) ?? notFound();
  const { action, changed, same, left, changedSince, undone } = batch;
  const view = readEvidenceView(await searchParams);
  const listHref = routes.evidence(council, viewQuery(view));
  const title = `${DONE_NAMES[action]}: ${formatCount(changed.length, 'item')}`;
  const references = (list: readonly string[]) => <References council={council} references={list} />;
  const undoable = changed.length - changedSince.length;
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      title={title}
      breadcrumbs={[{ href: listHref, text: 'Evidence' }]}
    >
      <PageHeading>{title}</PageHeading>
      <SummaryList
        rows={[
          ...(batch.to === null ? [] : [{ key: TO_NAMES[action], value: batch.to }]),
          { key: 'Changed by', value: batch.by },
          { key: 'When', value: formatDateTime(batch.at) },
          { key: 'Changed', value: references(changed) },
          ...(same.length > 0 ? [{ key: 'No change needed', value: references(same) }] : []),
          ...left.map(({ reference, reason }) => ({
            key: `${reference} left`,
            value: (
              <>
                {references([reference])}: {LEFT_NAMES[reason].toLowerCase()}
              </>
            ),
          })),
        ]}
      />
      <Section heading={undone ? 'Undone' : 'Undo'}>
        {undone ? (
          <SummaryList
            rows={[
              { key: 'Undone by', value: undone.by },
              { key: 'When', value: formatDateTime(undone.at) },
              { key: 'Put back as before', value: references(undone.undone) },
              ...(undone.left.length > 0
                ? [{ key: 'Left, as changed since', value: references(undone.left) }]
                : []),
            ]}
          />
        ) : (
          <>
            <p className="max-w-text">
              {undoable > 0
                ? `${formatCount(undoable, 'item')} can be put back as before.`
                : 'Every item has been changed since, so nothing can be put back.'}
            </p>
            {changedSince.length > 0 && undoable > 0 && (
              <p className="mt-2 max-w-text">Changed since, so left: {references(changedSince)}</p>
            )}
            {undoable > 0 && can(context, 'evidence:edit') && (
              <div className="mt-4 print:hidden">
                <UndoBatchForm
                  council={council}
                  batch={id}
                  query={queryOf(view)}
                  button={`Undo the change of ${formatCount(undoable, 'item')}`}
                />
              </div>
            )}
          </>
        )}
      </Section>
      <p className="mt-8 print:hidden">
        <Link href={listHref}>Back to the evidence list</Link>
      </p>
    </CouncilFrame>
  );
}

function References({ council, references }: { council: string; references: readonly string[] }) {
  return references.map((reference, at) => (
    <span key={reference}>
      {at > 0 && ', '}
      <Link href={routes.evidenceItem(council, reference)}>{reference}</Link>
    </span>
  ));
}
