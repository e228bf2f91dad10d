import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Permission, Role } from '#lib/platform/access/permissions.ts';
import type { TestCouncil } from './council-factory.ts';

/** What every noun's calls may name: a council's open assessment, its reader and an item of its evidence on QS1. */
export type Target = {
  readonly assessment: string;
  readonly reference: string;
  readonly person: string;
};

type NounCall<Made> = {
  readonly permission: Permission;
  /** What it gives for something that the context's own council does not have. Absent: it names nothing. */
  readonly notFound?: unknown;
  run(context: CouncilContext, target: Target & Made): Promise<unknown>;
};

/** What a noun's testing/calls.ts tells the suites that run every call: permissions, two councils, ended sessions. */
export type NounCalls<Made> = {
  /** Makes in a council what the calls name. Every text in it is `mark`. */
  readonly make?: (council: TestCouncil, mark: string) => Promise<Made>;
  /** Who has the noun's permissions, written down a second time: a change to the table must be meant. */
  readonly roles?: Readonly<Partial<Record<Permission, readonly Role[]>>>;
  /** Every query and command that takes a council's context, by file and name, as a person would call it. */
  readonly calls: Readonly<Record<string, NounCall<Made>>>;
  /** Exports that no permission stands before, and why. */
  readonly withoutPermission?: Readonly<Record<string, string>>;
};

export function nounCalls<Made = unknown>(noun: NounCalls<Made>): NounCalls<Made> {
  return noun;
}

/** One for all calls: what is told of a moment must not differ for the moment alone. */
export const AS_OF = new Date();
