import { create as contentDisposition } from 'content-disposition';
import { exportActivity } from '#lib/insight/activity/commands.ts';
import { activityBatch } from '#lib/insight/activity/queries.ts';
import { type ActivityFilter, CSV_COLUMNS, csvCells, filterOf } from '#lib/insight/activity/rules.ts';
import { CSV_START, csvRecords } from '#lib/kernel/csv.ts';
import { formatDate } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import {
  failureAnswer,
  NO_STORE,
  refuseHead,
  signInFirst,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { log } from '#lib/platform/log.ts';

type ExportRoute = { params: Promise<{ council: string }> };

const BATCH = 1_000;

export async function GET(request: Request, { params }: ExportRoute): Promise<Response> {
  const { council } = await params;
  try {
    const gate = await councilGate(council, 'activity:view');
    if (!gate.ok && gate.reason === 'signed-out') return signInFirst(routes.activity(council));
    if (!gate.ok) return textResponse(404, 'Activity not found.');
    const filter = filterOf(Object.fromEntries(new URL(request.url).searchParams));
    const { through } = await exportActivity(gate.context, filter);
    return new Response(csvStream(gate.context, filter, through), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': contentDisposition(`${council} activity ${formatDate(new Date())}.csv`),
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        ...NO_STORE,
      },
    });
  } catch (error) {
    return failureAnswer(error, 'the activity could not be exported');
  }
}

/** Batch after batch as the browser takes them. A failure midway breaks the download off: half a list is no list. */
function csvStream(
  context: CouncilContext,
  filter: ActivityFilter,
  head: number,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let through = head;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode(CSV_START + csvRecords([CSV_COLUMNS])));
      },
      async pull(controller) {
        try {
          const entries = await activityBatch(context, filter, { through, take: BATCH });
          if (entries.length > 0) controller.enqueue(encoder.encode(csvRecords(entries.map(csvCells))));
          const last = entries.at(-1);
          if (!last || entries.length < BATCH) controller.close();
          else through = last.seq - 1;
        } catch (error) {
          log().error({ event: 'export.failed', err: error });
          controller.error(error);
        }
      },
    },
    { highWaterMark: 1 },
  );
}

export const HEAD = refuseHead;
