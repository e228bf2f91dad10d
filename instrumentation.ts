/**
 * Next calls this once while the server loads, before there are settings. It builds this file for a runtime without
 * Node as well: not for us.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    // From lib/tasks/serve.ts, which is not bundled with this. Only then: loading the queue would hold up the start.
    process.once('assurance:serving', async () => {
      const { keepQueueRunning } = await import('#lib/background/queue.ts');
      keepQueueRunning();
    });
  }
}
