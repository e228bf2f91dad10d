import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { DASHBOARD_COLUMNS, dashboardRows } from '#lib/insight/dashboard/rules.ts';
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
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.council(council));
    if (!gate.ok) return textResponse(404, 'Overview not found.');
    const dashboard = await exportDashboard(gate.context);
    if (!dashboard) return textResponse(404, 'There is nothing to export because no assessment is open.');
    return csvAnswer(`${council} overview`, [DASHBOARD_COLUMNS, ...dashboardRows(dashboard)]);
  } catch (error) {
    return failureAnswer(error, 'the overview could not be exported');
  }
}

export const HEAD = refuseHead;
