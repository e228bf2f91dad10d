import 'server-only';
import { LIMITS } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { Prisma } from '#lib/platform/db/generated/client.ts';
import { read } from '#lib/platform/db/read.ts';

const DAY = 24 * 60 * 60_000;

/**
 * Saves the state of a refused form for a day, so that a page reached by redirect can show it again. For forms answered
 * by a route handler; actions return their state. It does not change the council's record, so it has no audit event.
 */
export async function saveFormState(
  context: CouncilContext,
  state: Prisma.InputJsonObject,
  asOf: Date,
): Promise<string> {
  return auditedWrite(context, 'council:view', async ({ tx }) => {
    const owner = { councilId: context.council.id, personId: context.person.id };
    await tx.keptForm.deleteMany({ where: { ...owner, createdAt: { lt: new Date(asOf.getTime() - DAY) } } });
    const kept = await tx.keptForm.create({ data: { ...owner, state }, select: { id: true } });
    // Removes the oldest over the limits. The newest always stays.
    await tx.$executeRaw`
      delete from kept_forms k
       using (select id, row_number() over newest_first as place,
                     sum(octet_length(state::text)) over newest_first as bytes
                from kept_forms
               where council_id = ${owner.councilId}::uuid and person_id = ${owner.personId}::uuid
              window newest_first as (order by created_at desc, id desc)) o
       where k.council_id = ${owner.councilId}::uuid and k.id = o.id
         and o.place > 1 and (o.place > ${LIMITS.keptForms.count} or o.bytes > ${LIMITS.keptForms.bytes})`;
    return unchanged(kept.id);
  });
}

/** The saved state, if it belongs to this person. */
export async function loadFormState(context: CouncilContext, id: string): Promise<unknown> {
  const kept = await read(context, ({ tx }) =>
    tx.keptForm.findFirst({
      where: { id, councilId: context.council.id, personId: context.person.id },
      select: { state: true },
    }),
  );
  return kept?.state ?? null;
}
