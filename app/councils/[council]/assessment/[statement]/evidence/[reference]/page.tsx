import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { EvidenceUseForm } from '#components/evidence/evidence-use-form.tsx';
import { RemoveFromStatementForm } from '#components/evidence/remove-from-statement-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LockNotice } from '#components/reviews/lock-notice.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getEvidenceUse } from '#lib/pages/evidence-on-statement.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { checkPlace } from '#lib/record/evidence/lifecycle.ts';

type EvidenceUsePageProps = {
  params: Promise<{ council: string; statement: string; reference: string }>;
  searchParams: Promise<{ remove?: string | string[] }>;
};

export default async function EvidenceUsePage({ params, searchParams }: EvidenceUsePageProps) {
  const { council, statement, reference } = await params;
  const context = await requireCouncil(council, 'evidence:edit');
  if (!isKnownStatement(statement)) notFound();
  const { assessment, lock, item, use } = (await getEvidenceUse(context, statement, reference)) ?? notFound();
  const notice = lock && <LockNotice context={context} lock={lock} />;
  const { name } = knownStatement(statement);
  const removing = (await searchParams).remove !== undefined;
  const heading = removing ? `Remove ${item.reference} from ${name}?` : `${item.reference} on ${name}`;
  const form = {
    council,
    statement,
    reference: item.reference,
    assessment: assessment.id,
    title: heading,
    councilName: context.council.name,
  };
  const itemLink = <Link href={routes.evidenceItem(council, item.reference)}>{item.title}</Link>;
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[
        { href: routes.assessment(council), text: 'Assessment' },
        { href: routes.statement(council, statement), text: name },
      ]}
    >
      {removing ? (
        <RemoveFromStatementForm {...form}>
          <PageHeading lead={itemLink}>{heading}</PageHeading>
          {notice}
          <p className="max-w-text">
            {item.reference} stays in your evidence list and on any other statement it is linked to.{' '}
            {use.shows === '' && use.location === ''
              ? 'There is no explanation of what it shows here to lose.'
              : 'You will lose this explanation of what it shows here:'}
          </p>
          {(use.shows !== '' || use.location !== '') && (
            <InsetText>
              <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                {use.shows}
              </p>
              {use.location !== '' && (
                <p className="text-ink-soft">
                  Where: <bdi>{use.location}</bdi>
                </p>
              )}
            </InsetText>
          )}
        </RemoveFromStatementForm>
      ) : (
        <EvidenceUseForm
          {...form}
          statementName={name}
          use={use}
          fingerprint={fingerprintOfUse(use)}
          fileVersion={item.source.kind === 'file' ? item.source.version : undefined}
          heading={
            <>
              <PageHeading lead={itemLink}>{heading}</PageHeading>
              {notice}
              {use.outdated !== null && (
                <InsetText>
                  {checkPlace(use.outdated)} Look in the new version, correct the page if it has moved, then
                  save.
                </InsetText>
              )}
            </>
          }
        />
      )}
    </CouncilFrame>
  );
}
