import { openPaperFile } from '#lib/exchange/papers/commands.ts';
import { linkGate } from '#lib/platform/auth/link-gate.ts';
import {
  abandonedAnswer,
  busyAnswer,
  failureAnswer,
  pdfAnswer,
  refuseHead,
  textResponse,
} from '#lib/platform/http/responses.ts';

type PaperRoute = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: PaperRoute): Promise<Response> {
  const { token } = await params;
  try {
    const opened = await linkGate(token);
    const file = opened ? await openPaperFile(opened.context, opened.paper, request.signal) : 'over';
    if (file === 'over') {
      return textResponse(
        404,
        'Board paper not found. The link may have expired, or the council may have withdrawn it.',
      );
    }
    if (file === 'abandoned') return abandonedAnswer();
    if (file === 'busy') return busyAnswer('the board paper could not be made');
    return pdfAnswer(file.pdf, file.fileName);
  } catch (error) {
    return failureAnswer(error, 'the board paper could not be made');
  }
}

export const HEAD = refuseHead;
