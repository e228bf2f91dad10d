import { create as contentDisposition } from 'content-disposition';
import { failureAnswer, NO_STORE, plainAnswer, signInFirst } from '#lib/answers.ts';
import { councilGate } from '#lib/auth/gate.ts';
import { CSV_START, csvRecords } from '#lib/csv.ts';
import { formatDate } from '#lib/format.ts';
import { exportStrength } from '#lib/readiness/commands.ts';
import { STRENGTH_COLUMNS, strengthCells } from '#lib/readiness/rules.ts';
import { routes } from '#lib/routes.ts';

type ExportRoute = { params: Promise<{ council: string }> };

export async function GET(_request: Request, { params }: ExportRoute): Promise<Response> {
  const { council } = await params;
  try {
    const gate = await councilGate(council, 'assessment:view');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.strength(council));
    if (!gate.ok) return plainAnswer(404, 'Evidence strength not found.');
    const asOf = new Date();
    const readiness = await exportStrength(gate.context, asOf);
    if (!readiness) return plainAnswer(404, 'There is nothing to export because no assessment is open.');
    const rows = [STRENGTH_COLUMNS, ...readiness.statements.map(strengthCells)];
    return new Response(CSV_START + csvRecords(rows), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': contentDisposition(`${council} evidence strength ${formatDate(asOf)}.csv`),
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        ...NO_STORE,
      },
    });
  } catch (error) {
    return failureAnswer(error, 'the evidence strength could not be exported');
  }
}

/** An export is recorded, so asking only about one must not make one. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET', ...NO_STORE } });
}
