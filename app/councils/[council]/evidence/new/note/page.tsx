import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { WaysToAdd } from '#components/evidence/ways-to-add.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { AddNoteForm } from '#components/notes/add-note-form.tsx';
import { LockNotice } from '#components/reviews/lock-notice.tsx';
import { frameworkOf, isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getEvidencePlace } from '#lib/pages/evidence-on-statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getFramework } from '#lib/record/assessments/queries.ts';
import { type EvidenceItemView, getDetailChoices, getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { isRecording } from '#lib/record/evidence/rules.ts';

type AddNotePageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function AddNotePage({ params, searchParams }: AddNotePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:add');
  const query = await searchParams;
  const place = isKnownStatement(query.statement) ? await getEvidencePlace(context, null) : null;
  const framework = place ? frameworkOf(place.assessment.framework) : await getFramework(context);
  const statement = place ? framework.statementIds.find((id) => id === query.statement) : undefined;
  const name = statement && knownStatement(statement).name;
  const recording = await findRecording(context, query.transcript);
  const heading = recording ? `Write the transcript of ${recording.reference}` : 'Write a note';
  return (
    <CouncilFrame
      context={context}
      place={statement ? 'assessment' : 'evidence'}
      breadcrumbs={
        statement && place && name
          ? [
              { href: routes.assessment(council), text: place.assessment.name },
              { href: routes.statement(council, statement), text: name },
            ]
          : [{ href: routes.evidence(council), text: 'Evidence' }]
      }
    >
      <AddNoteForm
        council={council}
        statement={statement}
        assessment={statement && place?.assessment.id}
        submission={crypto.randomUUID()}
        choices={await getDetailChoices(context, framework)}
        recording={recording && { reference: recording.reference, title: recording.title }}
        title={name ? `${heading} to ${name}` : heading}
        councilName={context.council.name}
        heading={
          <>
            <PageHeading caption={recording?.title ?? name}>{heading}</PageHeading>
            {place?.lock && <LockNotice context={context} lock={place.lock} />}
            {!recording && <WaysToAdd council={council} statement={statement} current="note" />}
          </>
        }
      />
    </CouncilFrame>
  );
}

/** The recording in the address whose transcript is to be written. Null without one, or if it is no recording. */
async function findRecording(
  context: CouncilContext,
  reference: string | string[] | undefined,
): Promise<EvidenceItemView | null> {
  const item = typeof reference === 'string' ? await getEvidenceItem(context, reference) : null;
  return item?.source.kind === 'file' && isRecording(item.source.mediaType) ? item : null;
}
