import { validate as isUuid } from 'uuid';
import { withUploader } from '#app/councils/[council]/evidence/uploads/answer-upload.ts';
import { NO_STORE } from '#lib/platform/http/responses.ts';
import { checkUpload } from '#lib/record/uploads/check-upload.ts';

type CheckRoute = { params: Promise<{ council: string; id: string }> };

const STATUS = {
  ready: 200,
  refused: 200,
  incomplete: 409,
  busy: 503,
  'storage full': 507,
  'not found': 404,
} as const;

/** Checks a file once all of it has arrived. */
export async function POST(request: Request, { params }: CheckRoute): Promise<Response> {
  const { council, id } = await params;
  return withUploader(request, council, async (context) => {
    const result = isUuid(id)
      ? await checkUpload(context, id, request.signal)
      : ({ outcome: 'not found' } as const);
    return Response.json(result, { status: STATUS[result.outcome], headers: NO_STORE });
  });
}
