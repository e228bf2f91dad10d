import { packRoute } from '#app/councils/[council]/packs/pack-route.ts';

export const { GET, HEAD } = packRoute(
  'There is no evidence pack because this council has no open assessment.',
  () => ({ kind: 'open' }),
);
