import { describe, expect, it } from 'vitest';
import type { FileReading } from '#lib/record/evidence/versions.ts';
import { describeReading } from './rules.ts';

const read = (change: Partial<FileReading>): FileReading => ({
  ...{ state: 'read', reason: '', unit: 'page', units: 24, unitsRead: 24, isCut: false },
  ...{ pictures: 0, ocr: false, ocrUnits: 0, confidence: null, personalData: {}, newlyFound: false },
  ...change,
});

describe('what was read of a file', () => {
  it.each<[string, Partial<FileReading>]>([
    ['Waiting to be read', { state: 'waiting' }],
    ['Read: 24 pages', {}],
    ['Read: 1 slide', { unit: 'slide', units: 1, unitsRead: 1 }],
    ['Read: the first 2,000 of 10,000 pages', { units: 10_000, unitsRead: 2_000, isCut: true }],
    ['Read: 24 pages, without the end of very long ones', { isCut: true }],
    ['Read', { unit: 'part' }],
    ['Read: the first part of a very long text', { unit: 'part', isCut: true }],
    ['Read: 24 pages. No words were read on 3 pages of pictures', { pictures: 3 }],
    [
      'Read: 24 pages. Words were recognised in pictures on 3 pages, about 91% of them rightly',
      { pictures: 3, ocr: true, ocrUnits: 3, confidence: 91 },
    ],
    [
      'Read: 24 pages. Words were recognised on 3 of 7 pages of pictures, about 91% of them rightly',
      { pictures: 7, ocr: true, ocrUnits: 3, confidence: 91 },
    ],
    [
      'None in the first 2,000 of 10,000 pages',
      { state: 'empty', units: 10_000, unitsRead: 2_000, isCut: true },
    ],
    ['None in the file', { state: 'empty', unit: 'part', units: 0, unitsRead: 0 }],
    [
      'Words in pictures are not recognised by this service',
      { state: 'empty', units: 1, unitsRead: 1, pictures: 1 },
    ],
    [
      'No words were recognised in the picture',
      { state: 'empty', units: 1, unitsRead: 1, pictures: 1, ocr: true },
    ],
    ['', { state: 'empty', unit: null, units: 0, unitsRead: 0 }],
    [
      'Could not be read because it is an old kind of file. Save it as .pptx and replace the file.',
      { state: 'unreadable', reason: 'old-format' },
    ],
    [
      'Could not be read because it took too long. Make it smaller, or split it into several files.',
      { state: 'unreadable', reason: 'timed-out' },
    ],
  ])('%s', (line, change) => {
    expect(describeReading(read(change), 'Slides.PPT')).toBe(line);
  });
});
