import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { receiveUpload } from '#app/councils/[council]/evidence/upload/receive-upload.ts';
import { AccessLostError, httpStatusOf } from '#lib/kernel/errors.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, ROLES, type Role } from '#lib/platform/access/permissions.ts';
import { sessionLimits } from '#lib/platform/access/rules.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';
import { database } from '#lib/platform/db/client.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { councilFolder, incomingFolder } from '#lib/platform/storage/location.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { changeRole, endSessions, setDisabled } from '#lib/record/members/commands.ts';
import { setDigest } from '#lib/work/notices/commands.ts';
import {
  ANSWERS,
  asSuperuser,
  dumpCouncil,
  makeAssessedCouncil,
  makeEvidenceLink,
  type TestCouncil,
  uploadDetails,
} from './council-factory.ts';
import { CALLS, makeTargets } from './every-call.ts';

type Assessed = TestCouncil & { readonly assessment: string };
let council: Assessed;

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

/** The same person, acting in a signed-in browser. */
async function inBrowser(context: CouncilContext): Promise<CouncilContext & { readonly sessionId: string }> {
  const { id } = await database().session.create({
    data: { personId: context.person.id, address: '192.0.2.1' },
    select: { id: true },
  });
  return { ...context, sessionId: id };
}

const save = (context: CouncilContext) =>
  saveStatement(context, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });

function changeSession(context: CouncilContext, change: string): Promise<unknown> {
  return asSuperuser(`UPDATE sessions SET ${change} WHERE id = $1`, [context.sessionId]);
}

/** Ways to lose access between the gate and the write, and the reason given. */
const LOSSES: readonly (readonly [
  what: string,
  reason: AccessLostError['reason'],
  applyEvent: (context: CouncilContext) => Promise<unknown>,
])[] = [
  ['signed out', 'signed-out', (lead) => changeSession(lead, 'ended_at = now()')],
  ['signed out by an administrator', 'signed-out', (lead) => endSessions(council.as.admin, lead.person.id)],
  [
    'signed out by an administrator, as a member of two councils',
    'signed-out',
    async (lead) => {
      const { id } = await makeAssessedCouncil();
      await asSuperuser("INSERT INTO memberships (council_id, person_id, role) VALUES ($1, $2, 'lead')", [
        id,
        lead.person.id,
      ]);
      await endSessions(council.as.admin, lead.person.id);
      const open = await asSuperuser('SELECT FROM sessions WHERE id = $1 AND ended_at IS NULL', [
        lead.sessionId,
      ]);
      expect(open).toHaveLength(1);
    },
  ],
  [
    'idle for too long',
    'signed-out',
    (lead) => changeSession(lead, `last_seen_at = now() - interval '${sessionLimits.idleMinutes} minutes'`),
  ],
  [
    'signed in for too long',
    'signed-out',
    (lead) => changeSession(lead, `created_at = now() - interval '${sessionLimits.absoluteMinutes} minutes'`),
  ],
  [
    'in a session that no longer exists',
    'signed-out',
    (lead) => asSuperuser('DELETE FROM sessions WHERE id = $1', [lead.sessionId]),
  ],
  ['disabled in the council', 'not-found', (lead) => setDisabled(council.as.admin, lead.person.id, true)],
  [
    'disabled in every council',
    'not-found',
    (lead) => asSuperuser('UPDATE people SET disabled_at = now() WHERE id = $1', [lead.person.id]),
  ],
  [
    'given a role without the permission',
    'not-found',
    (lead) => changeRole(council.as.admin, lead.person.id, 'reader'),
  ],
  [
    'given another role with the permission',
    'role-changed',
    (lead) => changeRole(council.as.admin, lead.person.id, 'contributor'),
  ],
];

describe('a person who passed the gate', () => {
  it.each(LOSSES)('and then was %s writes nothing and is told: %s', async (_what, reason, applyEvent) => {
    const lead = await inBrowser(council.as.lead);
    await applyEvent(lead);
    const before = await dumpCouncil(council.id);
    await expect(save(lead)).rejects.toEqual(new AccessLostError(reason));
    await expect(saveFormState(lead, { typed: 'words' }, new Date())).rejects.toThrow(AccessLostError);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('and still has access saves', async () => {
    expect(await save(await inBrowser(council.as.lead))).toMatchObject({ outcome: 'saved' });
  });

  it('gets a different message and status for each reason, and only a fault of the service is logged as one', () => {
    const told = LOSSES.map(([, reason]) => new AccessLostError(reason));
    expect(new Set(told.map((error) => `${httpStatusOf(error)} ${failureMessage(error).message}`)).size).toBe(
      3,
    );
    // Next answers 409 to a page from before an update, and the server replaces that with the fault page.
    expect(told.map(httpStatusOf)).not.toContain(409);
    expect(httpStatusOf(new Error('unexpected'))).toBe(500);
  });

  it('with a session of another person writes nothing', async () => {
    const { sessionId } = await inBrowser(council.as.reader);
    await expect(save({ ...council.as.lead, sessionId })).rejects.toEqual(new AccessLostError('signed-out'));
  });

  it('with an active session almost at its maximum age saves', async () => {
    const lead = await inBrowser(council.as.lead);
    const minutes = sessionLimits.absoluteMinutes - 1;
    await changeSession(lead, `created_at = now() - interval '${minutes} minutes'`);
    expect(await save(lead)).toMatchObject({ outcome: 'saved' });
  });
});

describe('an upload during which the person', () => {
  /** Sends an upload and runs `meanwhile` when half of its file has arrived. */
  async function interrupted(context: CouncilContext, meanwhile: () => Promise<unknown>) {
    const form = new FormData();
    const { submission, ...details } = uploadDetails();
    form.append('form', newFormToken(context.person.id));
    form.append('submission', submission);
    form.append('category', details.category);
    form.append('marking', details.marking);
    form.append('containsPersonalData', 'no');
    form.append('file', new Blob(['Notes of a meeting.\n'.repeat(1_000)]), 'notes.txt');
    const whole = new Request('http://localhost/upload', { method: 'POST', body: form });
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(bytes.subarray(0, bytes.length / 2));
        await meanwhile();
        controller.enqueue(bytes.subarray(bytes.length / 2));
        controller.close();
      },
    });
    const headers = { 'content-type': whole.headers.get('content-type') ?? '' };
    const request = new Request(whole.url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    return receiveUpload(context, request, { files: 1 });
  }

  const filesOnDisk = async () => {
    const folders = [councilFolder(council.id), incomingFolder()];
    return (await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])))).flat();
  };

  it.each(LOSSES)('was %s adds nothing', async (_what, reason, applyEvent) => {
    const lead = await inBrowser(council.as.lead);
    const outcome = await interrupted(lead, () => applyEvent(lead));
    const error = new AccessLostError(reason);
    expect(outcome).toMatchObject({
      status: httpStatusOf(error),
      added: [],
      errors: [failureMessage(error)],
    });
    expect(await asSuperuser('SELECT FROM evidence_items WHERE council_id = $1', [council.id])).toEqual([]);
    expect(await filesOnDisk()).toEqual([]);
  });

  it('keeps access is added', async () => {
    const outcome = await interrupted(await inBrowser(council.as.lead), async () => undefined);
    expect(outcome).toMatchObject({ status: 201, added: [{ reference: 'E1' }] });
    expect(await filesOnDisk()).toHaveLength(1);
  });
});

describe('a write under way', () => {
  it('delays the end of its access, which is recorded after it', async () => {
    const { admin } = council.as;
    const { id } = council.as.lead.person;
    for (const end of [
      () => endSessions(admin, id),
      () => changeRole(admin, id, 'contributor').then(() => changeRole(admin, id, 'lead')),
      () => setDisabled(admin, id, true),
    ]) {
      const type = `write.before ${randomUUID()}`;
      let ended: Promise<unknown> | undefined;
      const lead = await inBrowser(council.as.lead);
      await auditedWrite(lead, 'statement:save', async () => {
        ended = end();
        await somebodyWaits();
        const event = { type, subject: 'QS1', data: {} } as never;
        return { result: null, event };
      });
      await ended;
      const [later] = await asSuperuser<{ type: string }>(
        `SELECT type FROM audit_events a WHERE council_id = $1
            AND seq = (SELECT seq + 1 FROM audit_events WHERE council_id = $1 AND type = $2)`,
        [council.id, type],
      );
      expect(later?.type).toMatch(/^member\./);
    }
  });

  it('delays nobody else', async () => {
    const lead = await inBrowser(council.as.lead);
    await auditedWrite(lead, 'statement:save', async () => {
      expect(await setDigest(council.as.reader, 'weekly')).toEqual({ outcome: 'done' });
      expect(await changeRole(council.as.admin, council.as.reader.person.id, 'contributor')).toEqual({
        outcome: 'done',
        name: council.as.reader.person.name,
      });
      // The same person in another tab.
      expect(await setDigest(lead, 'weekly')).toEqual({ outcome: 'done' });
      return { result: null, event: 'unchanged' };
    });
  });

  it('never deadlocks, when two people change each other or one person writes twice', async () => {
    const { admin, lead } = council.as;
    await changeRole(admin, lead.person.id, 'admin');
    const second: CouncilContext = { ...lead, role: 'admin' };
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.all([
        endSessions(admin, second.person.id),
        endSessions(second, admin.person.id),
        setDigest(admin, round % 2 ? 'weekly' : 'daily'),
        setDigest(admin, round % 2 ? 'daily' : 'weekly'),
        setDigest(second, round % 2 ? 'weekly' : 'daily'),
      ]);
      expect(results.map(({ outcome }) => outcome)).not.toContain('not found');
    }
  });

  async function somebodyWaits(): Promise<void> {
    const waiting =
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    for (let wait = 0; (await asSuperuser(waiting)).length === 0; wait += 1) {
      if (wait === 500) throw new Error('Nobody waited');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});

describe('every command', () => {
  const holder = (permission: Parameters<typeof can>[1]): Role =>
    ROLES.find((role) => can({ role }, permission)) ?? 'admin';

  it('writes nothing for a person whose session has ended', { timeout: 60_000 }, async () => {
    const targets = await makeTargets(council, {
      assessment: council.assessment,
      reference: await makeEvidenceLink(council.as.lead, { statement: 'QS1' }),
      person: council.as.reader.person.id,
    });
    const before = await dumpCouncil(council.id);
    const refused: string[] = [];
    for (const [name, { permission, run }] of Object.entries(CALLS)) {
      const context = await inBrowser(council.as[holder(permission)]);
      await changeSession(context, 'ended_at = now()');
      const answer = await run(context, targets).catch((error: unknown) => error);
      if (!(answer instanceof Error)) continue;
      expect(answer, name).toBeInstanceOf(AccessLostError);
      refused.push(name);
    }
    expect(refused).not.toEqual([]);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });
});
