import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { LockNotice } from '#components/reviews/lock-notice.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { AnswersForm } from '#components/uploads/answers-form.tsx';
import { describeAnswers, describeSame } from '#components/uploads/describe-answers.ts';
import { frameworkOf, isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getEvidencePlace } from '#lib/pages/evidence-on-statement.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getFramework } from '#lib/record/assessments/queries.ts';
import { getDetailChoices } from '#lib/record/evidence/queries.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';

type AnswersPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TITLE = 'Questions about your files';

export default async function AnswersPage({ params, searchParams }: AnswersPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:add');
  const { statement } = await searchParams;
  const from = isKnownStatement(statement) ? statement : undefined;
  const uploads = (await listUploads(context)).filter(({ state }) => state === 'ready');
  const place = await getEvidencePlace(context, null);
  const framework = place ? frameworkOf(place.assessment.framework) : await getFramework(context);
  const open = place && !place.lock ? place.assessment : null;
  const choices = await getDetailChoices(context, framework);
  const sendHref = routes.addFiles(council, from);
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: sendHref, text: 'Add several files' },
      ]}
    >
      {uploads.length === 0 ? (
        <>
          <PageTitle within={context.council.name}>{TITLE}</PageTitle>
          <PageHeading>{TITLE}</PageHeading>
          <EmptyState action={<ButtonLink href={sendHref}>Choose files</ButtonLink>}>
            No files are waiting for answers. Choose files to add to the evidence list.
          </EmptyState>
        </>
      ) : (
        <AnswersForm
          council={council}
          assessment={open?.id}
          from={from && open ? from : undefined}
          title={TITLE}
          councilName={context.council.name}
          choices={choices}
          statements={
            open ? framework.statementIds.map((id) => ({ value: id, label: knownStatement(id).name })) : []
          }
          uploads={uploads.map(({ id, name, folder, bytes, title, answers, same }) => ({
            id,
            name,
            folder,
            bytes,
            title,
            answers: answers && describeAnswers(answers, framework, choices),
            same: same && describeSame(same),
          }))}
          heading={
            <>
              <PageHeading>{TITLE}</PageHeading>
              {place?.lock && <LockNotice context={context} lock={place.lock} />}
              <p className="mb-6 max-w-text">
                {formatCount(uploads.length, 'file')} saved, not in the evidence list yet. Answer the
                questions about the files you select, then add them. If the answers differ, select some files,
                save their answers, then select others. <Link href="#questions">Go to the questions</Link>.
                You can also <Link href={sendHref}>choose more files or remove some</Link>.
              </p>
            </>
          }
        />
      )}
    </CouncilFrame>
  );
}
