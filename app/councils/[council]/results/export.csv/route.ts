import { routes } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import {
  csvAnswer,
  failureAnswer,
  refuseHead,
  signInFirst,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { exportResults } from '#lib/record/results/commands.ts';
import { CSV_COLUMNS, csvRows } from '#lib/record/results/rules.ts';

type ExportRoute = { params: Promise<{ council: string }> };

export async function GET(request: Request, { params }: ExportRoute): Promise<Response> {
  const { council } = await params;
  try {
    const gate = await councilGate(council, 'results:view');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.results(council));
    if (!gate.ok) return textResponse(404, 'Published results not found.');
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const view = await exportResults(gate.context, query);
    const rows = csvRows(view, gate.context.council.name);
    return csvAnswer(`${council} published results`, [CSV_COLUMNS, ...rows]);
  } catch (error) {
    return failureAnswer(error, 'the published results could not be exported');
  }
}

export const HEAD = refuseHead;
