import { isKnownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import {
  failureResponse,
  foreignFormResponse,
  redirectToSignIn,
  seeOther,
  textResponse,
} from '#lib/platform/http/responses.ts';
import { discardDrafts } from '#lib/work/drafts/commands.ts';
import { discardSchema } from '#lib/work/drafts/schema.ts';

type DiscardProps = { params: Promise<{ council: string; statement: string }> };

/** A plain form, with or without script, so that the page reloads with the saved answers. */
export async function POST(request: Request, { params }: DiscardProps): Promise<Response> {
  const { council, statement } = await params;
  try {
    const gate = await councilGate(council, 'statement:save');
    if (!isKnownStatement(statement)) return textResponse(404, 'Page not found');
    const page = routes.statement(council, statement);
    if (!gate.ok) {
      return gate.reason === 'signed-out' ? redirectToSignIn(page) : textResponse(404, 'Page not found');
    }
    const sent = await request.formData();
    if (!readFormToken(sent.get(FORM_TOKEN_FIELD), gate.context.person.id).ok) {
      return foreignFormResponse('nothing was discarded', sent);
    }
    const form = discardSchema.safeParse({ pages: sent.getAll('page') });
    if (!form.success) return textResponse(400, 'This form is not complete, so nothing was discarded.');
    await discardDrafts(gate.context, statement, form.data.pages);
    return seeOther(page);
  } catch (error) {
    return failureResponse(error, 'your draft was not discarded');
  }
}
