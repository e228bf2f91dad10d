import 'server-only';
import { type LinkContext, linkContext } from '#lib/platform/access/context.ts';
import { requestFacts } from '#lib/platform/auth/session.ts';
import { database } from '#lib/platform/db/client.ts';
import type { LinkKind } from '#lib/record/links/rules.ts';
import { tokenHashOf } from '#lib/record/links/token.ts';

/** The content that a link opens, kept when the link was made. */
export type LinkedCopy = {
  /** The link's id. */
  readonly id: string;
  readonly content: string;
  readonly contentHash: string;
  readonly audit: { readonly seq: number; readonly hash: string };
  readonly madeAt: Date;
  readonly expiresAt: Date;
};

type LinkRow = {
  readonly id: string;
  readonly council_id: string;
  readonly council_slug: string;
  readonly council_name: string;
  readonly council_is_example: boolean;
  readonly kind: LinkKind;
  readonly content: string;
  readonly content_hash: string;
  readonly audit_seq: number;
  readonly audit_hash: string;
  readonly created_at: Date;
  readonly expires_at: Date;
};

export type OpenedLink = { readonly context: LinkContext; readonly copy: LinkedCopy };

/**
 * The gate for a link of this kind. Null, without distinction, if the link is unknown, expired, withdrawn or of
 * another kind. `headOnly`: a HEAD request, which mail programs send to test links and which does not count as
 * opening.
 */
export async function linkGate(
  token: string,
  kind: LinkKind,
): Promise<(OpenedLink & { readonly headOnly: boolean }) | null> {
  const { requestId, method } = await requestFacts();
  const opened = await openLink(token, kind, new Date(), requestId);
  return opened && { ...opened, headOnly: method === 'HEAD' };
}

/** `linkGate` outside a request. */
export async function openLink(
  token: string,
  kind: LinkKind,
  asOf: Date,
  requestId: string,
): Promise<OpenedLink | null> {
  const tokenHash = tokenHashOf(token);
  if (tokenHash === null) return null;
  const [row] = await database().$queryRaw<
    LinkRow[]
  >`select * from open_link(${tokenHash}, ${asOf}::timestamptz)`;
  if (row?.kind !== kind) return null;
  const council = {
    id: row.council_id,
    slug: row.council_slug,
    name: row.council_name,
    isExample: row.council_is_example,
  };
  return {
    context: linkContext(council, requestId),
    copy: {
      id: row.id,
      content: row.content,
      contentHash: row.content_hash,
      audit: { seq: row.audit_seq, hash: row.audit_hash },
      madeAt: row.created_at,
      expiresAt: row.expires_at,
    },
  };
}
