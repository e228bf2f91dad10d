import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LatestDetails } from './latest-details.tsx';

it('names topics, the council’s own too, where two versions differ', () => {
  const options = [
    { value: 'carers', label: 'Unpaid carers' },
    { value: 'own.3', label: 'Technology' },
  ];
  const page = renderToStaticMarkup(
    <LatestDetails
      theirs={{ title: 'Survey', topics: 'carers,own.3,own.4' }}
      mine={{ title: 'Survey', topics: 'carers' }}
      choices={{
        ...{ categories: [], owners: [], tags: [] },
        topics: [{ statement: null, name: 'Topics', options }],
      }}
      discardHref="/"
    />,
  );
  const cells = [...page.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) =>
    cell?.replaceAll(/<[^>]*>/g, ''),
  );
  expect(cells).toEqual(['Unpaid carers, Technology and Own topic 4', 'Unpaid carers']);
});
