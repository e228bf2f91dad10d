import { packAnswer } from '#app/councils/[council]/packs/pack-answer.ts';
import { plainAnswer, refuseHead } from '#lib/answers.ts';

type SignedPackRoute = { params: Promise<{ council: string; cycle: string; version: string }> };

const NONE = 'There is no such signed version.';

export async function GET(_request: Request, { params }: SignedPackRoute): Promise<Response> {
  const { council, cycle, version } = await params;
  if (![cycle, version].every((count) => /^[1-9]\d{0,5}$/.test(count))) return plainAnswer(404, NONE);
  return packAnswer(council, { kind: 'signed', cycle: Number(cycle), version: Number(version) }, NONE);
}

export const HEAD = refuseHead;
