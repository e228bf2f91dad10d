import { packAnswer } from '#app/councils/[council]/packs/pack-answer.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { refuseHead, textResponse } from '#lib/platform/http/responses.ts';

type ClosedPackRoute = { params: Promise<{ council: string; number: string }> };

const NONE = 'There is no closed cycle of that number.';

export async function GET(request: Request, { params }: ClosedPackRoute): Promise<Response> {
  const { council, number } = await params;
  const cycle = parsePositiveInt(number);
  return cycle === null
    ? textResponse(404, NONE)
    : packAnswer(request, council, { kind: 'closed', cycle }, NONE);
}

export const HEAD = refuseHead;
