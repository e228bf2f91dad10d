import type { IncomingMessage } from 'node:http';
import type { Refusal } from './refusals.ts';

export type ReceivedBody =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly refusal: Refusal | 'gone' };

/**
 * Receives the whole body before the application sees the request, so that slow, oversized and broken bodies cost it
 * nothing. Call it as soon as the request arrives. The rest of a refused body is discarded.
 *
 * @param room asked before more bytes are held in memory
 */
export function receiveBody(
  request: IncomingMessage,
  { ms, room }: { readonly ms: number; readonly room: (bytes: number) => Refusal | 'taken' },
): { readonly received: Promise<ReceivedBody>; readonly refuse: (refusal: Refusal | 'gone') => void } {
  const push = request.push;
  const { promise, resolve } = Promise.withResolvers<ReceivedBody>();
  let chunks: Buffer[] | null = [];
  const refuse = (refusal: Refusal | 'gone') => {
    chunks = null;
    clearTimeout(late);
    resolve({ ok: false, refusal });
  };
  const late = setTimeout(refuse, ms, 'too-slow');
  request.once('close', () => refuse('gone'));
  // Node's parser pushes each piece into the request, and null at the end.
  request.push = (chunk: Buffer | null) => {
    if (chunk !== null) {
      const answer = chunks && room(chunk.length);
      if (answer === 'taken') chunks?.push(chunk);
      else if (answer) refuse(answer);
      return true;
    }
    request.push = push;
    clearTimeout(late);
    const body = Buffer.concat(chunks ?? []);
    if (body.length > 0) request.push(body);
    resolve({ ok: true, body });
    return request.push(null);
  };
  return { received: promise, refuse };
}
