import { exportMovement } from '#lib/insight/readiness/commands.ts';
import { MOVEMENT_COLUMNS, movementRows } from '#lib/insight/readiness/rules.ts';
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
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.movement(council));
    if (!gate.ok) return textResponse(404, 'Movement not found.');
    const movements = await exportMovement(gate.context);
    if (!movements) {
      return textResponse(
        404,
        'There is nothing to export: no assessment is open, or its scores are hidden from you.',
      );
    }
    return csvAnswer(`${council} movement`, [MOVEMENT_COLUMNS, ...movementRows(movements)]);
  } catch (error) {
    return failureAnswer(error, 'the movement could not be exported');
  }
}

export const HEAD = refuseHead;
