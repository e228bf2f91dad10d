import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { AnswerForm } from '#components/returns/answer-form.tsx';
import { AnswerSearch } from '#components/returns/answer-search.tsx';
import { CarryForm } from '#components/returns/carry-form.tsx';
import { ChangeAnswerForm } from '#components/returns/change-answer-form.tsx';
import { ItemAnswers } from '#components/returns/item-answers.tsx';
import { ItemFacts } from '#components/returns/item-facts.tsx';
import { ItemLinks } from '#components/returns/item-links.tsx';
import { ItemMoves } from '#components/returns/item-moves.tsx';
import { KindLinks } from '#components/returns/kind-links.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { RemoveAnswerForm } from '#components/returns/remove-answer-form.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { getAnswerChoices, getReturn } from '#lib/record/returns/queries.ts';
import {
  ANSWER_KINDS,
  askedItems,
  describeAnswer,
  isChangeable,
  itemChoice,
  itemName,
} from '#lib/record/returns/rules.ts';
import { standings } from '#lib/record/returns/state.ts';

type ItemPageProps = {
  params: Promise<{ council: string; number: string; list: string; item: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReturnItemPage({ params, searchParams }: ItemPageProps) {
  const { council, number, list: listNumber, item: itemKey } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'inspection:view');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  const item = list?.items.find(({ key }) => key === parsePositiveInt(itemKey));
  if (!list || !item) notFound();
  const today = londonDay(context.now());
  const standing = standings(list, today).get(item.key) ?? null;
  const title = capitalise(itemName(item));
  const about = { council, inspection, list: list.number, item: item.key };
  const frame = { context, place: 'inspections', breadcrumbs: listCrumbs(council, list) } as const;
  const isOpen = isChangeable(list) && standing !== null;
  const mayAnswer = isOpen && item.state !== 'signed_off' && can(context, 'return:answer');
  const here = routes.returnItem(council, inspection, list.number, item.key);

  const chosen = mayAnswer ? item.answers.find(({ id }) => id === query.answer) : undefined;
  if (chosen) {
    const words = describeAnswer(chosen, list.items);
    const isRemoved = query.remove !== undefined;
    const what = `${isRemoved ? 'Remove' : 'Change'} an answer`;
    const props = { ...about, councilName: context.council.name, title: what };
    const heading = (
      <PageHeading caption={title} lead={<bdi>{words}</bdi>}>
        {what}
      </PageHeading>
    );
    return (
      <CouncilFrame {...frame} breadcrumbs={[...frame.breadcrumbs, { href: here, text: title }]}>
        {isRemoved ? (
          <RemoveAnswerForm {...props} answer={chosen.id} version={chosen.version} heading={heading} />
        ) : (
          <ChangeAnswerForm
            {...props}
            answer={{
              ...{ id: chosen.id, kind: chosen.kind, place: chosen.place, url: chosen.url },
              ...{ reason: chosen.reason, followsOn: chosen.followsOn, version: chosen.version },
            }}
            saved={words}
            heading={heading}
          />
        )}
      </CouncilFrame>
    );
  }

  const top = (
    <>
      <PageHeading caption={list.name}>{title}</PageHeading>
      <p className="mb-6 max-w-text text-19 whitespace-pre-line wrap-anywhere">
        <bdi>{item.asked}</bdi>
      </p>
      <ItemFacts item={item} standing={standing} />
      <ItemAnswers
        {...about}
        answers={item.answers}
        items={list.items}
        standing={standing}
        mayChange={mayAnswer}
      />
    </>
  );
  const bottom = (
    <>
      {isOpen && (
        <ItemMoves
          {...about}
          state={item.state}
          version={item.version}
          mayReady={can(context, 'return:answer')}
          maySign={can(context, 'return:sign')}
          isOwner={item.owner?.id === context.person.id}
        />
      )}
      <ItemLinks council={council} list={list} item={item} />
    </>
  );
  const carried = standing === null && isChangeable(list) && item.answers.length > 0;
  if (carried && can(context, 'return:answer'))
    return (
      <CouncilFrame {...frame}>
        <CarryForm
          {...about}
          councilName={context.council.name}
          items={askedItems(list).map(itemChoice)}
          title={title}
          heading={top}
        />
        {bottom}
      </CouncilFrame>
    );
  if (!mayAnswer)
    return (
      <CouncilFrame {...frame} title={title}>
        {top}
        {bottom}
      </CouncilFrame>
    );

  const words = searchWords(query.words);
  const kind = ANSWER_KINDS.find((one) => one === query.add) ?? 'evidence';
  const choices = await getAnswerChoices(context, { ...about, kind, words });
  if (!choices) notFound();
  return (
    <CouncilFrame {...frame}>
      <AnswerForm
        {...about}
        councilName={context.council.name}
        kind={kind}
        offered={choices.offered}
        items={askedItems(list)
          .filter(({ key }) => key !== item.key)
          .map(itemChoice)}
        measures={choices.measures.map(({ key, name }) => ({ value: key, label: name }))}
        canBeReady={item.state === 'open'}
        title={title}
        heading={
          <>
            {top}
            <KindLinks {...about} kind={kind} />
            {kind === 'evidence' && (
              <AnswerSearch {...about} words={words} offered={choices.offered.length} total={choices.total} />
            )}
          </>
        }
      />
      {bottom}
    </CouncilFrame>
  );
}
