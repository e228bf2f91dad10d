import {
  locateSharedFile,
  readSharedPack,
  recordSharedDownload,
} from '#lib/exchange/pack-copies/commands.ts';
import { volumeOf } from '#lib/exchange/packs/rules.ts';
import { LENGTH_HEADER } from '#lib/kernel/routes.ts';
import { failureResponse, textResponse } from '#lib/platform/http/responses.ts';
import { fileResponse } from '#lib/platform/storage/serve.ts';
import { linkGate } from '#lib/record/links/gate.ts';

type SharedFileRoute = { params: Promise<{ token: string; file: string }> };

async function answer(request: Request, { params }: SharedFileRoute): Promise<Response> {
  const { token, file: name } = await params;
  try {
    const wanted = volumeOf(name);
    const opened = wanted && (await linkGate(token, 'pack'));
    const pack = opened && (await readSharedPack(opened));
    const file = opened && pack && wanted && (await locateSharedFile(opened, pack, wanted));
    if (!opened || !pack || !file || !wanted) return notFound();
    const response = fileResponse(request, file);
    // Every range too, before its first byte leaves.
    if (response.ok && request.method === 'GET') {
      const given = { number: pack.number, volume: wanted.volume, sha256: file.sha256 };
      if (!(await recordSharedDownload(opened.context, opened.copy.id, given))) return notFound();
    }
    const length = response.headers.get('content-length');
    if (length !== null) response.headers.set(LENGTH_HEADER, length);
    return response;
  } catch (error) {
    return failureResponse(error, 'this evidence pack cannot be downloaded');
  }
}

function notFound(): Response {
  return textResponse(
    404,
    'Evidence pack not found. The link may have expired, or the council may have withdrawn it.',
  );
}

export { answer as GET, answer as HEAD };
