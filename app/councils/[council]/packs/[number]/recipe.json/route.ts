import { councilExport } from '#lib/exchange/exports/export-route.ts';
import { exportRecipe } from '#lib/exchange/packs/commands.ts';
import * as routes from '#lib/kernel/routes.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { jsonResponse } from '#lib/platform/http/responses.ts';

export const { GET, HEAD } = councilExport({
  permission: 'pack:export',
  page: routes.packs,
  notFound: 'Evidence pack not found.',
  failed: 'the recipe could not be downloaded',
  async read(context, { params }) {
    const number = parsePositiveInt(params.number);
    return number === null ? null : exportRecipe(context, number);
  },
  file: ({ number, recipe }, { council }) =>
    jsonResponse(`${council.slug} evidence pack ${number} recipe.json`, recipe),
});
