import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Permission, Role } from '#lib/platform/access/permissions.ts';
import type { NamedGrant } from '#lib/record/inspections/named.ts';
import type { TestCouncil } from './council-factory.ts';

/** What every noun's calls may refer to: a council's open assessment, its reader and an evidence item on QS1. */
export type CallTarget = {
  readonly assessment: string;
  readonly reference: string;
  readonly person: string;
};

type NounCall<Made> = {
  readonly permission: Permission;
  /** The result for something that the council does not have. Default: the call refers to nothing. */
  readonly notFound?: unknown;
  run(context: CouncilContext, target: CallTarget & Made): Promise<unknown>;
} & (
  | { readonly named?: undefined }
  /** What somebody has to be named for beside the permission. For anybody else the result is `notFound`. */
  | { readonly named: NamedGrant; readonly permission: 'named:work'; readonly notFound: unknown }
);

/** What a noun's testing/calls.ts gives the suites that run every call: permissions, two councils, ended sessions. */
export type NounCalls<Made> = {
  /** Makes what the calls refer to in a council. Every text in it is `mark`. */
  readonly make?: (council: TestCouncil, mark: string) => Promise<Made>;
  /** The expected roles for the noun's permissions, repeated here so that no change to the table is accidental. */
  readonly roles?: Readonly<Partial<Record<Permission, readonly Role[]>>>;
  /** Every query and command that takes a council's context, by file and name, with a typical call. */
  readonly calls: Readonly<Record<string, NounCall<Made>>>;
  /** Exports without a permission check, and why. */
  readonly withoutPermission?: Readonly<Record<string, string>>;
};

export function nounCalls<Made = unknown>(noun: NounCalls<Made>): NounCalls<Made> {
  return noun;
}

/** One moment for all calls, so that results do not differ only in time. */
export const AS_OF = new Date();
