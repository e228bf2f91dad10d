import { setTimeout as after } from 'node:timers/promises';

/** Behaviour of a process that the pool's tests ask for. */
export type TestJob = {
  readonly say?: string;
  readonly do?: 'throw' | 'exit' | 'hang' | 'grow' | 'grow-heap' | 'wait' | 'tell';
};

export async function runJob({ say = '', do: what }: TestJob): Promise<string> {
  if (what === 'throw') throw new Error('thrown by the job');
  if (what === 'exit') process.exit(3);
  if (what === 'hang') for (;;);
  if (what === 'grow') for (const all: Buffer[] = []; ; ) all.push(Buffer.alloc(9_000_000, 1));
  if (what === 'grow-heap') for (const all: object[] = []; ; ) all.push({ number: all.length });
  if (what === 'wait') await after(60_000);
  if (what === 'tell') return JSON.stringify({ pid: process.pid, settings: Object.keys(process.env) });
  return say;
}
