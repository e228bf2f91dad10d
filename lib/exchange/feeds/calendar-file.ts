import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';

/** A whole day or days in a calendar file. */
export type CalendarEntry = {
  /** The same for the same thing in each version of the file, and in no other file. */
  readonly uid: string;
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
};

/** Octets of a line without its end: RFC 5545, 3.1. */
const LINE = 75;

/**
 * A calendar in the format of RFC 5545, which programs subscribe to. Its entries are whole days, so it names no time zone
 * and is the same in all. The same content is the same bytes: `changedAt`, the last change of anything in it, stands for
 * when the file was made. A cancelled calendar keeps its entries, marked as such, so that programs take them off.
 */
export function calendarFile({
  name,
  entries,
  changedAt,
  isCancelled,
}: {
  readonly name: string;
  readonly entries: readonly CalendarEntry[];
  readonly changedAt: Date;
  readonly isCancelled: boolean;
}): string {
  const stamp = changedAt.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Assurance//Dates of an inspection//EN',
    'CALSCALE:GREGORIAN',
    // The first for RFC 7986, the second for programs older than that; so with how often to ask again.
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...entries.flatMap(({ uid, name: summary, startsOn, endsOn }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${stamp}`,
      `LAST-MODIFIED:${stamp}`,
      `DTSTART;VALUE=DATE:${dateOf(startsOn)}`,
      // The day after the last.
      `DTEND;VALUE=DATE:${dateOf(addDays(endsOn, 1))}`,
      `SUMMARY:${escapeText(summary)}`,
      `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      // Nobody is busy because of it.
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function dateOf(day: CalendarDate): string {
  return day.replaceAll('-', '');
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/g, (character) => `\\${character}`).replaceAll(/\r\n?|\n/g, '\\n');
}

/** Continues a line that is too long on the next ones, never inside a character. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += more;
  }
  return folded;
}
