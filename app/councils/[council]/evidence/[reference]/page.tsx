import { notFound } from 'next/navigation';
import { CommentsLink } from '#components/comments/comments-link.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ErasureNotice } from '#components/erasures/erasure-notice.tsx';
import { Concerns } from '#components/evidence/concerns.tsx';
import { FileDownload } from '#components/evidence/file-download.tsx';
import { FilePreview } from '#components/evidence/file-preview.tsx';
import { FileVersions, ItemDetails, SourceDetails } from '#components/evidence/item-details.tsx';
import { ItemLife, LifeNotices } from '#components/evidence/item-life.tsx';
import { ItemUses } from '#components/evidence/item-uses.tsx';
import { LinkStatementsForm } from '#components/evidence/link-statements-form.tsx';
import { ReviewNotice } from '#components/evidence/review-notice.tsx';
import { Transcripts } from '#components/evidence/transcripts.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { PersonalDataNotice } from '#components/personal-data/personal-data-notice.tsx';
import { AnsweredItems } from '#components/returns/answered-items.tsx';
import { ScanNotice } from '#components/scans/scan-notice.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { getEvidencePage, type PlaceInFile } from '#lib/pages/evidence-item.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pageNumber, parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { recordView } from '#lib/record/evidence/commands.ts';
import { concernsOf } from '#lib/record/evidence/concerns.ts';
import { isInUse, isUsable } from '#lib/record/evidence/lifecycle.ts';
import { isRecording } from '#lib/record/evidence/rules.ts';

type EvidenceItemPageProps = {
  params: Promise<{ council: string; reference: string }>;
  searchParams: Promise<Partial<Record<'page' | 'version' | 'as', string | string[]>>>;
};

export default async function EvidenceItemPage({ params, searchParams }: EvidenceItemPageProps) {
  const { council, reference } = await params;
  const { page, version, as } = await searchParams;
  const context = await requireCouncil(council, 'evidence:view');
  const place: PlaceInFile = {
    page: page === undefined ? null : pageNumber(page),
    version: parsePositiveInt(version),
    as: as === 'pages' || as === 'text' ? as : null,
  };
  const { item, erasure, comments, framework, linkIn, versions, ownTopics, likely, answers, preview } =
    (await getEvidencePage(context, reference, place)) ?? notFound();
  const isErased = item.state === 'erased';
  const mayEdit = can(context, 'evidence:edit') && !isErased;
  const mayHold = can(context, 'evidence:hold') && !isErased;
  const mayErase = can(context, 'evidence:erase') && !isErased;
  const { source } = item;
  const isAsked = page !== undefined || version !== undefined;
  const shown = preview && (preview.kind !== null || preview.text?.page || isAsked) ? preview : null;
  if (shown?.text?.page) await recordView(context, item.reference, shown.version.sha256);
  const scan = versions[0]?.scan;
  const title = `${item.reference} ${item.title}`;
  const linked = item.uses.map(({ statement }) => statement);
  const others = framework.statements.filter(({ id }) => !linked.includes(id));
  const toStatements = (
    <>
      <PageHeading caption={item.reference}>
        <bdi className="wrap-anywhere">{item.title}</bdi>
      </PageHeading>
      {erasure && <ErasureNotice council={council} reference={item.reference} {...{ erasure, mayErase }} />}
      <Concerns concerns={concernsOf(item, context.now())} />
      <LifeNotices council={council} item={item} mayEdit={mayEdit} />
      <ReviewNotice council={council} item={item} mayEdit={mayEdit} asOf={context.now()} />
      {scan && !isErased && (
        <ScanNotice
          council={council}
          reference={item.reference}
          {...{ scan, mayEdit }}
          asOf={context.now()}
        />
      )}
      <PersonalDataNotice council={council} reference={item.reference} {...{ likely, mayEdit }} />
      {comments && (
        <div className="mb-6">
          <CommentsLink council={council} subject={item.reference} count={comments} />
        </div>
      )}
      {source.kind === 'file' && !isErased && isUsable(item.scan) && can(context, 'evidence:download') && (
        <FileDownload council={council} reference={item.reference} source={source} />
      )}
      {shown && <FilePreview council={council} item={item} preview={shown} mayEdit={mayEdit} />}
      <Section heading="Linked statements">
        <ItemUses council={council} item={item} mayEdit={mayEdit} />
      </Section>
      {answers.length > 0 && (
        <Section heading="Information return">
          <AnsweredItems council={council} answers={answers} />
        </Section>
      )}
    </>
  );
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[{ href: routes.evidence(council), text: 'Evidence' }]}
    >
      <div className={shown ? 'beside-file' : undefined}>
        {linkIn !== null && others.length > 0 && isInUse(item) ? (
          <LinkStatementsForm
            council={council}
            reference={item.reference}
            assessment={linkIn}
            statements={others.map(({ id, name }) => ({ id, name }))}
            title={title}
            councilName={context.council.name}
          >
            {toStatements}
          </LinkStatementsForm>
        ) : (
          <>
            <PageTitle within={context.council.name}>{title}</PageTitle>
            {toStatements}
          </>
        )}
        {source.kind === 'file' && !isErased && isRecording(source.mediaType) && (
          <Section heading="Transcript">
            <Transcripts council={council} item={item} mayAdd={can(context, 'evidence:add')} />
          </Section>
        )}
        <Section
          heading="Details"
          action={mayEdit && <Link href={routes.editEvidence(council, item.reference)}>Change details</Link>}
        >
          <ItemDetails {...{ council, item, framework, ownTopics }} />
        </Section>
        <Section
          id={versions.length === 1 ? 'versions' : undefined}
          heading={source.kind === 'file' ? 'File' : 'Link'}
          action={
            <span className="space-x-6">
              {source.kind === 'file' && mayEdit && (
                <Link href={routes.replaceEvidence(council, item.reference)}>Replace the file</Link>
              )}
              <Link href={routes.activity(council, { evidence: item.reference })}>
                History of {item.reference}
              </Link>
            </span>
          }
        >
          <SourceDetails source={source} added={versions[0] ?? item.added} newest={versions[0]} />
        </Section>
        {versions.length > 1 && (
          <Section id="versions" heading="Versions of the file">
            <FileVersions
              council={council}
              reference={item.reference}
              versions={versions}
              mayDownload={can(context, 'evidence:download') && !isErased}
            />
          </Section>
        )}
        {(mayEdit || mayHold || item.steps.length > 0) && (
          <Section heading="Withdrawal, legal hold and erasure">
            <ItemLife council={council} item={item} mayEdit={mayEdit} mayHold={mayHold} />
            {mayErase && (
              <p className="mt-2 print:hidden">
                <Link href={routes.eraseEvidence(council, item.reference)}>Erase {item.reference}</Link>
              </p>
            )}
          </Section>
        )}
      </div>
    </CouncilFrame>
  );
}
