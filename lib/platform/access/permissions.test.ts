import { describe, expect, it } from 'vitest';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import {
  can,
  PERMISSIONS,
  type Permission,
  ROLE_NAMES,
  ROLES,
  type Role,
  requirePermission,
  whoCan,
} from '#lib/platform/access/permissions.ts';

describe('permissions', () => {
  it('lets every role of a council see it', () => {
    for (const role of ROLES) expect(can({ role }, 'council:view')).toBe(true);
  });

  it.each(['director', 'reader', 'admin'] as const)('lets a %s change nothing', (role) => {
    // Scenarios and views of the evidence list change nothing of what the assessment says.
    const changing = PERMISSIONS.filter(
      (permission) =>
        /:(start|save|add|edit)$/.test(permission) && !['scenario:save', 'view:save'].includes(permission),
    );
    expect(changing).toHaveLength(8);
    for (const permission of changing) expect(can({ role }, permission), permission).toBe(false);
  });

  it('lets nobody who writes a statement challenge its score: what is hidden from some, its writers must see', () => {
    const both = ROLES.filter((role) => can({ role }, 'statement:save') && can({ role }, 'challenge:give'));
    expect(both).toEqual([]);
  });

  it('lets nobody sign what they may propose or write themselves', () => {
    const both = ROLES.filter(
      (role) =>
        can({ role }, 'review:sign') && (can({ role }, 'review:propose') || can({ role }, 'statement:save')),
    );
    expect(both).toEqual([]);
  });

  it('keeps an administrator, who is there for people and not for care, out of files and packs', () => {
    expect(can({ role: 'admin' }, 'evidence:download')).toBe(false);
    expect(can({ role: 'admin' }, 'pack:export')).toBe(false);
  });

  it('says no to a role that it does not know', () => {
    for (const permission of PERMISSIONS) {
      for (const role of ['system', 'owner', '', 'Lead', 'constructor']) {
        expect(can({ role: role as Role }, permission)).toBe(false);
      }
    }
  });

  it('never allows a permission that is not in the table', () => {
    for (const permission of ['evidence:delete', 'toString', '__proto__']) {
      expect(() => requirePermission({ role: 'lead' }, permission as Permission)).toThrow();
    }
  });

  it('throws the error that pages answer with not found', () => {
    expect(() => requirePermission({ role: 'reader' }, 'statement:save')).toThrow(NotAllowedError);
    expect(() => requirePermission({ role: 'lead' }, 'statement:save')).not.toThrow();
  });

  it('names who holds a permission', () => {
    expect(whoCan('assessment:start')).toBe('an assurance lead');
    expect(whoCan('target:set')).toBe('an assurance lead or a director');
    expect(whoCan('evidence:download')).toBe('a contributor, an assurance lead, a director or a reader');
  });

  it('names every role', () => {
    expect(Object.keys(ROLE_NAMES)).toEqual([...ROLES]);
  });
});
