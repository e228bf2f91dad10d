import { packRoute } from '#app/councils/[council]/packs/pack-route.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

export const { GET, HEAD } = packRoute('There is no such signed version.', (params) => {
  const [cycle, version] = [parsePositiveInt(params.cycle), parsePositiveInt(params.version)];
  return cycle === null || version === null ? null : { kind: 'signed', cycle, version };
});
