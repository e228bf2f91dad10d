import { notFound, redirect } from 'next/navigation';
import { validate as isUuid } from 'uuid';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { readSavedReplacement, type SavedReplacement } from '#components/evidence/replace-answers.ts';
import { ReplaceForm } from '#components/evidence/replace-form.tsx';
import { StorageNotice } from '#components/evidence/storage-notice.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { loadFormState } from '#lib/platform/forms/saved-form-state.ts';
import { ACCEPT_ATTRIBUTE } from '#lib/platform/storage/allowed-types.ts';
import { getEvidenceItem, getStorageUse } from '#lib/record/evidence/queries.ts';
import { personalDataOf } from '#lib/record/evidence/rules.ts';

type ReplacePageProps = {
  params: Promise<{ council: string; reference: string }>;
  searchParams: Promise<{ kept?: string | string[] }>;
};

export default async function ReplacePage({ params, searchParams }: ReplacePageProps) {
  const { council, reference } = await params;
  const context = await requireCouncil(council, 'evidence:edit');
  const item = (await getEvidenceItem(context, reference)) ?? notFound();
  // Somebody did it meanwhile, and that page says so.
  if (item.state === 'erased') redirect(routes.evidenceItem(council, item.reference));
  const { source } = item;
  const itemHref = routes.evidenceItem(council, item.reference);
  const title = `Replace the file of ${item.reference}`;
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: itemHref, text: item.reference },
      ]}
    >
      {source.kind === 'file' ? (
        <ReplaceForm
          url={routes.uploadReplacement(council, item.reference)}
          itemHref={itemHref}
          based={source.version}
          values={{
            datedOn: item.datedOn ?? '',
            reviewBy: item.reviewBy ?? '',
            containsPersonalData: personalDataOf(item),
          }}
          kept={await loadKept(context, (await searchParams).kept, item.reference)}
          accept={ACCEPT_ATTRIBUTE}
          maxUploadMb={env().MAX_UPLOAD_MB}
          title={title}
          councilName={context.council.name}
          heading={
            <>
              <PageHeading caption={item.title}>{title}</PageHeading>
              <StorageNotice storage={await getStorageUse(context)} />
              <p className="mb-8 max-w-text">
                Version {source.version} is <bdi>{source.name}</bdi>. It can still be downloaded, and signed
                versions and closed assessments keep it. Statements that use {item.reference} follow the new
                version, and page references are marked to be checked.
              </p>
            </>
          }
        />
      ) : (
        <>
          <PageTitle within={context.council.name}>{title}</PageTitle>
          <PageHeading caption={item.title}>{title}</PageHeading>
          <p className="max-w-text">
            {item.reference} is a link, so there is no file to replace: it always leads to what is at its
            address now. If the document has moved, add the new address as evidence, then{' '}
            <Link href={routes.withdrawEvidence(council, item.reference)}>withdraw {item.reference}</Link>.
          </p>
        </>
      )}
    </CouncilFrame>
  );
}

async function loadKept(
  context: CouncilContext,
  id: string | string[] | undefined,
  reference: string,
): Promise<SavedReplacement | null> {
  return typeof id === 'string' && isUuid(id)
    ? readSavedReplacement(await loadFormState(context, id), reference)
    : null;
}
