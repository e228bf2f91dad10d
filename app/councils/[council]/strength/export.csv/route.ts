import { exportStrength } from '#lib/insight/readiness/commands.ts';
import { STRENGTH_COLUMNS, strengthCells } from '#lib/insight/readiness/strength.ts';
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
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.strength(council));
    if (!gate.ok) return textResponse(404, 'Evidence strength not found.');
    const readiness = await exportStrength(gate.context);
    if (!readiness) return textResponse(404, 'There is nothing to export because no assessment is open.');
    const rows = [STRENGTH_COLUMNS, ...readiness.statements.map(strengthCells)];
    return csvAnswer(`${council} evidence strength`, rows);
  } catch (error) {
    return failureAnswer(error, 'the evidence strength could not be exported');
  }
}

export const HEAD = refuseHead;
