/**
 * Next calls this once while the server loads, before the settings are read. Next also builds this file for a runtime
 * without Node, which the service does not use.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    // Emitted by lib/tasks/serve.ts, which is bundled separately. Waits for it, because loading the queue would delay
    // the start.
    process.once('assurance:serving', async () => {
      const { keepQueueRunning } = await import('#lib/background/queue.ts');
      keepQueueRunning();
      const { keepSweepingPreviews } = await import('#lib/background/previews.ts');
      keepSweepingPreviews();
    });
  }
}
