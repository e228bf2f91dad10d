import { create as contentDisposition } from 'content-disposition';
import { failureAnswer, NO_STORE, plainAnswer, signInFirst } from '#lib/answers.ts';
import { councilGate } from '#lib/auth/gate.ts';
import { CSV_START, csvRecords } from '#lib/csv.ts';
import { formatDate } from '#lib/format.ts';
import { exportMeasures } from '#lib/measures/commands.ts';
import { CSV_COLUMNS, csvCells } from '#lib/measures/rules.ts';
import { routes } from '#lib/routes.ts';

/** The values of one measure, or of all, as a file. */
export async function exportValues(council: string, measure: string | null): Promise<Response> {
  try {
    const gate = await councilGate(council, 'measures:view');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.measures(council));
    const measures = gate.ok ? await exportMeasures(gate.context, measure) : null;
    if (!measures) return plainAnswer(404, 'Measures not found.');
    const name = `${council} measures${measure === null ? '' : ` ${measure}`} ${formatDate(new Date())}.csv`;
    return new Response(CSV_START + csvRecords([CSV_COLUMNS, ...measures.flatMap(csvCells)]), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': contentDisposition(name),
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        ...NO_STORE,
      },
    });
  } catch (error) {
    return failureAnswer(error, 'the values could not be exported');
  }
}

/** An export is recorded, so asking only about one must not make one. */
export function refuseHead(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET', ...NO_STORE } });
}
