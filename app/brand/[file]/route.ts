import { textResponse } from '#lib/platform/http/responses.ts';
import { brandTokens, colourProblem } from '#lib/record/councils/rules.ts';

type BrandRoute = { params: Promise<{ file: string }> };

/**
 * The style sheet of a colour, the same for every council that chose it. A file of its own, because the policy of
 * pages allows no style within them.
 */
export async function GET(_request: Request, { params }: BrandRoute): Promise<Response> {
  const { file } = await params;
  const [, digits] = /^([0-9a-f]{6})\.css$/.exec(file) ?? [];
  const colour = `#${digits}`;
  if (digits === undefined || colourProblem(colour) !== null)
    return textResponse(404, 'Style sheet not found.');
  const { light, dark } = brandTokens(colour);
  const styles = `${rule(light)}@media screen and (prefers-color-scheme:dark){${rule(dark)}}\n`;
  return new Response(styles, {
    headers: {
      'content-type': 'text/css; charset=utf-8',
      // Not for ever: a release may derive other shades from the same colour.
      'cache-control': 'public, max-age=86400',
    },
  });
}

function rule(tokens: Readonly<Record<string, string>>): string {
  const declared = Object.entries(tokens).map(([name, value]) => `--color-${name}:${value}`);
  return `:root{${declared.join(';')}}`;
}
