import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { concernsOf } from '#lib/record/evidence/concerns.ts';
import type { EvidencePage } from '#lib/record/evidence/queries.ts';
import { categoryName } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { AttachForm } from './attach-form.tsx';
import { AttachSearch } from './attach-search.tsx';
import { describeSource } from './source-in-words.ts';

type AttachFromListProps = {
  council: string;
  statement: StatementId;
  /** Id of the statement's assessment. */
  assessment: string;
  words: string;
  /** A page of search results. */
  list: EvidencePage;
  asOf: Date;
  title: string;
  councilName: string;
  heading: ReactNode;
};

/** Searches the council's evidence and offers the results to choose from. */
export function AttachFromList({
  council,
  statement,
  assessment,
  words,
  list,
  asOf,
  heading,
  ...titles
}: AttachFromListProps) {
  const framework = frameworkOfStatement(statement);
  const items = list.items.filter(({ statements }) => !statements.includes(statement));
  const attached = list.items.length - items.length;
  return (
    <>
      <AttachForm
        council={council}
        statement={statement}
        assessment={assessment}
        items={items.map((item) => ({
          reference: item.reference,
          title: item.title,
          about: [
            categoryName(item.category, framework),
            describeSource(item.source),
            ...concernsOf(item, asOf).map(({ words: concern }) => concern),
          ].join(' · '),
        }))}
        {...titles}
      >
        {heading}
        {(list.total > 0 || words !== '') && (
          <AttachSearch council={council} statement={statement} words={words} />
        )}
        {items.length === 0 && <EmptyState>{nothingToChoose({ total: list.total, words })}</EmptyState>}
        {items.length > 0 && attached > 0 && (
          <p className="mb-4 text-ink-soft">{describeAttached(attached)}</p>
        )}
      </AttachForm>
      <Pagination
        page={list.page}
        pages={list.pages}
        hrefFor={(page) => routes.addEvidence(council, { statement, way: 'list', words, page })}
        label="Evidence pages"
      />
    </>
  );
}

function nothingToChoose({ total, words }: { total: number; words: string }): string {
  if (total > 0) return 'All matching items are already linked to this statement.';
  return words === ''
    ? 'Your evidence list is empty. Upload files or add a link instead.'
    : 'No evidence matches your search. Try a different search, or upload files instead.';
}

function describeAttached(count: number): string {
  return count === 1 ? '1 matching item is already linked.' : `${count} matching items are already linked.`;
}
