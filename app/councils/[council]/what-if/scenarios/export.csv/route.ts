import { exportScenarios } from '#lib/insight/scenarios/commands.ts';
import { comparedOf, comparisonRows } from '#lib/insight/scenarios/rules.ts';
import { routes } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import {
  csvAnswer,
  failureAnswer,
  refuseHead,
  signInFirst,
  textResponse,
} from '#lib/platform/http/responses.ts';

type ExportRoute = { params: Promise<{ council: string }> };

export async function GET(_request: Request, { params }: ExportRoute): Promise<Response> {
  const { council } = await params;
  try {
    const gate = await councilGate(council, 'assessment:view');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.scenarios(council));
    if (!gate.ok) return textResponse(404, 'Scenarios not found.');
    const view = await exportScenarios(gate.context);
    const compared = view && comparedOf(view);
    if (!compared) {
      return textResponse(
        404,
        'There is nothing to export because no assessment is open, or its scores are hidden from you.',
      );
    }
    const header = ['Figure or statement', ...compared.map(({ name }) => name)];
    return csvAnswer(`${council} scenarios`, [header, ...comparisonRows(compared)]);
  } catch (error) {
    return failureAnswer(error, 'the scenarios could not be exported');
  }
}

export const HEAD = refuseHead;
