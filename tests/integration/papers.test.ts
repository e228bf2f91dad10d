import { createHash, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPaperLink, exportPaper, openPaperFile } from '#lib/exchange/papers/commands.ts';
import { getPaper, listPaperLinks } from '#lib/exchange/papers/queries.ts';
import { paperDocument, parseStoredDashboard } from '#lib/exchange/papers/rules.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { dashboardRows } from '#lib/insight/dashboard/csv-rows.ts';
import { endOfDay } from '#lib/kernel/london-time.ts';
import { getChallengeSettings } from '#lib/pages/challenge-settings.ts';
import { recordedActor } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { recordOpening, withdrawLink } from '#lib/record/links/commands.ts';
import { openLink } from '#lib/record/links/gate.ts';
import { countLinksOf, getLink } from '#lib/record/links/queries.ts';
import { LINK_DAYS, LINKS_SHOWN, lastDayAfter } from '#lib/record/links/rules.ts';
import { newLinkToken } from '#lib/record/links/token.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  makeAssessedCouncil,
  makeCouncil,
  makePaperLink,
  paperLinkInput,
  type TestCouncil,
} from './council-factory.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

async function scoreAll(score: 1 | 2 | 3 | 4, version = 0): Promise<void> {
  for (const id of STATEMENT_IDS) {
    await saveStatement(council.as.lead, id, { ...ANSWERS, score, assessment: council.assessment, version });
  }
}

const fromNow = (ms: number) => new Date(Date.now() + ms);
const open = (token: string, at = new Date()) => openLink(token, 'board_paper', at, 'a request');

async function titles(): Promise<readonly string[]> {
  return (await listActivity(council.as.lead, {}, 1)).entries.map(({ title }) => title);
}

describe('the board paper', () => {
  it('matches the dashboard, and is recorded with the file’s hash', async () => {
    await scoreAll(3);
    const made = await exportPaper(council.as.reader);
    if (!made || typeof made === 'string') throw new Error('There is no paper');
    expect(Buffer.from(made.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(made.fileName).toMatch(/ board paper \d+ [A-Z][a-z]+ \d{4}, .*\.pdf$/);
    const [event] = await asSuperuser<{ subject: string; data: { sha256: string } }>(
      "SELECT subject, data FROM audit_events WHERE council_id = $1 AND type = 'paper.exported'",
      [council.id],
    );
    expect(event?.subject).toBe(council.assessment);
    expect(event?.data.sha256).toBe(createHash('sha256').update(made.pdf).digest('hex'));

    const paper = await getPaper(council.as.lead, new Date());
    if (!paper || paper === 'scores hidden') throw new Error('There is no paper');
    const document = paperDocument(paper.dashboard, paper);
    const rows = dashboardRows(paper.dashboard);
    for (const line of document.statements) {
      const row = rows.find(([id]) => id === line.id) ?? [];
      for (const cell of [
        line.target,
        line.challenge,
        line.lastCycle,
        line.trend,
        line.strength,
        line.owner,
      ]) {
        expect(row).toContain(cell);
      }
      expect(row.at(-1)).toBe(line.flags.join('; '));
    }
  });

  it('is not made while no assessment is open', async () => {
    const other = await makeCouncil();
    expect(await exportPaper(other.as.lead)).toBeNull();
    expect(await createPaperLink(other.as.lead, paperLinkInput())).toEqual({ outcome: 'no assessment' });
  });

  it('is refused to anyone from whom a score is hidden, as is a link to one', async () => {
    await scoreAll(3);
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    expect(await exportPaper(council.as.director)).toBe('scores hidden');
    expect(await createPaperLink(council.as.director, paperLinkInput())).toEqual({
      outcome: 'scores hidden',
    });
    expect(await listPaperLinks(council.as.director, new Date())).toEqual({
      links: [],
      unlisted: 0,
      open: expect.objectContaining({ isBlind: true, isHidden: true }),
    });
    expect((await createPaperLink(council.as.lead, paperLinkInput())).outcome).toBe('made');
  });
});

describe('a link to a board paper', () => {
  it('opens the paper as it was, whatever changes later, and no other', async () => {
    await scoreAll(3);
    const { token } = await makePaperLink(council.as.lead);
    await scoreAll(1, 1);
    const opened = await open(token);
    const kept = parseStoredDashboard(opened?.copy.content ?? '{}');
    expect(kept.figures.result.overall).toMatchObject({ state: 'complete', score: 75 });
    expect(opened && recordedActor(opened.context)).toMatchObject({ id: null, role: 'reader' });
    expect(
      createHash('sha256')
        .update(opened?.copy.content ?? '')
        .digest('hex'),
    ).toBe(opened?.copy.contentHash);
  });

  it('is stored as a hash, which is in no event or list', async () => {
    const { token, link } = await makePaperLink(council.as.lead);
    const rows = await asSuperuser<{ all: string }>(
      `SELECT (SELECT string_agg(to_jsonb(p)::text, '') FROM links p WHERE council_id = $1)
              || (SELECT string_agg(to_jsonb(e)::text, '') FROM audit_events e WHERE council_id = $1) AS all`,
      [council.id],
    );
    expect(rows[0]?.all).not.toContain(token);
    const hash = createHash('sha256').update(token).digest('hex');
    expect(rows[0]?.all.split(hash)).toHaveLength(2);
    expect(JSON.stringify(await getLink(council.as.lead, 'board_paper', link, new Date()))).not.toContain(
      hash,
    );
  });

  it('opens nothing when unknown, expired or withdrawn, with the same answer', async () => {
    const { token, link } = await makePaperLink(council.as.lead);
    for (const none of [
      newLinkToken().token,
      '',
      'x',
      `${token}x`,
      token.slice(1),
      `${token.slice(0, 42)}*`,
    ]) {
      expect(await open(none)).toBeNull();
    }
    const [row] = (await listPaperLinks(council.as.lead, new Date())).links;
    const end = row?.expiresAt ?? new Date(0);
    expect(await open(token, new Date(end.getTime() - 1))).not.toBeNull();
    expect(await open(token, end)).toBeNull();
    expect(await withdrawLink(council.as.director, 'board_paper', link)).toEqual({ outcome: 'withdrawn' });
    expect(await open(token)).toBeNull();
    expect(await withdrawLink(council.as.lead, 'board_paper', link)).toEqual({ outcome: 'unchanged' });
    expect(await withdrawLink(council.as.lead, 'board_paper', randomUUID())).toEqual({
      outcome: 'not found',
    });
    expect(await getLink(council.as.lead, 'board_paper', link, new Date())).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: council.as.director.person.name },
    });
    expect((await titles())[0]).toBe('Link to a board paper for Health scrutiny committee withdrawn');
  });

  it('counts openings within an hour once, in the list and in the history', async () => {
    const { token, link } = await makePaperLink(council.as.lead);
    const opened = await open(token);
    if (!opened) throw new Error('The link does not work');
    const openAt = (at: Date) =>
      recordOpening({ ...opened.context, now: () => at }, 'board_paper', opened.copy.id);
    await Promise.all([0, 1, 2, 3].map((ms) => openAt(fromNow(ms))));
    await openAt(fromNow(HOUR / 2));
    const told = 'Board paper opened by the link for Health scrutiny committee';
    expect((await titles()).filter((title) => title === told)).toHaveLength(1);
    await openAt(fromNow(2 * HOUR));
    expect((await titles()).filter((title) => title === told)).toHaveLength(2);
    expect(await getLink(council.as.lead, 'board_paper', link, new Date())).toMatchObject({
      opened: 2,
      state: 'active',
    });
    const [entry] = (await listActivity(council.as.lead, {}, 1)).entries;
    expect(entry).toMatchObject({ by: 'Reader with a link', role: 'Reader' });
    expect((await verifyCouncil(council, [])).firstBroken).toBeNull();
  });

  it('returns and records nothing when it ends while the file is made', async () => {
    const { token, link } = await makePaperLink(council.as.lead);
    const opened = await open(token);
    if (!opened) throw new Error('The link does not work');
    const { context, copy } = opened;
    expect(await openPaperFile({ context: { ...context, now: () => copy.expiresAt }, copy })).toBe('over');
    expect(await openPaperFile(opened)).toMatchObject({ fileName: expect.any(String) });
    await withdrawLink(council.as.lead, 'board_paper', link);
    expect(await openPaperFile(opened)).toBe('over');
    expect(await recordOpening({ ...context, now: () => fromNow(2 * HOUR) }, 'board_paper', copy.id)).toBe(
      false,
    );
    expect(await getLink(council.as.lead, 'board_paper', link, new Date())).toMatchObject({ opened: 1 });
  });

  it('is not made when its last day ended after the form was sent', async () => {
    const today = lastDayAfter(1, new Date());
    const midnight = endOfDay(today);
    const { lead } = council.as;
    const share = (at: Date) =>
      createPaperLink({ ...lead, now: () => at }, { ...paperLinkInput(), lastDay: today });
    expect(await share(midnight)).toEqual({ outcome: 'expired' });
    expect((await listPaperLinks(lead, new Date())).links).toEqual([]);
    expect((await share(new Date(midnight.getTime() - 1))).outcome).toBe('made');
  });

  it('belongs to its council: another neither sees nor withdraws it', async () => {
    const other = await makeAssessedCouncil();
    const { link, token } = await makePaperLink(council.as.lead);
    for (const id of ['', 'new', `${link.slice(0, -1)}x`])
      expect(await getLink(council.as.lead, 'board_paper', id, new Date())).toBeNull();
    expect(await withdrawLink(other.as.lead, 'board_paper', link)).toEqual({ outcome: 'not found' });
    expect((await listPaperLinks(other.as.lead, new Date())).links).toEqual([]);
    expect((await open(token))?.context.council.id).toBe(council.id);
  });
});

/**
 * Inserts rows that the service would not make: links with these lifetimes, and content that may not match its hash.
 */
async function insertLinks({ days = 1, content = '{}', links = 1 }): Promise<void> {
  await asSuperuser(
    `INSERT INTO links (id, council_id, token_hash, for_whom, content, content_hash, audit_seq, audit_hash,
                              created_by_id, created_at, expires_at)
     SELECT gen_random_uuid(), council_id, lpad(to_hex(number), 64, '0'), 'Board', $3,
            encode(sha256('{}'), 'hex'), 1, repeat('0', 64), person_id, now(), now() + make_interval(days => $4)
       FROM memberships, generate_series(1, $5) number WHERE council_id = $1 AND person_id = $2`,
    [council.id, council.as.lead.person.id, content, days, links],
  );
}

it('lists working links before others, and reports how many are left out', async () => {
  const { link: withdrawn } = await makePaperLink(council.as.lead);
  await withdrawLink(council.as.lead, 'board_paper', withdrawn);
  await insertLinks({ days: 1, links: LINKS_SHOWN - 2 });
  const { link } = await makePaperLink(council.as.lead);
  const all = await listPaperLinks(council.as.lead, new Date());
  expect([all.links.length, all.unlisted]).toEqual([LINKS_SHOWN, 0]);
  expect(all.links[0]).toMatchObject({ id: link, state: 'active' });
  expect(all.links.at(-1)).toMatchObject({ id: withdrawn, state: 'withdrawn' });

  const { link: newest } = await makePaperLink(council.as.lead);
  // The day after tomorrow, links for one day have expired.
  const later = await listPaperLinks(council.as.lead, fromNow(2 * DAY));
  expect([later.links.length, later.unlisted]).toEqual([LINKS_SHOWN, 1]);
  expect(later.links.slice(0, 2).map(({ id }) => id)).toEqual([newest, link]);
  expect(later.links.slice(2).map(({ state }) => state)).not.toContain('active');
  expect(later.links.map(({ id }) => id)).not.toContain(withdrawn);
});

it('reports to people who set blind challenge or disable a member how many links keep working', async () => {
  const { lead, director, admin } = council.as;
  const told = async () => [
    (await getChallengeSettings(lead))?.paperLinks,
    await countLinksOf(admin, 'board_paper', lead.person.id),
    await countLinksOf(admin, 'board_paper', director.person.id),
  ];
  expect(await told()).toEqual([0, 0, 0]);
  const { link } = await makePaperLink(lead);
  await makePaperLink(lead);
  await makePaperLink(director);
  expect(await told()).toEqual([3, 2, 1]);
  await withdrawLink(director, 'board_paper', link);
  expect(await told()).toEqual([2, 1, 1]);
  const later = { ...admin, now: () => fromNow(LINK_DAYS.max * DAY) };
  expect(await countLinksOf(later, 'board_paper', director.person.id)).toBe(0);
});

describe('the rows of links', () => {
  it('last 30 days at most, and match their hash', async () => {
    await expect(insertLinks({ days: 31 })).rejects.toThrow('links_life');
    await expect(insertLinks({ days: 0 })).rejects.toThrow('links_life');
    await expect(insertLinks({ content: '{"a":1}' })).rejects.toThrow('links_content_hash');
    await insertLinks({ days: 30 });
  });

  it('are visible to a link through its hash only, within that transaction', async () => {
    const { token } = await makePaperLink(council.as.lead);
    await makePaperLink(council.as.lead);
    const hash = createHash('sha256').update(token).digest('hex');
    const seen = await asApplication(null, async (client) => {
      const [found, all, other] = [
        await client.query('SELECT council_id FROM open_link($1, now())', [hash]),
        await client.query('SELECT token_hash FROM links'),
        await client.query('SELECT FROM assessments'),
      ];
      return [found.rows, all.rows, other.rowCount];
    });
    expect(seen).toEqual([[{ council_id: council.id }], [{ token_hash: hash }], 0]);
    const later = await asApplication(null, (client) => client.query('SELECT FROM links'));
    expect(later.rowCount).toBe(0);
  });

  it('remain available to the previous release under their old names', async () => {
    const { token, link } = await makePaperLink(council.as.lead);
    const hash = createHash('sha256').update(token).digest('hex');
    const gate = await asApplication(null, (client) =>
      client.query('SELECT id, council_slug FROM paper_of_link($1, now())', [hash]),
    );
    expect(gate.rows).toEqual([{ id: link, council_slug: council.slug }]);
    const inserted = await asApplication(council.id, (client) =>
      client.query(
        `INSERT INTO paper_links (id, council_id, token_hash, for_whom, content, content_hash, audit_seq, audit_hash,
                                  created_by_id, created_at, expires_at)
         SELECT gen_random_uuid(), council_id, repeat('0', 64), for_whom, content, content_hash, audit_seq, audit_hash,
                created_by_id, created_at, expires_at FROM paper_links
         RETURNING id`,
      ),
    );
    const opened = await asApplication(council.id, (client) =>
      client.query('UPDATE paper_links SET opened = opened + 1, last_opened_at = now() WHERE id = $1', [
        inserted.rows[0].id,
      ]),
    );
    expect(opened.rowCount).toBe(1);
    expect(await getLink(council.as.lead, 'board_paper', inserted.rows[0].id, new Date())).toMatchObject({
      opened: 1,
    });
    const other = await makeCouncil();
    const elsewhere = await asApplication(other.id, (client) => client.query('SELECT FROM paper_links'));
    expect(elsewhere.rowCount).toBe(0);
  });

  it('allow no change of content, recipient or expiry', async () => {
    await makePaperLink(council.as.lead);
    for (const column of ['content', 'expires_at', 'token_hash', 'for_whom']) {
      await expect(
        asApplication(council.id, (client) => client.query(`UPDATE links SET ${column} = ${column}`)),
        column,
      ).rejects.toThrow('permission denied');
    }
    await expect(asApplication(council.id, (client) => client.query('DELETE FROM links'))).rejects.toThrow(
      'permission denied',
    );
  });
});

it('end a link at the end of its last day, and never after 30 days', async () => {
  const input = paperLinkInput({ lastDay: lastDayAfter(LINK_DAYS.max, new Date()) });
  const made = await createPaperLink(council.as.lead, input);
  if (made.outcome !== 'made') throw new Error(made.outcome);
  expect(made.link.lastDay).toBe(input.lastDay);
  const [link] = (await listPaperLinks(council.as.lead, new Date())).links;
  expect(link?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 30 * DAY);
});
