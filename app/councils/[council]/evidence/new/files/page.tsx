import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Link } from '#components/ui/link.tsx';
import { AddFiles } from '#components/uploads/add-files.tsx';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { ACCEPT_ATTRIBUTE } from '#lib/platform/storage/allowed-types.ts';
import { refusalMessage } from '#lib/platform/storage/refusals.ts';
import { getStorageUse } from '#lib/record/evidence/queries.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';
import { MAX_WAITING } from '#lib/record/uploads/rules.ts';

type AddFilesPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TITLE = 'Add several files';

export default async function AddFilesPage({ params, searchParams }: AddFilesPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:add');
  const { statement } = await searchParams;
  const from = isKnownStatement(statement) ? statement : undefined;
  const uploads = await listUploads(context);
  const maxUploadMb = env().MAX_UPLOAD_MB;
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      title={TITLE}
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: routes.addEvidence(council, { statement: from }), text: 'Add evidence' },
      ]}
    >
      <PageHeading>{TITLE}</PageHeading>
      <p className="mb-6 hidden max-w-text noscript:block">
        This page needs a browser that runs scripts. In any browser you can{' '}
        <Link href={routes.addEvidence(council, { statement: from })}>upload up to 10 files in one form</Link>
        .
      </p>
      <AddFiles
        council={council}
        from={from}
        url={routes.uploads(council)}
        answersHref={routes.answerUploads(council, from)}
        accept={ACCEPT_ATTRIBUTE}
        maxUploadMb={maxUploadMb}
        mostFiles={MAX_WAITING.max}
        storage={await getStorageUse(context)}
        earlier={uploads.map(({ id, name, folder, modified, bytes, received, state, refusal }) => ({
          id,
          name,
          folder,
          modified,
          bytes,
          received,
          state,
          message: refusal === null ? '' : refusalMessage(refusal, { maxUploadMb, name, isOneOfMany: true }),
        }))}
      />
    </CouncilFrame>
  );
}
