import 'server-only';
import { type CouncilRead, cacheByAuditHead } from '#lib/platform/db/read.ts';
import { OWNER_ROLES } from '#lib/record/evidence/rules.ts';

// What forms offer as the owner and the tags of evidence. Queries check the permission.

/** The members who may own evidence, by name. Two of one name are told apart by their addresses. */
export async function loadOwners({
  tx,
  context,
}: CouncilRead): Promise<readonly { readonly value: string; readonly label: string }[]> {
  const rows = await tx.membership.findMany({
    relationLoadStrategy: 'join',
    where: {
      councilId: context.council.id,
      disabledAt: null,
      role: { in: [...OWNER_ROLES] },
      person: { disabledAt: null },
    },
    orderBy: [{ person: { name: 'asc' } }, { person: { email: 'asc' } }],
    select: { person: { select: { id: true, name: true, email: true } } },
  });
  const names = rows.map(({ person }) => person.name);
  return rows.map(({ person: { id, name, email } }) => {
    const isShared = names.filter((other) => other === name).length > 1;
    return { value: id, label: isShared ? `${name}, ${email}` : name };
  });
}

/** Whether this is one of them. */
export async function mayOwn(db: CouncilRead, id: string): Promise<boolean> {
  return (await loadOwners(db)).some(({ value }) => value === id);
}

/** The tags of the council's evidence, each as it is written most often, in order. Cached, as it reads every item. */
export async function loadTags(db: CouncilRead): Promise<readonly string[]> {
  const { tx, context } = db;
  const rows = await cacheByAuditHead(
    db,
    { name: 'tags of evidence', of: '' },
    () => tx.$queryRaw<{ tag: string }[]>`
      select tag from (
        select distinct on (fold(tag)) tag
          from evidence_items i, unnest(i.tags) tag
         where i.council_id = ${context.council.id}::uuid
         group by tag
         order by fold(tag), count(*) desc, tag) one
       order by tag collate name_order`,
  );
  return rows.map(({ tag }) => tag);
}
