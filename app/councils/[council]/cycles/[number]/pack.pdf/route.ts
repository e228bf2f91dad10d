import { packRoute } from '#app/councils/[council]/packs/pack-route.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

export const { GET, HEAD } = packRoute('There is no closed cycle of that number.', ({ number }) => {
  const cycle = parsePositiveInt(number);
  return cycle === null ? null : { kind: 'closed', cycle };
});
