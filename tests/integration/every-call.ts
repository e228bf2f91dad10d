import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Permission } from '#lib/platform/access/permissions.ts';
import type { NamedGrant } from '#lib/record/inspections/named.ts';
import type { TestCouncil } from './council-factory.ts';
import type { CallTarget, NounCalls } from './noun-calls.ts';

/** What the calls of all nouns refer to in one council. Only `makeTargets` makes one. */
export type CallTargets = ReadonlyMap<NounCalls<unknown>, CallTarget>;

export type Call = {
  readonly permission: Permission;
  /** The result for something that the council does not have. Default: the call refers to nothing. */
  readonly notFound?: unknown;
  /** What somebody has to be named for beside the permission. For anybody else the result is `notFound`. */
  readonly named?: NamedGrant | undefined;
  run(context: CouncilContext, targets: CallTargets): Promise<unknown>;
};

/** By folder: 'record/evidence'. */
const NOUNS = await Promise.all(
  globSync('lib/**/testing/calls.ts')
    .toSorted()
    .map(async (file) => {
      const module: { CALLS: NounCalls<unknown> } = await import(/* @vite-ignore */ path.resolve(file));
      return [file.slice('lib/'.length, -'/testing/calls.ts'.length), module.CALLS] as const;
    }),
);

/** Makes everything that the nouns' calls refer to in a council. Every text in it is `mark`. */
export async function makeTargets(
  council: TestCouncil,
  target: CallTarget,
  mark = 'Written by a test',
): Promise<CallTargets> {
  const targets = new Map<NounCalls<unknown>, CallTarget>();
  for (const [, noun] of NOUNS) {
    const made = await noun.make?.(council, mark);
    targets.set(noun, { ...target, ...(made ?? {}) });
  }
  return targets;
}

/** Every query and command that takes a council's context: 'record/evidence/queries listEvidence'. */
export const CALLS: Readonly<Record<string, Call>> = Object.fromEntries(
  NOUNS.flatMap(([folder, noun]) =>
    Object.entries(noun.calls).map(([name, { run, ...call }]): [string, Call] => [
      `${folder}/${name}`,
      {
        ...call,
        run(context, targets) {
          const target = targets.get(noun);
          if (!target) throw new Error(`Nothing was made for the calls of ${folder}`);
          return run(context, target);
        },
      },
    ]),
  ),
);

/** The roles that nouns expect for each of their permissions. */
export const ROLES_OF_NOUNS = NOUNS.flatMap(([, { roles = {} }]) => Object.entries(roles));

/** Exports without a permission check, and why. */
export const WITHOUT_PERMISSION: Readonly<Record<string, string>> = Object.fromEntries(
  NOUNS.flatMap(([folder, { withoutPermission = {} }]) =>
    Object.entries(withoutPermission).map(([name, why]) => [`${folder}/${name}`, why]),
  ),
);

// Only `read` and `auditedWrite` make these, so a function that takes one is part of a permitted call.
const PART_OF_A_CALL = /^(?:CouncilRead|CouncilRows|CouncilWrite|Transaction)$/;

/** Every exported function of a noun's queries and commands, by file and name. */
export async function exportedCalls(): Promise<string[]> {
  const files = globSync('lib/{*/*/{queries,commands},pages/*}.ts').map((file) =>
    file.replace(/^lib\/|\.ts$/g, ''),
  );
  const names = await Promise.all(
    files.map(async (file) => {
      const source = path.resolve('lib', `${file}.ts`);
      const text = readFileSync(source, 'utf8');
      const module: Record<string, unknown> = await import(/* @vite-ignore */ source);
      return Object.keys(module)
        .filter((name) => typeof module[name] === 'function')
        .filter((name) => !PART_OF_A_CALL.test(firstTypeOf(name, text)))
        .map((name) => `${file} ${name}`);
    }),
  );
  return names.flat().toSorted();
}

/** The name of a function's first parameter type. Empty for an unnamed type. */
function firstTypeOf(name: string, text: string): string {
  const declared = new RegExp(
    String.raw`^export (?:async )?function\*? ${name}\b[^(]*\(\s*(?:\{[^}]*\}|\w+): (\w+)\b`,
    'm',
  );
  return declared.exec(text)?.[1] ?? '';
}
