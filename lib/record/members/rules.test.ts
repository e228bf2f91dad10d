import { describe, expect, it } from 'vitest';
import { can, PERMISSIONS, permissionPhrase, ROLES } from '#lib/platform/access/permissions.ts';
import { describeEveryRole, describeRole } from './rules.ts';

describe('roles', () => {
  it('describes each role with exactly the permissions it has', () => {
    for (const role of ROLES) {
      const described = `${describeEveryRole()} ${describeRole(role)}`.toLowerCase();
      const sentences = described.split('.');
      for (const permission of PERMISSIONS) {
        const [verb, object] = permissionPhrase(permission);
        const isSaid = sentences.some((one) => one.includes(verb) && one.includes(object));
        expect(isSaid, `${role} ${permission}`).toBe(can({ role }, permission));
      }
    }
  });

  it('has a distinct phrase for each permission', () => {
    const phrases = PERMISSIONS.map((permission) => permissionPhrase(permission).join(' '));
    expect(new Set(phrases).size).toBe(PERMISSIONS.length);
    for (const phrase of phrases) expect(phrase).toMatch(/^[a-z]+s( [a-z]+)* \S/);
  });

  it('describes directors and administrators in plain sentences', () => {
    for (const sentence of [
      'Sees and answers requests to close an assessment.',
      'Reads, writes and resolves comments.',
      'Signs or returns versions. Reopens signed versions.',
      'Exports evidence packs and board papers.',
    ]) {
      expect(describeRole('director')).toContain(sentence);
    }
    expect(describeRole('admin')).toBe(
      'Corrects published results. Invites and manages members. Changes the settings of the council.',
    );
  });
});
