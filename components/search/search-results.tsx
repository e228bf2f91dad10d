import type { ReactNode } from 'react';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import {
  MOST_PAGES,
  MOST_WORDS,
  marked,
  type Passage,
  passageOf,
  RESULT_KINDS,
  type ResultKind,
} from '#lib/insight/search/rules.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { SearchView } from '#lib/pages/search.ts';
import { TOPIC_NAMES } from '#lib/record/topics/rules.ts';
import { EvidenceResult } from './evidence-result.tsx';
import { Result } from './result.tsx';

type SearchResultsProps = {
  council: string;
  typed: string;
  kind: ResultKind | null;
  view: SearchView;
  asOf: Date;
};

export function SearchResults(props: SearchResultsProps) {
  const { council, typed, kind, view } = props;
  const { totals, instead, writtenOut, direct, alike } = view;
  const words = instead ?? typed;
  const kinds = (Object.keys(RESULT_KINDS) as ResultKind[]).filter((one) => totals[one] > 0);
  const total = kinds.reduce((sum, one) => sum + totals[one], 0);
  return (
    <>
      {instead !== null && (
        <p className="mt-6 max-w-text">
          Nothing has “{typed}”. Showing results for <strong>{instead}</strong>.
        </p>
      )}
      {writtenOut !== null && (
        <p className="mt-6 max-w-text">
          See also{' '}
          <Link href={routes.search(council, { words: writtenOut, kind: kind ?? undefined })}>
            {writtenOut}
          </Link>
        </p>
      )}
      <Limits limits={view.limits} />
      <Direct council={council} direct={direct} />
      {total > 0 && (
        <nav aria-label="Kinds of result" className="mt-6 print:hidden">
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            <KindLink
              href={routes.search(council, { words })}
              text="All"
              count={total}
              isHere={kind === null}
            />
            {kinds.map((one) => (
              <KindLink
                key={one}
                href={routes.search(council, { words, kind: one })}
                text={RESULT_KINDS[one]}
                count={totals[one]}
                isHere={kind === one}
              />
            ))}
          </ul>
        </nav>
      )}
      {kind !== null && totals[kind] === 0 && total > 0 && (
        <p className="mt-8 max-w-text">Nothing of this kind. There are other results for these words.</p>
      )}
      {kinds
        .filter((one) => kind === null || kind === one)
        .map((one) => (
          <Section
            key={one}
            heading={RESULT_KINDS[one]}
            message={formatCount(totals[one], 'result')}
            action={
              kind === null &&
              totals[one] > shownOf(view, one) && (
                <Link href={routes.search(council, { words, kind: one })}>
                  All {totals[one]}
                  <span className="sr-only"> results: {RESULT_KINDS[one]}</span>
                </Link>
              )
            }
          >
            <ul className="space-y-6">{resultsOf(props, one)}</ul>
          </Section>
        ))}
      {kind !== null && (
        <Pagination
          page={view.page}
          pages={view.pages}
          hrefFor={(page) => routes.search(council, { words, kind, page })}
          label="Result pages"
        />
      )}
      {alike.length > 0 && (
        <Section heading="Similar titles">
          <ul className="space-y-1">
            {alike.map(({ reference, title }) => (
              <li key={reference}>
                <span className="tabular">{reference}</span>{' '}
                <Link href={routes.evidenceItem(council, reference)} className="link wrap-anywhere">
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

type KindLinkProps = { href: string; text: string; count: number; isHere: boolean };

function KindLink({ href, text, count, isHere }: KindLinkProps) {
  return (
    <li>
      <Link
        href={href}
        aria-current={isHere ? 'page' : undefined}
        className={`inline-flex min-h-8 items-center gap-1.5 ${isHere ? 'border-b-4 border-accent font-bold text-ink no-underline' : 'link'}`}
      >
        {text} <span className="tabular">({count})</span>
      </Link>
    </li>
  );
}

/** What was not searched for, or not all of it. */
export function Limits({ limits: { words, pages } }: { limits: SearchView['limits'] }) {
  if (!words && !pages) return null;
  return (
    <ul className="mt-6 max-w-text space-y-1">
      {words && <li>Searched for the first {MOST_WORDS} words. The others were left out.</li>}
      {pages && (
        <li>
          Looked for the words in a row on {formatNumber(MOST_PAGES)} pages of the newest files with these
          words. Add a word to look at fewer files.
        </li>
      )}
    </ul>
  );
}

/** What the words name: an item by its reference, a statement by its name. */
function Direct({
  council,
  direct: { item, statements },
}: {
  council: string;
  direct: SearchView['direct'];
}) {
  if (!item && statements.length === 0) return null;
  return (
    <ul className="mt-6 space-y-1 border-l-4 border-accent pl-4 text-19">
      {item && (
        <li>
          <Link
            href={routes.evidenceItem(council, item.reference, { page: item.page ?? undefined })}
            className="link font-semibold wrap-anywhere"
          >
            {item.reference} {item.title}
            {item.page !== null && `, page ${item.page}`}
          </Link>
        </li>
      )}
      {statements.map(({ statement, name }) => (
        <li key={statement}>
          Statement:{' '}
          <Link href={routes.statement(council, statement)} className="link font-semibold">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function shownOf(view: SearchView, kind: ResultKind): number {
  return view[kind].length;
}

function resultsOf({ council, view, asOf }: SearchResultsProps, kind: ResultKind): ReactNode {
  const { isFound } = view;
  switch (kind) {
    case 'evidence':
      return view.evidence.map((found) => (
        <EvidenceResult key={found.item.reference} {...{ council, found, isFound, asOf }} />
      ));
    case 'statements':
      return view.statements.map(({ id, statement, name, texts, cycle }) => (
        <Result
          key={id}
          href={cycle.isOpen ? routes.statement(council, statement) : routes.cycle(council, cycle.number)}
          title={marked(name, isFound)}
          detail={cycle.isOpen ? undefined : plain(`In ${cycle.name}, closed`)}
          passages={bestOf(texts, isFound)}
        />
      ));
    case 'comments':
      return view.comments.map(({ id, by, at, on, body }) => {
        const day = formatDate(londonDay(at));
        const [subject, href] =
          on.kind === 'evidence'
            ? [`E${on.number} ${on.title}`, routes.comments(council, `E${on.number}`)]
            : [
                `${knownStatement(on.statement).name}${on.cycle.isOpen ? '' : `, ${on.cycle.name}`}`,
                on.cycle.isOpen
                  ? routes.comments(council, on.statement)
                  : routes.cycleComments(council, on.cycle.number, on.statement),
              ];
        return (
          <Result
            key={id}
            href={href}
            title={plain(subject)}
            detail={plain(`${by}, ${day}`)}
            passages={bestOf([body], isFound)}
          />
        );
      });
    case 'measures':
      return view.measures.map(({ id, key, name, statement, texts }) => (
        <Result
          key={id}
          href={routes.measure(council, key)}
          title={marked(name, isFound)}
          detail={plain(knownStatement(statement).name)}
          passages={bestOf(texts, isFound)}
        />
      ));
    case 'topics':
      return view.topics.map(({ key, title, about, retired }) => (
        <Result
          key={key}
          href={routes.topic(council, key)}
          title={marked(title, isFound)}
          tag={retired && <Tag tone="warning">{TOPIC_NAMES.retired}</Tag>}
          passages={bestOf([about], isFound)}
        />
      ));
    case 'help':
      return view.help.map(({ id, title, text }) => (
        <Result
          key={id}
          href={routes.helpTopic(id)}
          title={marked(title, isFound)}
          passages={bestOf([text], isFound)}
        />
      ));
  }
}

function plain(text: string): Passage {
  return [{ text, found: false }];
}

function bestOf(texts: readonly string[], isFound: SearchView['isFound']) {
  return texts.flatMap((text) => {
    const passage = passageOf(text, isFound);
    return passage ? [{ where: null, passage }] : [];
  });
}
