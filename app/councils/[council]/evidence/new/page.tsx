import { validate as isUuid } from 'uuid';
import { MAX_FILES } from '#app/councils/[council]/evidence/upload/receive-upload.ts';
import { tooManyFiles } from '#app/councils/[council]/evidence/upload/upload-problems.ts';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { AddLinkForm } from '#components/evidence/add-link-form.tsx';
import { AlreadyAdded } from '#components/evidence/already-added.tsx';
import { AttachFromList } from '#components/evidence/attach-from-list.tsx';
import { StorageNotice } from '#components/evidence/storage-notice.tsx';
import { readSavedUpload, type SavedUpload } from '#components/evidence/upload-answers.ts';
import { UploadForm } from '#components/evidence/upload-form.tsx';
import { WaysToAdd } from '#components/evidence/ways-to-add.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LockNotice } from '#components/reviews/lock-notice.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOf, isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import type { WayToAdd } from '#lib/kernel/routes.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getEvidencePlace } from '#lib/pages/evidence-on-statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { pageNumber } from '#lib/platform/forms/page-number.ts';
import { loadFormState } from '#lib/platform/forms/saved-form-state.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { ACCEPT_ATTRIBUTE } from '#lib/platform/storage/allowed-types.ts';
import { refusalMessage } from '#lib/platform/storage/refusals.ts';
import { getFramework } from '#lib/record/assessments/queries.ts';
import { getDetailChoices, getStorageUse } from '#lib/record/evidence/queries.ts';

type AddEvidencePageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const HEADINGS: Record<WayToAdd, string> = {
  files: 'Add evidence',
  link: 'Add a link',
  list: 'Attach evidence',
};

export default async function AddEvidencePage({ params, searchParams }: AddEvidencePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:add');
  const query = await searchParams;
  const words = searchWords(query.words);
  const search = query.way === 'list' ? { words: words || undefined, page: pageNumber(query.page) } : null;
  const place = isKnownStatement(query.statement) ? await getEvidencePlace(context, search) : null;
  const framework = place ? frameworkOf(place.assessment.framework) : await getFramework(context);
  const statement = place ? framework.statementIds.find((id) => id === query.statement) : undefined;
  const { assessment, lock, list } = (statement && place) || { assessment: null, lock: null, list: null };
  const way = query.way === 'link' || (query.way === 'list' && list) ? query.way : 'files';

  const name = statement && knownStatement(statement).name;
  const kept = way === 'files' ? await loadSavedUpload(context, query.kept) : null;
  const doneHref = statement ? routes.statement(council, statement) : routes.evidence(council);
  const submission = crypto.randomUUID();
  const choices = await getDetailChoices(context, framework);
  const form = {
    council,
    submission,
    title: name ? `${HEADINGS[way]} to ${name}` : HEADINGS[way],
    councilName: context.council.name,
    heading: (
      <>
        <PageHeading caption={name}>{HEADINGS[way]}</PageHeading>
        {lock && (
          <>
            <LockNotice context={context} lock={lock} />
            <p className="-mt-4 mb-8">
              You can{' '}
              <Link href={routes.addEvidence(council, { way: way === 'list' ? 'files' : way })}>
                add it to the evidence list
              </Link>{' '}
              now, and link it to {name} later.
            </p>
          </>
        )}
        <WaysToAdd council={council} statement={statement} current={way} />
        {way === 'files' && (
          <>
            <StorageNotice storage={await getStorageUse(context)} />
            <p className="mb-6">
              More than {MAX_FILES} files, or a folder?{' '}
              <Link href={routes.addFiles(council, statement)}>Add several files</Link>
            </p>
            {kept && <AlreadyAdded added={kept.added} doneHref={doneHref} />}
          </>
        )}
      </>
    ),
  };
  const maxUploadMb = env().MAX_UPLOAD_MB;
  return (
    <CouncilFrame
      context={context}
      place={statement ? 'assessment' : 'evidence'}
      breadcrumbs={
        statement && assessment && name
          ? [
              { href: routes.assessment(council), text: assessment.name },
              { href: routes.statement(council, statement), text: name },
            ]
          : [{ href: routes.evidence(council), text: 'Evidence' }]
      }
    >
      {way === 'files' && (
        <UploadForm
          {...form}
          url={routes.uploadEvidence(council)}
          doneHref={doneHref}
          statement={statement}
          assessment={assessment?.id}
          choices={choices}
          kept={kept}
          accept={ACCEPT_ATTRIBUTE}
          mostFiles={MAX_FILES}
          maxUploadMb={maxUploadMb}
          texts={{
            files: `Documents, pictures, recordings or emails. Up to ${MAX_FILES}, each smaller than ${maxUploadMb}MB. We remove the location from photos and films.`,
            title: 'Leave blank to use file names. If you enter a title, every file gets it.',
            tooMany: tooManyFiles(MAX_FILES),
            tooLarge: refusalMessage('too-large', { maxUploadMb }),
            failed: refusalMessage('failed', { maxUploadMb }),
          }}
        />
      )}
      {way === 'link' && (
        <AddLinkForm {...form} statement={statement} assessment={assessment?.id} choices={choices} />
      )}
      {way === 'list' && statement && assessment && list && (
        <AttachFromList
          {...form}
          statement={statement}
          assessment={assessment.id}
          words={words}
          list={list}
          asOf={context.now()}
        />
      )}
    </CouncilFrame>
  );
}

async function loadSavedUpload(
  context: CouncilContext,
  id: string | string[] | undefined,
): Promise<SavedUpload | null> {
  return typeof id === 'string' && isUuid(id)
    ? readSavedUpload(await loadFormState(context, id), context.council.slug)
    : null;
}
