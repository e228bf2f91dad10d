import type { SearchView } from '#lib/pages/search.ts';

/** What is searched for this person. */
export function describeScope({ files, comments }: SearchView['searches']): string {
  const evidence = files
    ? 'evidence and what its files say (the newest version of each)'
    : 'evidence, without what its files say';
  return `Searches ${evidence}, what statements say, ${comments ? 'comments, ' : ''}measures, topics and help. Results are what you may read.`;
}
