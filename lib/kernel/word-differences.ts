import 'server-only';

/** A run of a text that stayed, was added or was removed. In order, `same` and `removed` make the text before. */
export type Piece = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

/** `left out`: unchanged words that are not shown. */
export type Passage = Piece | { readonly kind: 'left out'; readonly text: '' };

/**
 * The changes with the words around them, as running text. Unchanged text is left out beyond about `around` characters
 * from a change.
 */
export function passagesOf(pieces: readonly Piece[], around = 30): readonly Passage[] {
  return pieces.flatMap(({ kind, text: whole }, index): readonly Passage[] => {
    if (kind !== 'same') return [{ kind, text: whole.replaceAll(/\n\s*\n/g, '\n') }];
    const text = whole.replaceAll(/\s+/g, ' ');
    const head = index === 0 ? '' : text.slice(0, wordEnd(text, around));
    const tail = index === pieces.length - 1 ? '' : text.slice(wordStart(text, text.length - around));
    if (text.length <= head.length + tail.length + around) return [{ kind, text }];
    return [{ kind, text: head }, { kind: 'left out', text: '' } as const, { kind, text: tail }].filter(
      (part) => part.kind === 'left out' || part.text !== '',
    );
  });
}

/** The same, cut where text is left out: a run of words for each change, or for changes close to each other. */
export function runsOf(pieces: readonly Piece[], around?: number): readonly (readonly Passage[])[] {
  const runs: Passage[][] = [[]];
  for (const passage of passagesOf(pieces, around)) {
    if (passage.kind === 'left out') runs.push([]);
    else runs.at(-1)?.push(passage);
  }
  return runs.filter((run) => run.some(({ kind }) => kind !== 'same'));
}

/** The end of the last word that ends by a position. */
function wordEnd(text: string, at: number): number {
  return at >= text.length ? text.length : Math.max(0, text.lastIndexOf(' ', at));
}

/** The start of the first word that starts from a position. */
function wordStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.indexOf(' ', at - 1) + 1 || text.length;
}

// Half of the parts are spaces, which nearly always match: where little more is shared, hardly a word stayed.
const LEAST_SHARED = 3 / 5;

/**
 * The changes from one text to the other: by sentence, then by word within the sentences that changed. A few unchanged
 * words between longer changes count as changed, because nobody reads such fragments.
 */
export function wordDifferences(before: string, after: string): readonly Piece[] {
  const changes = changesBetween(sentencesOf(before), sentencesOf(after)).flatMap((change) =>
    typeof change === 'string' ? [change] : wordsWithin(change),
  );
  const pieces = withoutCrumbs(changes).flatMap((change) =>
    typeof change === 'string'
      ? [piece('same', change)]
      : [piece('removed', change[0]), piece('added', change[1])],
  );
  return joined(pieces);
}

function wordsWithin(replaced: Replaced): readonly Change[] {
  const [a, b] = [wordsOf(replaced[0]), wordsOf(replaced[1])];
  const least = LEAST_SHARED * Math.min(a.length, b.length);
  return shared(a, b) < least ? [replaced] : changesBetween(a, b);
}

/** Merges an unchanged part into the changes on both sides when both are at least as long. */
function withoutCrumbs(changes: readonly Change[]): readonly Change[] {
  const merged: Change[] = [];
  for (const change of changes) {
    const last = merged.at(-1);
    if (typeof change !== 'string') merged.push(absorbing(merged, change));
    else if (typeof last === 'string') merged[merged.length - 1] = last + change;
    else merged.push(change);
  }
  return merged;
}

/** The change, with the last of the changes before it that it absorbs. */
function absorbing(merged: Change[], change: Replaced): Replaced {
  const [before, stayed] = [merged.at(-2), merged.at(-1)];
  if (typeof stayed !== 'string' || before === undefined || typeof before === 'string') return change;
  if (stayed.length > Math.min(lengthOf(before), lengthOf(change))) return change;
  merged.length -= 2;
  return absorbing(merged, [before[0] + stayed + change[0], before[1] + stayed + change[1]]);
}

function lengthOf([before, after]: Replaced): number {
  return Math.max(before.length, after.length);
}

/** Sentences with the space after them, or parts of them. Together they are the text. */
function sentencesOf(text: string): readonly string[] {
  return text.match(/[^.!?\n]+[.!?\n]*\s*|[.!?\n]+\s*/g) ?? [];
}

/** Words, and every other character by itself. Together they are the text. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}_]+|[^\p{L}\p{N}\p{M}_]/gu) ?? [];
}

function piece(kind: Piece['kind'], text: string): Piece {
  return { kind, text };
}

/** Pieces without empty ones, neighbours of one kind as one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const together: Piece[] = [];
  for (const { kind, text } of pieces) {
    const last = together.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) together[together.length - 1] = piece(kind, last.text + text);
    else together.push(piece(kind, text));
  }
  return together;
}

/** The text at one position before and after. */
type Replaced = readonly [before: string, after: string];
type Change = string | Replaced;

/** All parts in order, unchanged and replaced. Nothing is left out of either text. */
function changesBetween(a: readonly string[], b: readonly string[]): readonly Change[] {
  const numbers = new Map<string, number>();
  const numberOf = (part: string) => {
    const known = numbers.get(part) ?? numbers.size;
    if (known === numbers.size) numbers.set(part, known);
    return known;
  };
  const runs: Run[] = [];
  findRuns(Int32Array.from(a, numberOf), Int32Array.from(b, numberOf), 0, 0, runs);
  const changes: Change[] = [];
  let [x, y] = [0, 0];
  for (const [keptX, keptY, length] of [...runs, [a.length, b.length, 0] as const]) {
    if (keptX > x || keptY > y) changes.push([a.slice(x, keptX).join(''), b.slice(y, keptY).join('')]);
    if (length > 0) changes.push(a.slice(keptX, keptX + length).join(''));
    [x, y] = [keptX + length, keptY + length];
  }
  return changes;
}

/** The number of parts in both, in any order: an upper limit on what is unchanged. */
function shared(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const part of a) left.set(part, (left.get(part) ?? 0) + 1);
  let parts = 0;
  for (const part of b) {
    const count = left.get(part) ?? 0;
    if (count === 0) continue;
    left.set(part, count - 1);
    parts += 1;
  }
  return parts;
}

/** A run that both have: where it begins in each, and how many parts it has. */
type Run = readonly [x: number, y: number, length: number];

/** Up to this many parts in both texts together, comparing all pairs costs less than looking for unique ones. */
const SHORT = 40;

/**
 * Bram Cohen's patience diff: parts that occur once in both texts anchor the comparison, and the gaps between them are
 * compared in the same way. Texts that differ greatly take hardly longer than similar ones.
 */
function findRuns(a: Int32Array, b: Int32Array, fromX: number, fromY: number, runs: Run[]): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [endX, endY] = [a.length - end, b.length - end];

  if (start > 0) runs.push([fromX, fromY, start]);
  if (start < endX && start < endY) {
    const [middleX, middleY] = [a.subarray(start, endX), b.subarray(start, endY)];
    const [atX, atY] = [fromX + start, fromY + start];
    const isShort = middleX.length + middleY.length <= SHORT;
    const anchors = isShort ? [] : longestIncreasingRun(uniquePairs(middleX, middleY));
    if (anchors.length === 0) {
      for (const [x, y, length] of fewestEdits(middleX, middleY)) runs.push([atX + x, atY + y, length]);
    }
    // Each stretch but the first begins with an anchor, so that each is shorter than what it was cut from.
    let [x, y] = [0, 0];
    for (const [toX, toY] of anchors.length === 0 ? [] : [...anchors, [middleX.length, middleY.length]]) {
      findRuns(middleX.subarray(x, toX), middleY.subarray(y, toY), atX + x, atY + y, runs);
      [x, y] = [toX ?? 0, toY ?? 0];
    }
  }
  if (end > 0) runs.push([fromX + endX, fromY + endY, end]);
}

type Pair = readonly [x: number, y: number];

/** Positions of the parts that each text has exactly once, in the order of the first. */
function uniquePairs(a: Int32Array, b: Int32Array): readonly Pair[] {
  const [inA, inB] = [uniquePlaces(a), uniquePlaces(b)];
  const pairs: Pair[] = [];
  for (const [part, x] of inA) {
    const y = inB.get(part);
    if (x !== null && y !== null && y !== undefined) pairs.push([x, y]);
  }
  return pairs.sort(([one], [other]) => one - other);
}

/** The position of each part. Null: it occurs more than once. */
function uniquePlaces(parts: Int32Array): ReadonlyMap<number, number | null> {
  const places = new Map<number, number | null>();
  for (const [at, part] of parts.entries()) places.set(part, places.has(part) ? null : at);
  return places;
}

/** The longest increasing subsequence by position in the second text: the most pairs in the same order in both. */
function longestIncreasingRun(pairs: readonly Pair[]): readonly Pair[] {
  // Of all rising runs of one length, the pair that ends lowest; and for each pair the one before it in its run.
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, [, y]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1] ?? -1);
    ends[low] = index;
  }
  const run: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) run.push(pair);
  }
  return run.toReversed();
}

const MAX_EDITS = 30;

/**
 * For short texts, or texts without unique parts in common: the parts left by the fewest edits, by E. W. Myers ("An
 * O(ND) difference algorithm and its variations", 1986). None beyond thirty edits.
 */
function fewestEdits(a: Int32Array, b: Int32Array): readonly Run[] {
  const bound = Math.min(MAX_EDITS, a.length + b.length) + 1;
  // How far into `a` each diagonal reaches at each number of edits. Diagonal k has index bound + k.
  const reach = new Int32Array(2 * bound + 1);
  const before: Int32Array[] = [];
  for (let edits = 0; edits < bound; edits += 1) {
    before.push(reach.slice(bound - edits, bound + edits + 1));
    for (let k = -edits; k <= edits; k += 2) {
      const [left, right] = [reach[bound + k - 1] ?? 0, reach[bound + k + 1] ?? 0];
      let x = k === -edits || (k !== edits && left < right) ? right : left + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[bound + k] = x;
      if (x >= a.length && x - k >= b.length) return traceBack(a.length, b.length, before);
    }
  }
  return [];
}

function traceBack(endX: number, endY: number, before: readonly Int32Array[]): readonly Run[] {
  const runs: Run[] = [];
  let [x, y] = [endX, endY];
  for (let edits = before.length - 1; edits >= 0; edits -= 1) {
    const reach = before[edits] ?? new Int32Array(1);
    const k = x - y;
    const at = (diagonal: number) => reach[edits + diagonal] ?? 0;
    const isDown = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
    const fromX = edits === 0 ? 0 : isDown ? at(k + 1) : at(k - 1) + 1;
    if (x > fromX) runs.push([fromX, fromX - k, x - fromX]);
    [x, y] = isDown ? [fromX, fromX - k - 1] : [fromX - 1, fromX - k];
  }
  return runs.toReversed();
}
