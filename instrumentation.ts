/**
 * Next calls this once while the server loads, before there are settings. It builds this file for a runtime without
 * Node as well: not for us.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { keepQueueRunning } = await import('#lib/jobs/queue.ts');
    // From lib/tasks/serve.ts, which is not bundled with this.
    process.once('assurance:serving', keepQueueRunning);
  }
}
