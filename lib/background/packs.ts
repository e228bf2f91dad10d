import 'server-only';
import { makePack } from '#lib/exchange/packs/make-pack.ts';
import { isPackWaiting, takePack } from '#lib/exchange/packs/making.ts';
import { inTurns, ofEachCouncil } from './turns.ts';

/** The council of a pack that was asked for. */
type AskedPack = { readonly council: string };

declare module '#lib/platform/jobs/enqueue.ts' {
  interface Jobs {
    pack: AskedPack;
  }
}

const JOB = 'Evidence packs';

/** How long a run goes on. */
const RUN_MS = 10 * 60_000;

/**
 * Makes the packs that wait, one of each council in turn. A pack's own job makes those of others too, so that a council that
 * asks for many does not come before one that asks for one.
 */
export async function makeWaiting(): Promise<void> {
  const until = performance.now() + RUN_MS;
  for (let goesOn = true; goesOn; ) {
    goesOn = false;
    const waiting = await ofEachCouncil(JOB, async (context) => [await isPackWaiting(context)]);
    for (const { context, of: isWaiting } of inTurns(waiting)) {
      if (performance.now() > until) return;
      const pack = isWaiting ? await takePack(context) : null;
      if (pack && (await makePack(context, pack))) goesOn = true;
    }
  }
}
