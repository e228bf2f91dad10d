import type { FileKey, StoredObject } from './store.ts';

/** Which of these file ids have a row in this council. Called with at most 500 ids. */
export type IsKnown = (councilId: string, ids: readonly string[]) => Promise<ReadonlySet<string>>;

const ROWS_AT_ONCE = 500;

/** `hasRow`: null if it is no finished file, or too new to say, as its row may be written yet. */
export type Compared = { readonly object: StoredObject; readonly hasRow: boolean | null };

type Finished = { readonly object: StoredObject; readonly is: FileKey };

/**
 * The objects of a store's list, each with whether its file has a row.
 *
 * @throws any error of `isKnown`, before any of the files in that call is returned
 */
export async function* compareWithRows(
  objects: AsyncIterable<StoredObject>,
  { isKnown, olderThan }: { readonly isKnown: IsKnown; readonly olderThan: Date },
): AsyncGenerator<Compared> {
  /** Of one council. */
  let finished: Finished[] = [];
  async function* compared(): AsyncGenerator<Compared> {
    const [first] = finished;
    if (!first) return;
    const known = await isKnown(
      first.is.councilId,
      finished.map(({ is }) => is.id),
    );
    for (const { object, is } of finished) yield { object, hasRow: known.has(is.id) };
    finished = [];
  }
  for await (const object of objects) {
    const { is, touchedAt } = object;
    if (is === null || is === 'unfinished' || touchedAt >= olderThan) {
      yield { object, hasRow: null };
      continue;
    }
    if (finished.length === ROWS_AT_ONCE || finished[0]?.is.councilId !== is.councilId) yield* compared();
    finished.push({ object, is });
  }
  yield* compared();
}
