import { packAnswer } from '#app/councils/[council]/packs/pack-answer.ts';
import { numberIn } from '#lib/platform/forms/page-number.ts';
import { plainAnswer, refuseHead } from '#lib/platform/http/responses.ts';

type SignedPackRoute = { params: Promise<{ council: string; cycle: string; version: string }> };

const NONE = 'There is no such signed version.';

export async function GET(request: Request, { params }: SignedPackRoute): Promise<Response> {
  const { council, cycle: ofCycle, version: ofVersion } = await params;
  const [cycle, version] = [numberIn(ofCycle), numberIn(ofVersion)];
  if (cycle === null || version === null) return plainAnswer(404, NONE);
  return packAnswer(request, council, { kind: 'signed', cycle, version }, NONE);
}

export const HEAD = refuseHead;
