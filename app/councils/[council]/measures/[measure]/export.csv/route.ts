import { exportValues } from '#app/councils/[council]/measures/export-values.ts';
import { refuseHead } from '#lib/platform/http/responses.ts';

type MeasureRoute = { params: Promise<{ council: string; measure: string }> };

export async function GET(_request: Request, { params }: MeasureRoute) {
  const { council, measure } = await params;
  return exportValues(council, measure);
}

export const HEAD = refuseHead;
