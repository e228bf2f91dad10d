import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { read } from '#lib/db/read.ts';
import { auditedWrite } from '#lib/db/write.ts';

const DAY = 24 * 60 * 60_000;

/**
 * Keeps the state of a refused form for its person, for a day, so that a page reached by redirect can show it again.
 * For forms that a route handler answers; an action returns its state itself. Not a change to the council's record,
 * so it has no audit event.
 */
export async function keepForm(
  context: CouncilContext,
  state: Prisma.InputJsonObject,
  asOf: Date,
): Promise<string> {
  return auditedWrite(context, 'council:view', async (tx) => {
    const owner = { councilId: context.council.id, personId: context.person.id };
    await tx.keptForm.deleteMany({ where: { ...owner, createdAt: { lt: new Date(asOf.getTime() - DAY) } } });
    const kept = await tx.keptForm.create({ data: { ...owner, state }, select: { id: true } });
    return { result: kept.id, event: 'unchanged' };
  });
}

/** The state kept under that id, if it is this person's. */
export async function keptForm(context: CouncilContext, id: string): Promise<unknown> {
  const kept = await read(context, (tx) =>
    tx.keptForm.findFirst({
      where: { id, councilId: context.council.id, personId: context.person.id },
      select: { state: true },
    }),
  );
  return kept?.state ?? null;
}
