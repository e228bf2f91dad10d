import { isKnownStatement } from '#lib/frameworks/known.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { failureResponse, NO_STORE, textResponse } from '#lib/platform/http/responses.ts';
import { listCitable } from '#lib/record/claims/queries.ts';

type CitableRoute = { params: Promise<{ council: string; statement: string }> };

const WORDS_LIMIT = 200;

/** What a search beside a statement finds, as JSON. Called while people type, so it never redirects to sign in. */
export async function GET(request: Request, { params }: CitableRoute): Promise<Response> {
  const { council, statement } = await params;
  try {
    const gate = await councilGate(council, 'evidence:view');
    if (!gate.ok && gate.reason === 'signed-out') return textResponse(401, 'You have been signed out.');
    if (!gate.ok || !isKnownStatement(statement)) return textResponse(404, 'Not found.');
    const words = searchWords(new URL(request.url).searchParams.get('words'));
    const items = await listCitable(gate.context, statement, words.slice(0, WORDS_LIMIT).toWellFormed());
    return Response.json({ items }, { headers: NO_STORE });
  } catch (error) {
    return failureResponse(error, 'your evidence list cannot be shown');
  }
}
