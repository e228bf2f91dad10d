import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { SearchView } from '#lib/pages/search.ts';
import { describeScope } from './describe-scope.ts';
import { Limits } from './search-results.tsx';

type NoResultsProps = { council: string; typed: string; view: SearchView };

/** Nothing was found, or nothing asked for yet. */
export function NoResults({ council, typed, view }: NoResultsProps) {
  const { outcome, searches } = view;
  if (outcome === 'nothing asked' && typed === '') {
    return <p className="mt-8 max-w-text text-ink-soft">{describeScope(searches)}</p>;
  }
  return (
    <div className="mt-8">
      <Limits limits={view.limits} />
      <EmptyState action={<Link href={routes.evidence(council)}>Look through the evidence list</Link>}>
        {outcome === 'only common words'
          ? 'These words are too common to search for. Add a word that says more.'
          : outcome === 'nothing asked'
            ? 'Enter letters or numbers to search for.'
            : `Nothing has “${typed}”. Check the spelling, or use fewer or different words.`}
      </EmptyState>
      <p className="mt-4 max-w-text text-16 text-ink-soft">{describeScope(searches)}</p>
    </div>
  );
}
