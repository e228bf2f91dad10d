import { packAnswer } from '#app/councils/[council]/packs/pack-answer.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { refuseHead, textResponse } from '#lib/platform/http/responses.ts';

type SignedPackRoute = { params: Promise<{ council: string; cycle: string; version: string }> };

const NONE = 'There is no such signed version.';

export async function GET(request: Request, { params }: SignedPackRoute): Promise<Response> {
  const { council, cycle: ofCycle, version: ofVersion } = await params;
  const [cycle, version] = [parsePositiveInt(ofCycle), parsePositiveInt(ofVersion)];
  if (cycle === null || version === null) return textResponse(404, NONE);
  return packAnswer(request, council, { kind: 'signed', cycle, version }, NONE);
}

export const HEAD = refuseHead;
