import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EdgeLimits } from './limits.ts';

/**
 * Watches a body that is streamed, and an answer on its way out, until either is done: a client that is slower than a
 * poor telephone line is given up, as it would hold its place for hours. Time in which it waits for us does not count.
 *
 * @param giveUp called once, with which of the two was too slow
 */
export function enforcePace(
  request: IncomingMessage,
  response: ServerResponse,
  { paceMs, paceBytesPerSecond }: Pick<EdgeLimits, 'paceMs' | 'paceBytesPerSecond'>,
  giveUp: (slow: 'sender' | 'reader') => void,
): void {
  const { socket } = request;
  const least = (paceMs / 1000) * paceBytesPerSecond;
  let [came, waiting, since, went] = [socket.bytesRead, 0, performance.now(), 0];
  const stop = () => clearInterval(watch);
  const watch = setInterval(() => {
    const arrived = socket.bytesRead - came;
    came = socket.bytesRead;
    // What arrived and was not yet read is our delay.
    const sends = !request.complete && request.readableLength === 0;
    if (sends && arrived < least) {
      stop();
      return giveUp('sender');
    }
    // How long the client has not kept up, and what it took meanwhile. A piece counts once all of it is gone.
    const before = waiting;
    waiting = socket.writableLength;
    const gone = socket.bytesWritten - waiting;
    if (before === 0 || waiting === 0) [since, went] = [performance.now(), gone];
    const allowed = paceMs + ((gone - went + waiting) / paceBytesPerSecond) * 1000;
    if (performance.now() - since > allowed) {
      stop();
      giveUp('reader');
    }
  }, paceMs);
  watch.unref();
  response.once('close', stop);
}
