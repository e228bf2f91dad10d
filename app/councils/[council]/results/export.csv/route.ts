import { create as contentDisposition } from 'content-disposition';
import { failureAnswer, NO_STORE, plainAnswer, signInFirst } from '#lib/answers.ts';
import { councilGate } from '#lib/auth/gate.ts';
import { CSV_START, csvRecords } from '#lib/csv.ts';
import { formatDate } from '#lib/format.ts';
import { exportResults } from '#lib/results/commands.ts';
import { CSV_COLUMNS, csvRows } from '#lib/results/rules.ts';
import { routes } from '#lib/routes.ts';

type ExportRoute = { params: Promise<{ council: string }> };

export async function GET(request: Request, { params }: ExportRoute): Promise<Response> {
  const { council } = await params;
  try {
    const gate = await councilGate(council, 'results:view');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.results(council));
    if (!gate.ok) return plainAnswer(404, 'Published results not found.');
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const view = await exportResults(gate.context, query);
    const rows = csvRows(view, gate.context.council.name);
    return new Response(CSV_START + csvRecords([CSV_COLUMNS, ...rows]), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': contentDisposition(
          `${council} published results ${formatDate(new Date())}.csv`,
        ),
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        ...NO_STORE,
      },
    });
  } catch (error) {
    return failureAnswer(error, 'the published results could not be exported');
  }
}

/** An export is recorded, so asking only about one must not make one. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET', ...NO_STORE } });
}
