import { startQueue } from '#lib/background/queue.ts';

// A separate process that works through the queue, for tests to kill. Run with --conditions=react-server.

const queue = await startQueue({ poll: 1, watch: 1, heartbeat: 10 });
process.send?.('started');
process.once('SIGTERM', async () => {
  await queue.stop();
  process.exit(0);
});
