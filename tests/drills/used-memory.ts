import { once } from 'node:events';
import { memoryMb } from './process-tree.ts';
import type { DrillService } from './service.ts';

const MEGABYTE = 1024 * 1024;

/**
 * Megabytes that the service uses after a garbage collection, in and outside its heap, and that its workers occupy.
 * What it occupies itself says less: V8 lets a heap grow to several times what is used, and gives memory back late.
 * `withoutWorkers`: leaves out jobs, as in `memoryMb`.
 */
export async function usedMemoryMb(
  { pid, inspectorPort }: DrillService,
  { withoutWorkers = false } = {},
): Promise<number> {
  const workers = withoutWorkers ? 0 : memoryMb(pid) - memoryMb(pid, { withoutWorkers: true });
  const { heapUsed, external } = await afterCollection(inspectorPort);
  return workers + (heapUsed + external) / MEGABYTE;
}

async function afterCollection(inspectorPort: number): Promise<NodeJS.MemoryUsage> {
  const listed = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`);
  const [target] = (await listed.json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  try {
    // The first runs finalisers, whose memory the second frees.
    await ask(socket, 'HeapProfiler.collectGarbage');
    await ask(socket, 'HeapProfiler.collectGarbage');
    const { result } = await ask<{ result: { value: NodeJS.MemoryUsage } }>(socket, 'Runtime.evaluate', {
      expression: 'process.memoryUsage()',
      returnByValue: true,
    });
    return result.value;
  } finally {
    socket.close();
  }
}

async function ask<Result>(socket: WebSocket, method: string, params = {}): Promise<Result> {
  const answered = once(socket, 'message');
  socket.send(JSON.stringify({ id: 1, method, params }));
  const [message] = (await answered) as [MessageEvent<string>];
  return JSON.parse(message.data).result;
}
