import { setTimeout as sleep } from 'node:timers/promises';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import * as routes from '#lib/kernel/routes.ts';
import { slideShow, wordFile, workbook } from '#lib/platform/reading/testing/documents.ts';
import { type BenchCouncil, makeBenchCouncil, narrative } from '#tests/bench/data.ts';
import type { Row } from '#tests/bench/measure.ts';
import { asSuperuser, makeEvidenceFile } from '#tests/integration/council-factory.ts';
import { cpuMs, memoryMb } from './process-tree.ts';
import { type DrillService, startService } from './service.ts';
import { usedMemoryMb } from './used-memory.ts';
import { sendVisitor, type Visit } from './visitor.ts';

// Has the built service read many documents of real sizes in the background while somebody opens the evidence list.

const SIZES = {
  small: { documents: 20, idleMs: 10_000, restMs: 5_000 },
  full: { documents: 300, idleMs: 60_000, restMs: 60_000 },
} as const;

const ITEMS = 50;
const PAGES = 24;
const BOUNDS = { slower: 2, memoryMoreMb: 30 } as const;
const LONGEST_MS = 30 * 60_000;

type Drill = { readonly size: 'small' | 'full'; readonly cleanUps: (() => unknown)[] };

/** One row for each limit. */
export async function drillText({ size, cleanUps }: Drill): Promise<Row[]> {
  const much = SIZES[size];
  const service = await startService(cleanUps);
  const council = await makeBenchCouncil(ITEMS);
  await waitUntilRead();
  // They wait until all are there.
  await asSuperuser("ALTER TABLE file_texts ALTER taken_until SET DEFAULT now() + interval '1 day'");
  console.log(`Adding ${much.documents} documents …`);
  for (const [name, content] of documents(much.documents))
    await makeEvidenceFile(council.lead, {}, name, content);

  console.log('Opening pages while nothing is read …');
  const visitor = visit(service, council);
  await sleep(much.idleMs);
  const idle = await visitor.leave();
  const before = {
    resident: memoryMb(service.pid),
    used: await usedMemoryMb(service),
    cpu: cpuMs(service.pid),
  };

  console.log('Opening pages while the documents are read …');
  await asSuperuser('UPDATE file_texts SET taken_until = NULL');
  while ((await waiting()) === much.documents) await sleep(200);
  const during = visit(service, council);
  const start = performance.now();
  let most = 0;
  await waitUntilRead(() => {
    most = Math.max(most, memoryMb(service.pid));
  });
  const readMs = performance.now() - start;
  const busy = await during.leave();
  const cpu = cpuMs(service.pid) - before.cpu;
  const [kept] = await asSuperuser<{ read: number; pages: number; characters: number }>(
    `SELECT (SELECT count(*)::int FROM file_texts WHERE state = 'read' AND taken_until IS NULL) AS read,
            count(*)::int AS pages, sum(char_length(body))::int AS characters FROM file_pages`,
  );

  console.log(`Waiting for ${much.restMs / 1000} seconds …`);
  await sleep(much.restMs);
  const after = { resident: memoryMb(service.pid), used: await usedMemoryMb(service) };
  return [
    {
      what: 'Evidence list while documents are read, p95',
      measured: millis(busy.p95Ms),
      baseline: millis(idle.p95Ms),
      figure: { value: busy.p95Ms / idle.p95Ms, text: `${(busy.p95Ms / idle.p95Ms).toFixed(2)}×` },
      // The small drill is over after a few pages.
      limit: size === 'full' ? { atMost: BOUNDS.slower, text: `≤ ${BOUNDS.slower}×` } : null,
    },
    {
      what: 'Pages that did not come',
      measured: `${busy.failures} of ${busy.pages}`,
      baseline: `${idle.failures} of ${idle.pages}`,
      figure: { value: busy.failures, text: '' },
      limit: { atMost: 0, text: 'none' },
    },
    plain(
      `Documents not read, of ${much.documents}`,
      String(much.documents + filesOf(ITEMS) - (kept?.read ?? 0)),
      {
        value: much.documents + filesOf(ITEMS) - (kept?.read ?? 0),
        limit: { atMost: 0, text: 'none' },
      },
    ),
    plain('Time to read them all', `${(readMs / 1000).toFixed(0)} s`),
    plain('Processor time meanwhile, with the pages', `${(cpu / 1000).toFixed(0)} s`),
    plain(
      'Pages and million characters kept',
      `${kept?.pages}, ${((kept?.characters ?? 0) / 1e6).toFixed(1)}`,
    ),
    plain('Most memory of the service and its workers', `${most.toFixed(0)} MB`),
    {
      ...plain(`Memory ${much.restMs / 1000} s afterwards`, `${after.resident.toFixed(0)} MB`),
      baseline: `${before.resident.toFixed(0)} MB`,
    },
    {
      ...plain('Of that still used after a garbage collection', `${after.used.toFixed(0)} MB`, {
        value: after.used - before.used,
        // Idle workers live for half a minute, longer than the small drill waits.
        limit:
          size === 'full' ? { atMost: BOUNDS.memoryMoreMb, text: `≤ ${BOUNDS.memoryMoreMb} MB more` } : null,
      }),
      baseline: `${before.used.toFixed(0)} MB`,
    },
  ];
}

function visit({ origin }: DrillService, { slug, cookie }: BenchCouncil): { leave(): Promise<Visit> } {
  return sendVisitor({ urls: [`${origin}${routes.evidence(slug)}`], cookie });
}

/** A third of the items of a bench council are links. */
function filesOf(items: number): number {
  return items - Math.floor(items / 3);
}

async function waiting(): Promise<number> {
  const [row] = await asSuperuser<{ waiting: number }>(
    "SELECT count(*)::int AS waiting FROM file_texts WHERE state = 'waiting'",
  );
  return row?.waiting ?? 0;
}

async function waitUntilRead(look: () => void = () => {}): Promise<void> {
  for (const start = performance.now(); (await waiting()) > 0; await sleep(250)) {
    look();
    if (performance.now() - start > LONGEST_MS) throw new Error('The documents were not read.');
  }
}

/** A fifth each: two of PDF, and Word, Excel and PowerPoint. */
function* documents(count: number): Generator<readonly [name: string, content: Buffer]> {
  const compiler = NodeCompiler.create();
  for (let number = 0; number < count; number += 1) {
    const lines = Array.from(
      { length: PAGES * 8 },
      (_, at) => `${number}.${at} ${narrative(number + at, 4)}`,
    );
    switch (number % 5) {
      case 0:
      case 1:
        yield [`plan-${number}.pdf`, compiler.pdf({ mainFileContent: lines.join('\n\n') })];
        break;
      case 2:
        yield [
          `report-${number}.docx`,
          wordFile(lines.map((line, at) => (at % 8 === 0 ? `# ${line.slice(0, 60)}` : line))),
        ];
        break;
      case 3:
        yield [
          `cases-${number}.xlsx`,
          workbook({ Cases: lines.map((line) => line.split(' ').slice(0, 20)) }),
        ];
        break;
      default:
        yield [
          `board-${number}.pptx`,
          slideShow(lines.slice(0, PAGES).map((text, at) => ({ title: `Slide ${at}`, text, notes: text }))),
        ];
    }
  }
}

function plain(
  what: string,
  measured: string,
  { value, limit }: { value: number; limit: Row['limit'] } = { value: 0, limit: null },
): Row {
  return { what, measured, baseline: '', figure: { value, text: '' }, limit };
}

const millis = (ms: number) => `${ms.toFixed(0)} ms`;
