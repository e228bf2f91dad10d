import type { ImportPlan, PlannedRow } from '#lib/exchange/imports/rules.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement, knownStatements } from '#lib/frameworks/known.ts';
import type { CsvColumns, CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import { parseTypedDay } from '#lib/kernel/dates.ts';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import { fold, nameLookup } from '#lib/kernel/text/fold.ts';
import { LEVEL_NAMES, LEVELS } from '#lib/record/findings/rules.ts';
import { ACTION_COLUMNS } from '#lib/record/improvement/csv-rows.ts';
import {
  actionProblem,
  describeActionProblem,
  factsOfAction,
  factsOfInput,
  isAsStored,
  type Linkable,
} from '#lib/record/improvement/decisions.ts';
import { actionChanges } from '#lib/record/improvement/events.ts';
import {
  ACTION_NAMES,
  ACTION_STATE_NAMES,
  ACTION_STATES,
  describeAim,
  FUNDING_NAMES,
  FUNDINGS,
  IMPROVE,
  type ImprovementAction,
  MAX_ACTIONS,
  PROOF_ROWS,
  proofField,
  proofValueField,
} from '#lib/record/improvement/rules.ts';
import { type ActionField, type SaveAction, saveActionSchema } from '#lib/record/improvement/schema.ts';

const NEEDED: readonly string[] = [ACTION_NAMES.title, ACTION_NAMES.priority];

/** Columns of a file of actions, which are among those of its export. */
export const ACTION_IMPORT_COLUMNS: CsvColumns<string, string> = {
  required: NEEDED,
  optional: ACTION_COLUMNS.filter((name) => !NEEDED.includes(name)),
};

export type ActionFileRow = CsvRow<string, string>;

/** What the cells of a file can name. */
export type ActionNames = {
  readonly framework: Framework;
  /** Those who can own an action or do so already. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly measures: readonly { readonly key: string; readonly name: string }[];
};

export type ReadAction = Pick<PlannedRow, 'line'> & {
  readonly before: ImprovementAction | null;
  readonly after: SaveAction;
};

/** `differences`: what the row changes, in words. */
export type PlannedAction = PlannedRow & ReadAction & { readonly differences: readonly string[] };

type Report = (column: string, message: string) => unknown;

/**
 * Reads the rows of a file of actions. A row with the number of an action changes that one, others add one. What is
 * stored stays where the file lacks the column.
 */
export function readActions(
  given: readonly ActionFileRow[],
  actions: readonly ImprovementAction[],
  names: ActionNames,
): { readonly read: readonly ReadAction[]; readonly problems: readonly CsvProblem[] } {
  const problems: CsvProblem[] = [];
  const lineOf = new Map<number, number>();
  const read = given.flatMap(({ line, cells }): ReadAction[] => {
    const report: Report = (column, message) => problems.push({ line, column, message });
    const asked = cells.Number ?? '';
    const before = actions.find(({ number }) => String(number) === asked) ?? null;
    if (asked !== '' && before === null) report('Number', `The plan has no action ${asked}`);
    const twin = before && lineOf.get(before.number);
    if (before && twin !== undefined) report('Number', `Line ${twin} already has action ${asked}`);
    if (before) lineOf.set(before.number, line);
    const parsed = saveActionSchema.safeParse({
      ...(before ? formOf(before) : NEW),
      ...readCells(cells, before, names, report),
      ...{ action: before?.number ?? 0, version: before?.version ?? 0 },
    });
    if (parsed.success) return [{ line, before, after: parsed.data }];
    for (const { path, message } of parsed.error.issues) report(columnOf(path[0] as ActionField), message);
    return [];
  });
  return { read, problems };
}

/** Plans the import of rows that were read. */
export function planActions(
  { read, problems }: ReturnType<typeof readActions>,
  linkable: Linkable,
  stored: number,
): ImportPlan<PlannedAction> {
  const found = [...problems];
  const rows = read.map(({ line, before, after }): PlannedAction => {
    const problem = actionProblem(after, before, linkable);
    if (problem) {
      const { field, message } = describeActionProblem(problem);
      found.push({ line, column: columnOf(field), message });
    }
    const change = before === null ? 'added' : isAsStored(before, after, linkable) ? 'unchanged' : 'changed';
    return { line, change, before, after, differences: differencesOf(before, after, linkable) };
  });
  if (stored + rows.filter(({ change }) => change === 'added').length > MAX_ACTIONS.max) {
    const message = `With these rows there would be more than ${MAX_ACTIONS.max} actions`;
    found.push({ line: null, column: null, message });
  }
  return { rows, problems: found, questions: [], notes: [] };
}

/** "Owner: Sam Patel becomes Helen Marsh". Of a new action: "Owner: Helen Marsh". */
function differencesOf(
  before: ImprovementAction | null,
  after: SaveAction,
  linkable: Linkable,
): readonly string[] {
  const facts = actionChanges(
    before && factsOfAction(before),
    factsOfInput(after, before, linkable),
    describeAim,
  ).filter((change) => change.before !== change.after && change.name !== (before ? '' : ACTION_NAMES.title));
  const texts = (['outcome', 'monitoring', 'scrutiny'] as const).filter(
    (text) => after[text] !== (before?.[text] ?? ''),
  );
  return [
    ...facts.map(({ name, before: was, after: now }) =>
      before ? `${name}: ${was ?? 'none'} becomes ${now ?? 'none'}` : `${name}: ${now}`,
    ),
    ...texts.map((text) => (before ? `${ACTION_NAMES[text]} changed` : ACTION_NAMES[text])),
  ];
}

/** The column that has a field of the form. */
function columnOf(field: ActionField): string {
  if (field === 'outcomeSought') return ACTION_NAMES.outcome;
  if (field === 'aim') return ACTION_NAMES.aims;
  if (field === 'evidenceItems') return ACTION_NAMES.evidence;
  if (field === 'ownerName') return ACTION_NAMES.owner;
  if (PROOF_ROWS.some((row) => field === proofField(row) || field === proofValueField(row)))
    return ACTION_NAMES.proofs;
  return ACTION_NAMES[field as keyof typeof ACTION_NAMES] ?? ACTION_NAMES.title;
}

const NEW = { startsOn: '', dueOn: '' } as const;

/** An action as its form would send it. */
function formOf(action: ImprovementAction): Readonly<Record<string, unknown>> {
  const { title, priority, outcome, owner, startsOn, dueOn, cost, monitoring, scrutiny } = action;
  return {
    ...{ title, priority, outcomeSought: outcome, monitoring, scrutiny },
    ...{ owner: owner?.id ?? '', ownerName: owner && owner.id === null ? owner.name : '' },
    ...{ startsOn: startsOn ?? '', dueOn: dueOn ?? '' },
    ...{ costOnce: String(cost.once ?? ''), costYearly: String(cost.yearly ?? '') },
    funding: cost.funding ?? '',
    aim: Object.fromEntries(
      action.aims.map(({ statement, score }) => [statement, score === null ? IMPROVE : String(score)]),
    ),
    ...proofsOf(
      action.proofs.map(({ measure, value }) => ({
        measure,
        value: value === null ? '' : unformattedFigure(value),
      })),
    ),
    evidenceItems: action.evidence.map(({ reference }) => reference).join(', '),
    findings: action.findings.join(', '),
  };
}

function proofsOf(proofs: readonly { readonly measure: string; readonly value: string }[]) {
  return Object.fromEntries(
    PROOF_ROWS.flatMap((row, index) => [
      [proofField(row), proofs[index]?.measure ?? ''],
      [proofValueField(row), proofs[index]?.value ?? ''],
    ]),
  );
}

const levelOf = nameLookup(LEVELS, (level) => LEVEL_NAMES[level]);
const stateOf = nameLookup(ACTION_STATES, (state) => ACTION_STATE_NAMES[state]);
const fundingOf = nameLookup(FUNDINGS, (funding) => FUNDING_NAMES[funding]);

/** The fields that the file has columns for, as a form would send them. */
function readCells(
  cells: ActionFileRow['cells'],
  before: ImprovementAction | null,
  names: ActionNames,
  report: Report,
): Record<string, unknown> {
  const cell = (name: keyof typeof ACTION_NAMES) => cells[ACTION_NAMES[name]] ?? null;
  const read: Record<string, unknown> = {};
  const plain = {
    ...{ title: 'title', outcome: 'outcomeSought', costOnce: 'costOnce', costYearly: 'costYearly' },
    ...{ monitoring: 'monitoring', scrutiny: 'scrutiny', evidence: 'evidenceItems', findings: 'findings' },
  } as const;
  for (const [name, field] of Object.entries(plain)) {
    const typed = cell(name as keyof typeof plain);
    if (typed !== null) read[field] = typed;
  }
  const priority = cell('priority');
  if (priority !== null) read.priority = levelOf(priority) ?? '';
  const funding = cell('funding');
  if (funding !== null) read.funding = funding === '' ? '' : (fundingOf(funding) ?? funding);
  const startsOn = cell('startsOn');
  if (startsOn !== null) read.startsOn = parseTypedDay(startsOn) ?? startsOn;
  const dueOn = cell('dueOn');
  if (dueOn !== null) {
    const day = parseTypedDay(dueOn) ?? dueOn;
    if (before?.dueOn && day !== before.dueOn) {
      report(ACTION_NAMES.dueOn, `Move the due date of action ${before.number} on its page, with a reason`);
    } else read.dueOn = day;
  }
  const state = cell('actionState');
  if (state !== null && state !== '') Object.assign(read, readState(state, before, report));
  const owner = cell('owner');
  if (owner !== null) Object.assign(read, readOwner(owner, before, names, report));
  const aims = cell('aims');
  if (aims !== null) read.aim = readAims(aims, before, names, report);
  const proofs = cell('proofs');
  if (proofs !== null) Object.assign(read, readProofs(proofs, before, names, report));
  return read;
}

/** Whether an action is complete or stopped is said on its page, with a progress note. */
function readState(cell: string, before: ImprovementAction | null, report: Report) {
  const state = stateOf(cell);
  if (state === before?.state) return {};
  const problem = before?.closedOn
    ? `Open action ${before.number} again on its page, with a progress note`
    : state === 'complete' || state === 'stopped'
      ? 'Complete or stop an action on its page, with a progress note'
      : null;
  if (problem === null) return { actionState: state ?? cell };
  report(ACTION_NAMES.actionState, problem);
  return {};
}

/** A member, by email or name, or the name of anybody else. */
function readOwner(cell: string, before: ImprovementAction | null, { members }: ActionNames, report: Report) {
  const is = (text: string) => fold(text) === fold(cell);
  const owner = before?.owner;
  const isOwner = owner && (is(owner.name) || members.some(({ id, email }) => id === owner.id && is(email)));
  if (isOwner) return {};
  const found = members.filter(({ email, name }) => is(email) || is(name));
  if (cell !== '' && found.length > 1)
    report(ACTION_NAMES.owner, `${found.length} members are called “${cell}”. Enter the email`);
  if (found.length === 0 && cell.includes('@'))
    report(ACTION_NAMES.owner, `No member who can own an action has the email “${cell}”`);
  const [member] = cell === '' ? [] : found;
  return { owner: member?.id ?? '', ownerName: member ? '' : cell };
}

/** "Assessing needs: 3; Safeguarding". */
function readAims(
  cell: string,
  before: ImprovementAction | null,
  { framework }: ActionNames,
  report: Report,
): Readonly<Record<string, string>> {
  const lookups = [
    before?.aims.map(({ statement }) => knownStatement(statement)) ?? [],
    framework.statements,
    knownStatements(),
  ].map((statements) => nameLookup<{ id: string; name: string }>(statements, ({ name }) => name));
  const statementOf = (name: string) => lookups.map((lookup) => lookup(name)).find(Boolean);
  const aims: Record<string, string> = {};
  for (const part of partsOf(cell, ';')) {
    const { found, name, value } = valued(part, statementOf);
    if (!found) report(ACTION_NAMES.aims, `There is no quality statement “${name}”`);
    else if (aims[found.id] !== undefined) report(ACTION_NAMES.aims, `“${name}” is there twice`);
    else aims[found.id] = value === '' ? IMPROVE : value;
  }
  return aims;
}

/** "Average wait: 14", each on a line of its own or with a semicolon between them. */
function readProofs(
  cell: string,
  before: ImprovementAction | null,
  { measures }: ActionNames,
  report: Report,
) {
  const lookups = [before?.proofs.map(({ measure: key, name }) => ({ key, name })) ?? [], measures].map(
    (among) => nameLookup(among, ({ name }) => name),
  );
  const measureOf = (name: string) => lookups.map((lookup) => lookup(name)).find(Boolean);
  const parts = partsOf(cell, '\n').flatMap((line) =>
    valued(line, measureOf).found ? [line] : partsOf(line, ';'),
  );
  const proofs = parts.flatMap((part) => {
    const { found, name, value } = valued(part, measureOf);
    if (!found) report(ACTION_NAMES.proofs, `There is no measure “${name}”`);
    return found ? [{ measure: found.key, value }] : [];
  });
  if (proofs.length > PROOF_ROWS.length)
    report(ACTION_NAMES.proofs, `Enter ${PROOF_ROWS.length} measures or fewer`);
  return proofsOf(proofs);
}

function partsOf(cell: string, apart: string): readonly string[] {
  return cell.split(apart).flatMap((part) => part.trim() || []);
}

/** A name with a value after its last colon, if it is not a name as it stands. */
function valued<Thing>(part: string, named: (name: string) => Thing | undefined) {
  const at = part.lastIndexOf(':');
  const whole = named(part);
  if (whole !== undefined || at < 0) return { found: whole, name: part, value: '' };
  const [name, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  return { found: named(name), name, value };
}
