import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar-file.ts';

const CALENDAR = {
  name: 'Exampleshire: CQC assessment; 2026, full',
  entries: [
    { uid: 'visit@here', name: 'Visit', startsOn: '2027-03-30', endsOn: '2027-04-01' },
    {
      uid: 'own@here',
      name: 'Briefing, with “every page that overstates” — Dinas, Wrecsam; the committee’s\nown words',
      startsOn: '2026-12-31',
      endsOn: '2026-12-31',
    },
  ],
  changedAt: new Date('2026-11-30T13:00:00.123Z'),
  isCancelled: false,
} as const;

describe('a calendar file', () => {
  const file = calendarFile(CALENDAR);
  /** As a program reads it: RFC 5545, 3.1. */
  const unfolded = file.replaceAll('\r\n ', '').split('\r\n');

  it('has lines of at most 75 octets, each with its end, and no character cut', () => {
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lines = file.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(Buffer.from(file).toString()).toBe(file);
  });

  it('says whole days, up to the day after the last', () => {
    expect(unfolded).toContain('DTSTART;VALUE=DATE:20270330');
    expect(unfolded).toContain('DTEND;VALUE=DATE:20270402');
    expect(unfolded).toContain('DTEND;VALUE=DATE:20270101');
    expect(unfolded.filter((line) => line === 'DTSTAMP:20261130T130000Z')).toHaveLength(2);
  });

  it('escapes what separates values', () => {
    expect(unfolded).toContain('NAME:Exampleshire: CQC assessment\\; 2026\\, full');
    expect(unfolded).toContain(
      'SUMMARY:Briefing\\, with “every page that overstates” — Dinas\\, Wrecsam\\; the committee’s\\nown words',
    );
  });

  it('marks what was called off, and is otherwise the same for the same content', () => {
    expect(calendarFile(CALENDAR)).toBe(file);
    const cancelled = calendarFile({ ...CALENDAR, isCancelled: true });
    expect(cancelled).toBe(file.replaceAll('STATUS:CONFIRMED', 'STATUS:CANCELLED'));
  });
});
