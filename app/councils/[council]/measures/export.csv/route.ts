import { exportValues } from '#app/councils/[council]/measures/export-values.ts';
import { refuseHead } from '#lib/platform/http/responses.ts';

export async function GET(_request: Request, { params }: { params: Promise<{ council: string }> }) {
  return exportValues((await params).council, null);
}

export const HEAD = refuseHead;
