import { routes } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { csvAnswer, failureAnswer, signInFirst, textResponse } from '#lib/platform/http/responses.ts';
import { exportMeasures } from '#lib/record/measures/commands.ts';
import { CSV_COLUMNS, csvCells } from '#lib/record/measures/rules.ts';

/** The values of one measure, or of all, as a file. */
export async function exportValues(council: string, measure: string | null): Promise<Response> {
  try {
    const gate = await councilGate(council, 'measures:view');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.measures(council));
    const measures = gate.ok ? await exportMeasures(gate.context, measure) : null;
    if (!measures) return textResponse(404, 'Measures not found.');
    const name = `${council} measures${measure === null ? '' : ` ${measure}`}`;
    return csvAnswer(name, [CSV_COLUMNS, ...measures.flatMap(csvCells)]);
  } catch (error) {
    return failureAnswer(error, 'the values could not be exported');
  }
}
