import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { type SystemContext, systemContext } from '#lib/platform/access/context.ts';
import { database } from '#lib/platform/db/client.ts';
import { log } from '#lib/platform/log.ts';

export const COUNCIL = { id: true, slug: true, name: true, isExample: true } as const;

/** A piece of work of a job in one council. */
export type Turn<Of> = { readonly context: SystemContext; readonly of: Of };

/** The work of each council. That of others is done even if one cannot be listed. */
export async function ofEachCouncil<Of>(
  job: string,
  list: (context: SystemContext) => Promise<readonly Of[]>,
): Promise<readonly (readonly Turn<Of>[])[]> {
  const found: Turn<Of>[][] = [];
  for (const council of await database().council.findMany({ select: COUNCIL })) {
    const context = systemContext(council, job, uuidv7());
    try {
      found.push((await list(context)).map((of) => ({ context, of })));
    } catch (error) {
      log().error({ event: 'work.not-listed', job, council: council.slug, err: error });
    }
  }
  return found;
}

/** The first of each list, then the second of each, and so on, beginning with any list. */
export function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const start = Math.floor(Math.random() * lists.length);
  const order = [...lists.slice(start), ...lists.slice(0, start)];
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => order.flatMap((list) => list.slice(at, at + 1))).flat();
}
