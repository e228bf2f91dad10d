import { routes } from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { SEAL_FIELD } from '#lib/platform/forms/form-state.ts';
import { openSeal } from '#lib/platform/forms/seal.ts';
import {
  failureAnswer,
  notTheirForm,
  seeOther,
  signInFirst,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { isStatementId } from '#lib/scoring/index.ts';
import { discardDrafts } from '#lib/work/drafts/commands.ts';
import { discardSchema } from '#lib/work/drafts/schema.ts';

type DiscardProps = { params: Promise<{ council: string; statement: string }> };

/** A plain form, so that the page is opened anew with what is saved, with script and without. */
export async function POST(request: Request, { params }: DiscardProps): Promise<Response> {
  const { council, statement } = await params;
  try {
    const gate = await councilGate(council, 'statement:save');
    if (!isStatementId(statement)) return textResponse(404, 'Page not found');
    const page = routes.statement(council, statement);
    if (!gate.ok) {
      return gate.reason === 'signed-out' ? signInFirst(page) : textResponse(404, 'Page not found');
    }
    const sent = await request.formData();
    if (!openSeal(sent.get(SEAL_FIELD), gate.context.person.id).ok) {
      return notTheirForm('nothing was discarded', sent);
    }
    const form = discardSchema.safeParse({ pages: sent.getAll('page') });
    if (!form.success) return textResponse(400, 'This form is not complete, so nothing was discarded.');
    await discardDrafts(gate.context, statement, form.data.pages);
    return seeOther(page);
  } catch (error) {
    return failureAnswer(error, 'your draft was not discarded');
  }
}
