import { isKnownStatement } from '#lib/frameworks/known.ts';
import { httpStatusOf } from '#lib/kernel/errors.ts';
import { formatTime } from '#lib/kernel/format-dates.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import { NO_STORE } from '#lib/platform/http/responses.ts';
import { log } from '#lib/platform/log.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import { describeWriting } from '#lib/work/drafts/rules.ts';
import { DRAFT_BODY_LIMIT, saveDraftSchema } from '#lib/work/drafts/schema.ts';

const REFUSED = { closed: 410, full: 507 } as const;

type DraftProps = { params: Promise<{ council: string; statement: string }> };

/** Autosaves what a person is typing. Answers by status alone, which the page puts into words. */
export async function POST(request: Request, { params }: DraftProps): Promise<Response> {
  const { council, statement } = await params;
  try {
    const gate = await councilGate(council, 'statement:save');
    if (!gate.ok) return status(gate.reason === 'signed-out' ? 401 : 404);
    if (!isKnownStatement(statement)) return status(404);
    // Next has read the body by now, with a higher limit.
    const body = await request.text();
    if (body.length > DRAFT_BODY_LIMIT) return status(413);
    const draft = saveDraftSchema.safeParse(jsonIn(body));
    if (!draft.success) return status(draft.error.issues.some(({ code }) => code === 'too_big') ? 413 : 400);
    // Not 409, which Next answers to a page from before an update.
    if (!readFormToken(draft.data.form, gate.context.person.id).ok) return status(403);
    const kept = await saveDraft(gate.context, statement, draft.data);
    if (kept.outcome === 'saved') {
      const { at, others } = kept;
      const shown = { at, time: formatTime(at), writing: describeWriting(others) };
      return Response.json(shown, { headers: NO_STORE });
    }
    return status(REFUSED[kept.outcome]);
  } catch (error) {
    const code = httpStatusOf(error);
    // The role has changed; the next attempt finds the new one.
    if (code === 412) return status(503);
    if (code >= 500) log().error({ event: 'draft.failed', err: error });
    return status(code);
  }
}

function status(code: number): Response {
  return new Response(null, { status: code, headers: NO_STORE });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
