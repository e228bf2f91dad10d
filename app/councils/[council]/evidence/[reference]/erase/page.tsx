import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import {
  AnswerErasureForm,
  AskErasureForm,
  TakeBackErasureForm,
} from '#components/erasures/erasure-form.tsx';
import { ErasureReach } from '#components/erasures/erasure-reach.tsx';
import { ErasureRequest } from '#components/erasures/erasure-request.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { type ErasurePage, getErasure } from '#lib/work/erasures/queries.ts';
import { ERASURE_REASON_LIMIT } from '#lib/work/erasures/rules.ts';

type ErasePageProps = { params: Promise<{ council: string; reference: string }> };

export default async function ErasePage({ params }: ErasePageProps) {
  const { council, reference: asked } = await params;
  const context = await requireCouncil(council, 'evidence:erase');
  const erasure = (await getErasure(context, asked)) ?? notFound();
  const { reference, title, state, held, last, newest, confirmers, reach } = erasure;
  const waiting = last?.answered === null ? last : null;
  // Without a request that waits, this person can make one.
  const isOwn = waiting === null || waiting.askedById === context.person.id;
  const isErased = state === 'erased';
  const newer = waiting && newest && newest.number !== waiting.fileVersion ? newest : null;
  const itemHref = routes.evidenceItem(council, reference);
  const page = {
    council,
    reference,
    councilName: context.council.name,
    title: `Erase ${reference}`,
    itemHref,
    heading: (
      <>
        <PageHeading caption={`${reference} ${title}`}>Erase {reference}</PageHeading>
        {last && <ErasureRequest erasure={last} />}
        {held && (
          <InsetText>
            {reference} is on legal hold, so it cannot be erased.{' '}
            <Link href={itemHref}>Release the hold on {reference}</Link> first.
          </InsetText>
        )}
        {newer && !isErased && (
          <NewerVersion newer={newer} askedBy={isOwn ? null : waiting?.askedBy} itemHref={itemHref} />
        )}
        {!isErased && !held && !newer && (
          <>
            <WarningText>
              Erasing is for what should never have been here, such as the wrong person’s data. It cannot be
              undone.
            </WarningText>
            <Confirmers names={confirmers} isWaiting={waiting !== null} isOwn={isOwn} />
            <ErasureReach reach={reach} />
          </>
        )}
      </>
    ),
  };
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: itemHref, text: reference },
      ]}
    >
      {isErased || (held && !waiting) ? (
        <>
          <PageTitle within={page.councilName}>{page.title}</PageTitle>
          {page.heading}
        </>
      ) : waiting === null ? (
        <AskErasureForm page={page} reasonLimit={ERASURE_REASON_LIMIT} seen={newest?.number ?? null} />
      ) : isOwn ? (
        <TakeBackErasureForm page={page} number={waiting.number} />
      ) : (
        <AnswerErasureForm
          page={page}
          number={waiting.number}
          reasonLimit={ERASURE_REASON_LIMIT}
          mayConfirm={!held && !newer}
        />
      )}
    </CouncilFrame>
  );
}

type NewerVersionProps = {
  newer: NonNullable<ErasurePage['newest']>;
  /** Null: this person asked. */
  askedBy: string | null | undefined;
  itemHref: string;
};

/** Why a request cannot be confirmed: whoever asked knew nothing of this version. */
function NewerVersion({ newer: { number, by, at }, askedBy, itemHref }: NewerVersionProps) {
  return (
    <InsetText>
      {by} added version {number} of the file after {askedBy ?? 'you'} asked, {formatDateTime(at)}. Nothing is
      erased that nobody asked for, so this request cannot be confirmed.{' '}
      <Link href={itemHref}>Check the new version</Link>. If everything still has to go,{' '}
      {askedBy ? 'decline this request and ask yourself' : 'take back your request and ask again'}.
    </InsetText>
  );
}

/** Who has to confirm: somebody else than the person who asks. */
function Confirmers({
  names,
  isWaiting,
  isOwn,
}: {
  names: readonly string[];
  isWaiting: boolean;
  isOwn: boolean;
}) {
  if (!isOwn) return null;
  const start = isWaiting
    ? 'Another assurance lead or director has to confirm your request'
    : 'You ask, and another assurance lead or director has to confirm';
  return (
    <p className="mb-8 max-w-text">
      {names.length > 0
        ? `${start}: ${formatList(names)}.`
        : `${start}. Your council has nobody else who can: ask an administrator to invite an assurance lead or a director.`}
    </p>
  );
}
