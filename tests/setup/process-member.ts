import { type CouncilContext, memberContext } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { database } from '#lib/platform/db/client.ts';

/** A member as whom a separate process acts, for tests to kill. */
export async function processMember(slug: string, personId: string, role: Role): Promise<CouncilContext> {
  const council = await database().council.findUniqueOrThrow({
    where: { slug },
    select: { id: true, slug: true, name: true, isExample: true },
  });
  const person = await database().person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, name: true, email: true },
  });
  return memberContext({ council, role }, person, 'request-of-a-process');
}
