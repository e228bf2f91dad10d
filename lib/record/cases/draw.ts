import { createHash } from 'node:crypto';
import { fold } from '#lib/kernel/text/fold.ts';

/** A case that may be drawn. Groups are the same if they read the same. */
export type Candidate = { readonly reference: string; readonly cohort: string; readonly team: string };

/** Exactly how many are drawn of some groups. The others have none to keep to. */
export type Quotas = {
  readonly cohorts: ReadonlyMap<string, number>;
  readonly teams: ReadonlyMap<string, number>;
};

export const NO_QUOTAS: Quotas = { cohorts: new Map(), teams: new Map() };

/** A candidate with the key that decides its place: SHA-256 of the seed, a line feed and the reference, in hexadecimal. */
export type DrawnCandidate = Candidate & { readonly key: string };

/** The candidates in the order in which this seed draws them, whatever the order of the file. */
export function inDrawnOrder<One extends Candidate>(
  candidates: readonly One[],
  seed: string,
): readonly (One & { readonly key: string })[] {
  return candidates
    .map((candidate) => ({ ...candidate, key: drawKey(seed, candidate.reference) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** By hand: `printf '%s\n%s' SEED REFERENCE | sha256sum` */
function drawKey(seed: string, reference: string): string {
  return createHash('sha256').update(`${seed}\n${reference}`, 'utf8').digest('hex');
}

/**
 * Draws cases: goes down the drawn order and takes each, unless the places left could then not be filled from those below
 * it with every quota met exactly. So the result is the first set in drawn order that meets the quotas. Null: none does.
 *
 * @param size - how many are drawn
 * @param seed - a text that nobody chose, kept so that anybody can repeat the draw
 */
export function draw(
  candidates: readonly Candidate[],
  size: number,
  quotas: Quotas,
  seed: string,
): readonly DrawnCandidate[] | null {
  const left = new Places(candidates, size, quotas);
  if (!left.canBeFilled()) return null;
  const drawn: DrawnCandidate[] = [];
  for (const candidate of inDrawnOrder(candidates, seed)) {
    if (left.size === 0) break;
    if (left.take(candidate)) drawn.push(candidate);
  }
  return drawn;
}

/** Whether so many can be drawn with every quota met exactly. */
export function canBeMet(candidates: readonly Candidate[], size: number, quotas: Quotas): boolean {
  return new Places(candidates, size, quotas).canBeFilled();
}

/** A group with no quota. All such are one, as there is nothing to keep to between them. */
const ANY = '\n';

/** The places still to fill, and who is left to fill them. */
class Places {
  size: number;
  readonly #cohorts: Map<string, number>;
  readonly #teams: Map<string, number>;
  /** How many candidates are left of each pair of cohort and team. */
  readonly #cells = new Map<string, { readonly cohort: string; readonly team: string; left: number }>();
  /** Pairs of which none can be taken any more: what can be met only shrinks. */
  readonly #closed = new Set<string>();

  constructor(candidates: readonly Candidate[], size: number, { cohorts, teams }: Quotas) {
    this.size = size;
    this.#cohorts = foldedKeys(cohorts);
    this.#teams = foldedKeys(teams);
    for (const candidate of candidates) this.#cellOf(candidate).cell.left += 1;
  }

  /** Takes a candidate, unless the other places could then not be filled. */
  take(candidate: Candidate): boolean {
    const { key, cell } = this.#cellOf(candidate);
    if (this.#closed.has(key)) return false;
    this.#count(cell, -1);
    if (this.canBeFilled()) return true;
    this.#count(cell, 1);
    this.#closed.add(key);
    return false;
  }

  #cellOf({ cohort, team }: Candidate) {
    const at = {
      cohort: this.#cohorts.has(fold(cohort)) ? fold(cohort) : ANY,
      team: this.#teams.has(fold(team)) ? fold(team) : ANY,
    };
    const key = `${at.cohort}\t${at.team}`;
    const cell = this.#cells.get(key) ?? { ...at, left: 0 };
    this.#cells.set(key, cell);
    return { key, cell };
  }

  #count(cell: { readonly cohort: string; readonly team: string; left: number }, by: 1 | -1): void {
    cell.left += by;
    this.size += by;
    const { cohort, team } = cell;
    const [ofCohort, ofTeam] = [this.#cohorts.get(cohort), this.#teams.get(team)];
    if (ofCohort !== undefined) this.#cohorts.set(cohort, ofCohort + by);
    if (ofTeam !== undefined) this.#teams.set(team, ofTeam + by);
  }

  /**
   * Each place goes to one cohort and one team. The quotas, with the places left for all other groups, come to `size` on
   * either side, and no pair gives more than it has. So the places can be filled if `size` can flow from the cohorts to
   * the teams.
   */
  canBeFilled(): boolean {
    const { size } = this;
    const flow = new Flow();
    for (const [side, quotas] of [
      ['cohort', this.#cohorts],
      ['team', this.#teams],
    ] as const) {
      const others = size - [...quotas.values()].reduce((sum, quota) => sum + quota, 0);
      for (const [group, places] of [...quotas, [ANY, others] as const]) {
        if (places < 0) return false;
        if (side === 'cohort') flow.allow(START, `cohort ${group}`, places);
        else flow.allow(`team ${group}`, END, places);
      }
    }
    for (const { cohort, team, left } of this.#cells.values()) {
      flow.allow(`cohort ${cohort}`, `team ${team}`, left);
    }
    return flow.greatest() === size;
  }
}

function foldedKeys(quotas: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...quotas].map(([group, quota]) => [fold(group), quota]));
}

/** The greatest flow from a start to an end, by augmenting paths (Edmonds and Karp 1972). */
class Flow {
  readonly #room = new Map<string, Map<string, number>>();

  allow(from: string, to: string, most: number): void {
    this.#add(from, to, most);
    this.#add(to, from, 0);
  }

  #add(from: string, to: string, by: number): void {
    const out = this.#room.get(from) ?? new Map<string, number>();
    out.set(to, (out.get(to) ?? 0) + by);
    this.#room.set(from, out);
  }

  greatest(): number {
    for (let sum = 0; ; ) {
      const path = this.#shortestPath();
      if (!path) return sum;
      const most = Math.min(...path.map(([from, to]) => this.#room.get(from)?.get(to) ?? 0));
      for (const [from, to] of path) {
        this.#add(from, to, -most);
        this.#add(to, from, most);
      }
      sum += most;
    }
  }

  #shortestPath(): readonly (readonly [string, string])[] | null {
    const cameFrom = new Map([[START, START]]);
    const queue = [START];
    for (const from of queue) {
      for (const [to, room] of this.#room.get(from) ?? []) {
        if (room <= 0 || cameFrom.has(to)) continue;
        cameFrom.set(to, from);
        queue.push(to);
      }
      if (cameFrom.has(END)) break;
    }
    if (!cameFrom.has(END)) return null;
    const path: (readonly [string, string])[] = [];
    for (let to = END; to !== START; ) {
      const from = cameFrom.get(to) ?? START;
      path.push([from, to]);
      to = from;
    }
    return path;
  }
}

const START = 'start';
const END = 'end';
