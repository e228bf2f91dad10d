import { PAGES } from './every-page.ts';

/** Pages with a success message above a list, a form, a table and wide content. */
const SUCCESSES = ['/assessment', '/assessment/QS1', '/evidence', '/measures', '/board-papers'].map(
  (path) => `${path}?done`,
);
const EMPTY = [
  '',
  '/reports',
  '/board-papers',
  '/review',
  '/measures',
  '/topics',
  '/topics/discharge',
  '/strength',
  '/what-if',
  '/what-if/scenarios',
  '/what-if/targets',
  '/assessment',
  '/assessment/QS1',
  '/evidence',
  '/evidence/new?statement=QS1&way=list',
  '/activity',
];
const WEAK = [
  '',
  '/review',
  '/review/content',
  '/my-work',
  '/assessment',
  '/assessment/QS7',
  '/assessment/QS7/people',
  '/evidence',
  '/activity',
];
const READ_ONLY = [
  '',
  '/what-if?QS1=4&QS2=1',
  '/what-if/scenarios/1',
  '/what-if/targets',
  '/review',
  '/assessment/QS1',
  '/assessment/QS5',
  '/assessment/QS1/challenge',
  '/assessment/QS7/challenge',
  '/evidence/E13',
  '/evidence',
];
const PUBLIC = [
  '/help',
  '/help/score-a-statement',
  '/help/figures',
  '/accessibility',
  '/check-a-pack',
  '/check-a-pack?fingerprint=x',
  '/privacy',
  '/cookies',
  '/no-such-page',
  '/councils',
  '/account',
  '/join',
];
export const at = (council: string, paths: readonly string[]) =>
  paths.map((path) => `/councils/${council}${path}`);

/** Pages for checks in dark, in forced colours and on paper, as an assurance lead sees them. */
export const SAMPLE = at('exampleshire', [
  '',
  '/meeting',
  '/figures',
  '/assessment',
  '/assessment/QS1',
  '/review',
  '/evidence',
  '/evidence/new?statement=QS1',
  '/measures',
]);

/** Pages without the header and footer of the others. */
export const BARE = at('exampleshire', ['/meeting']);

/** Pages in each of their states, as one person of the example councils sees them. */
export const WALKS = [
  {
    name: 'a council that is nearly ready',
    as: 'lead@exampleshire.example',
    paths: [...at('exampleshire', [...PAGES, ...SUCCESSES]), ...BARE, ...PUBLIC],
  },
  { name: 'a weak council', as: 'lead@sampleton.example', paths: at('sampleton', WEAK) },
  { name: 'a council with nothing yet', as: 'lead@northmere.example', paths: at('northmere', EMPTY) },
  { name: 'a reader', as: 'reader@exampleshire.example', paths: at('exampleshire', READ_ONLY) },
  {
    name: 'an administrator',
    as: 'admin@exampleshire.example',
    paths: at('exampleshire', [
      '/members',
      '/members/new',
      '/results/import',
      '/reports',
      '/settings/look',
      '/settings/contact',
    ]),
  },
  {
    name: 'a director who may share',
    as: 'director@exampleshire.example',
    paths: at('exampleshire', ['/sharing', '/sharing?done']),
  },
  {
    name: 'a reader in several councils',
    as: 'region@network.example',
    paths: ['/councils', '/councils?sort=score', ...at('northmere', ['/sharing'])],
  },
  {
    name: 'nobody signed in',
    as: undefined,
    paths: ['/sign-in', '/sign-in?done', '/join', '/join?show'],
  },
];
