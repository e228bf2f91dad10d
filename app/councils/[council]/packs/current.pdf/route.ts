import { packAnswer } from '#app/councils/[council]/packs/pack-answer.ts';
import { refuseHead } from '#lib/platform/http/responses.ts';

type PackRoute = { params: Promise<{ council: string }> };

export async function GET(request: Request, { params }: PackRoute): Promise<Response> {
  const { council } = await params;
  return packAnswer(
    request,
    council,
    { kind: 'open' },
    'There is no evidence pack because this council has no open assessment.',
  );
}

export const HEAD = refuseHead;
