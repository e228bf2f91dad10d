import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EdgeLimits } from './limits.ts';

/**
 * Cuts off clients that send a streamed body or read a response more slowly than a poor telephone line, and would hold
 * their place for hours. Time in which they wait for the server does not count.
 *
 * @param giveUp called once, with the side that was too slow
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
    // If bytes have arrived and are not yet read, the delay is ours.
    const sends = !request.complete && request.readableLength === 0;
    if (sends && arrived < least) {
      stop();
      return giveUp('sender');
    }
    // How long the client has been behind, and what it has read since. A chunk counts once all of it is sent.
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
