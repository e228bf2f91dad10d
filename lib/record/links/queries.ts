import 'server-only';
import { validate as isUuid } from 'uuid';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import {
  activeLinkWhere,
  LINKS_SHOWN,
  type LinkKind,
  type LinkState,
  linkState,
} from '#lib/record/links/rules.ts';

export type LinkView = {
  readonly id: string;
  readonly forWhom: string;
  readonly by: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly state: LinkState;
  readonly withdrawn: { readonly by: string; readonly at: Date } | null;
  /** Openings as counted by `recordOpening`, and the time of the last one counted. */
  readonly opened: number;
  readonly lastOpenedAt: Date | null;
};

export type LinkList = {
  /** At most `LINKS_SHOWN`: working links first, then expired, then withdrawn ones. */
  readonly links: readonly LinkView[];
  /** How many more there are. */
  readonly unlisted: number;
};

/** Those of one content, or one link. */
type Only = { readonly contentHash?: string; readonly id?: string };

/** The links of this kind. The caller must check permission. */
export async function loadLinks(
  db: CouncilRead,
  kind: LinkKind,
  asOf: Date,
  only: Only = {},
): Promise<LinkList> {
  const { tx, context } = db;
  const links = await linksIn(db, kind, asOf, only);
  if (links.length < LINKS_SHOWN) return { links, unlisted: 0 };
  const count = await tx.link.count({ where: { councilId: context.council.id, kind, ...only } });
  return { links, unlisted: count - links.length };
}

/** A link of this kind. Null if the council has none with that id. */
export async function getLink(
  context: CouncilContext,
  kind: LinkKind,
  id: string,
  asOf: Date,
): Promise<LinkView | null> {
  requirePermission(context, 'links:manage');
  if (!isUuid(id)) return null;
  const [link] = await read(context, (db) => linksIn(db, kind, asOf, { id }));
  return link ?? null;
}

/** The number of working links of this kind made by this member, which keep working after the member is disabled. */
export async function countLinksOf(context: CouncilContext, kind: LinkKind, person: string): Promise<number> {
  requirePermission(context, 'members:manage');
  return read(context, ({ tx }) =>
    tx.link.count({
      where: { councilId: context.council.id, createdById: person, ...activeLinkWhere(kind, context.now()) },
    }),
  );
}

async function linksIn(
  { tx, context }: CouncilRead,
  kind: LinkKind,
  asOf: Date,
  only: Only,
): Promise<readonly LinkView[]> {
  const rows = await tx.link.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, kind, ...only },
    orderBy: [
      { withdrawnAt: { sort: 'desc', nulls: 'first' } },
      { expiresAt: 'desc' },
      { createdAt: 'desc' },
      { id: 'desc' },
    ],
    take: LINKS_SHOWN,
    select: {
      id: true,
      forWhom: true,
      createdAt: true,
      expiresAt: true,
      withdrawnAt: true,
      opened: true,
      lastOpenedAt: true,
      createdBy: { select: { person: { select: { name: true } } } },
      withdrawnBy: { select: { person: { select: { name: true } } } },
    },
  });
  return rows.map(({ createdBy, withdrawnBy, createdAt, withdrawnAt, ...row }) => ({
    ...row,
    by: createdBy.person.name,
    at: createdAt,
    state: linkState({ expiresAt: row.expiresAt, withdrawnAt }, asOf),
    withdrawn: withdrawnAt && withdrawnBy ? { by: withdrawnBy.person.name, at: withdrawnAt } : null,
  }));
}
