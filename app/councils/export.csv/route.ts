import { exportComparison } from '#lib/insight/sharing/commands.ts';
import { COMPARISON_COLUMNS, comparisonRows, sorted, sortOf } from '#lib/insight/sharing/rules.ts';
import { routes } from '#lib/kernel/routes.ts';
import { everyCouncil } from '#lib/platform/auth/gate.ts';
import { signedIn } from '#lib/platform/auth/session.ts';
import {
  csvAnswer,
  failureAnswer,
  refuseHead,
  signInFirst,
  textResponse,
} from '#lib/platform/http/responses.ts';

export async function GET(request: Request): Promise<Response> {
  try {
    const session = await signedIn();
    if (!session) return signInFirst(routes.councils);
    const councils = await exportComparison(await everyCouncil(session));
    if (!councils) {
      return textResponse(
        404,
        'There is nothing to export: fewer than two of your councils are shown beside others.',
      );
    }
    const sort = sortOf(new URL(request.url).searchParams.get('sort'));
    return csvAnswer('councils', [COMPARISON_COLUMNS, ...comparisonRows(sorted(councils, sort))]);
  } catch (error) {
    return failureAnswer(error, 'the councils could not be exported');
  }
}

export const HEAD = refuseHead;
