import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { type Candidate, canBeMet, type Quotas } from '#lib/record/cases/draw.ts';

export type GroupOf = 'cohort' | 'team';

/** A group of candidates, written as the file has it first, and how many are in it. */
export type Group = { readonly name: string; readonly count: number };

/** The groups of candidates, in the order of the alphabet. */
export function groupsOf(candidates: readonly Candidate[], of: GroupOf): readonly Group[] {
  return [...Map.groupBy(candidates, (candidate) => fold(candidate[of])).values()]
    .map((members) => ({ name: members[0]?.[of] ?? '', count: members.length }))
    .toSorted((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}

/** "Older people", or what stands for a group without a name. */
export function groupName(name: string): string {
  return name === '' ? 'None given' : name;
}

/** The command that repeats a draw from its file, as a POSIX shell takes it. */
export function drawCommand(seed: string, size: number, { cohorts, teams }: Quotas): string {
  const option = (name: string) => (quota: readonly [string, number]) =>
    `--${name}=${quoted(quota.join('='))}`;
  return [
    `npm run cases:draw -- LIST.csv --seed ${seed} --size ${size}`,
    ...[...cohorts].map(option('cohort')),
    ...[...teams].map(option('team')),
  ].join(' ');
}

/** In single quotes nothing means anything but one of them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Why these quotas cannot be met, in sentences for the person who set them. Empty: they can. */
export function quotaProblems(
  candidates: readonly Candidate[],
  size: number,
  quotas: Quotas,
): readonly string[] {
  if (size > candidates.length) {
    return [
      `The file has ${formatCount(candidates.length, 'reference')}, so ${formatNumber(size)} cannot be drawn`,
    ];
  }
  const problems = [
    ...problemsOf(groupsOf(candidates, 'cohort'), size, quotas.cohorts, 'cohorts'),
    ...problemsOf(groupsOf(candidates, 'team'), size, quotas.teams, 'teams'),
  ];
  if (problems.length > 0 || canBeMet(candidates, size, quotas)) return problems;
  return [
    'These numbers cannot all be met together. Too few cases are both of those cohorts and of those teams',
  ];
}

function problemsOf(
  groups: readonly Group[],
  size: number,
  quotas: ReadonlyMap<string, number>,
  called: string,
): readonly string[] {
  const wanted = new Map([...quotas].map(([name, quota]) => [fold(name), quota]));
  const tooFew = [...quotas].flatMap(([name, quota]) => {
    const count = groups.find((group) => fold(group.name) === fold(name))?.count ?? 0;
    if (quota <= count) return [];
    return [
      `${groupName(name)}: the file has ${formatNumber(count)}, so ${formatNumber(quota)} cannot be drawn`,
    ];
  });
  const sum = [...wanted.values()].reduce((total, quota) => total + quota, 0);
  if (sum > size) {
    return [
      ...tooFew,
      `The numbers for ${called} come to ${formatNumber(sum)}, but ${formatNumber(size)} are drawn`,
    ];
  }
  const others = groups.filter(({ name }) => !wanted.has(fold(name)));
  const room = others.reduce((total, { count }) => total + count, 0);
  if (tooFew.length > 0 || sum + room >= size) return tooFew;
  return [
    `The numbers for ${called} leave ${formatNumber(size - sum)} to draw from the others, which have ${formatNumber(room)}`,
  ];
}

/** A box of the form of a draw. */
export type QuotaField = 'size' | `cohortQuota.${number}` | `teamQuota.${number}`;

/** The form of a draw once the candidates are counted. */
export type DrawShown = {
  readonly status: 'counted';
  readonly text: string;
  /** The hash of the text. */
  readonly counted: string;
  readonly count: number;
  /** How many more are in the register already. */
  readonly known: number;
  readonly notes: readonly string[];
  readonly size: string;
  readonly cohorts: readonly (Group & { readonly typed: string })[];
  readonly teams: readonly (Group & { readonly typed: string })[];
  /** What is wrong with the numbers. */
  readonly problems: readonly { readonly field: QuotaField | ''; readonly message: string }[];
};
