import { textResponse } from '#lib/platform/http/responses.ts';
import { brandTokens, colourProblem } from '#lib/record/councils/rules.ts';

type BrandRoute = { params: Promise<{ file: string }> };

/**
 * The style sheet of a colour, the same for every council that chose it. A file of its own, because the policy of
 * pages allows no style within them. Screens in dark mode keep the colours of the service.
 */
export async function GET(_request: Request, { params }: BrandRoute): Promise<Response> {
  const { file } = await params;
  const [, digits] = /^([0-9a-f]{6})\.css$/.exec(file) ?? [];
  const colour = `#${digits}`;
  if (digits === undefined || colourProblem(colour) !== null)
    return textResponse(404, 'Style sheet not found.');
  const tokens = Object.entries(brandTokens(colour)).map(([name, value]) => `--color-${name}:${value}`);
  return new Response(`@media not (prefers-color-scheme:dark){:root{${tokens.join(';')}}}\n`, {
    headers: {
      'content-type': 'text/css; charset=utf-8',
      // Not for ever: a release may derive other shades from the same colour.
      'cache-control': 'public, max-age=86400',
    },
  });
}
