import { councilGate } from '#lib/platform/auth/gate.ts';
import { failureResponse, textResponse } from '#lib/platform/http/responses.ts';
import { getLogo } from '#lib/record/councils/queries.ts';

type LogoRoute = { params: Promise<{ council: string; hash: string }> };

/** A council's logo, for its members. Its address holds the hash of its content, so it never changes. */
export async function GET(_request: Request, { params }: LogoRoute): Promise<Response> {
  const { council, hash } = await params;
  try {
    const gate = await councilGate(council, 'council:view');
    const logo = gate.ok ? await getLogo(gate.context, hash) : null;
    if (!logo) return textResponse(404, 'Logo not found.');
    return new Response(new Uint8Array(logo), {
      headers: {
        'content-type': 'image/png',
        'content-length': String(logo.byteLength),
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        // Private: a shared cache must not answer those who are no members.
        'cache-control': 'private, max-age=31536000, immutable',
      },
    });
  } catch (error) {
    return failureResponse(error, 'this logo cannot be shown');
  }
}
