import { exportPaper } from '#lib/exchange/papers/commands.ts';
import { routes } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import {
  abandonedAnswer,
  busyAnswer,
  failureAnswer,
  pdfAnswer,
  refuseHead,
  seeOther,
  signInFirst,
  textResponse,
} from '#lib/platform/http/responses.ts';

type PaperRoute = { params: Promise<{ council: string }> };

export async function GET(request: Request, { params }: PaperRoute): Promise<Response> {
  const { council } = await params;
  try {
    const gate = await councilGate(council, 'paper:export');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.council(council));
    if (!gate.ok) return textResponse(404, 'Board paper not found.');
    const paper = await exportPaper(gate.context, request.signal);
    if (!paper)
      return textResponse(404, 'There is no board paper because this council has no open assessment.');
    // The overview says which challenge scores come first.
    if (paper === 'scores hidden') return seeOther(routes.council(council));
    if (paper === 'abandoned') return abandonedAnswer();
    if (paper === 'busy') return busyAnswer('the board paper could not be made');
    return pdfAnswer(paper.pdf, paper.fileName);
  } catch (error) {
    return failureAnswer(error, 'the board paper could not be made');
  }
}

export const HEAD = refuseHead;
