import { failureAnswer, pdfAnswer, plainAnswer, refuseHead } from '#lib/answers.ts';
import { linkGate } from '#lib/auth/link-gate.ts';
import { openPaperFile } from '#lib/papers/commands.ts';

type PaperRoute = { params: Promise<{ token: string }> };

export async function GET(_request: Request, { params }: PaperRoute): Promise<Response> {
  const { token } = await params;
  try {
    const opened = await linkGate(token);
    const file = opened ? await openPaperFile(opened.context, opened.paper) : 'over';
    if (file === 'over') {
      return plainAnswer(
        404,
        'Board paper not found. The link may have expired, or the council may have withdrawn it.',
      );
    }
    if (file === 'busy') {
      return plainAnswer(
        503,
        'Sorry, the board paper could not be made because many others are being made. Wait a minute, then try again.',
        { 'retry-after': '60' },
      );
    }
    return pdfAnswer(file.pdf, file.fileName);
  } catch (error) {
    return failureAnswer(error, 'the board paper could not be made');
  }
}

export const HEAD = refuseHead;
