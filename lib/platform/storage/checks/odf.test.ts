import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { odfEntries, packedFile, zip } from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();

describe('OpenDocument packages', () => {
  const withMore = (name: string, data: string | Buffer) => zip([...odfEntries('odt'), { name, data }]);
  const basic = (source: string) =>
    withMore('Basic/Standard/Module1.xml', `<script:module script:name="Module1">${source}</script:module>`);
  const listener = (what: string) => `<script:event-listener script:event-name="dom:load" ${what}/>`;
  const content = (xml: string) =>
    withMore('Object 1/content.xml', `<office:document-content>${xml}</office:document-content>`);

  it.each<[string, Buffer, UploadRefusal | null]>([
    ['the editor’s initial module', basic('REM  ***** BASIC *****\n\nSub Main\n\nEnd Sub\n'), null],
    ['an empty list of modules', withMore('Basic/script-lc.xml', '<library:libraries/>'), null],
    ['a dialogue', withMore('Basic/Standard/Dialog1.xml', '<dlg:window/>'), null],
    ['a folder for scripts', withMore('Scripts/python/', ''), null],
    ['a line of Basic', basic('Sub Main\nShell("calc")\nEnd Sub'), 'opendocument-macros'],
    ['a line of Basic after an empty one', basic('Sub Main : Shell("calc")\nEnd Sub'), 'opendocument-macros'],
    ['a very long module', basic('\n'.repeat(70_000)), 'opendocument-macros'],
    [
      'a formula that starts a program',
      content('<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;1;2)"/>'),
      'command',
    ],
    [
      'a formula about DDE',
      content('<table:table-cell table:formula="of:=[.A1]&amp;&quot;DDE(&quot;"/>'),
      null,
    ],
    [
      'an event that runs the reader’s own macro',
      content(listener('xlink:href="vnd.sun.star.script:a?language=Python&amp;location=share"')),
      'opendocument-macros',
    ],
    [
      'an event in the form of old programs',
      content(listener('script:macro-name="application:Standard.Module1.Main"')),
      'opendocument-macros',
    ],
    [
      'an event that runs a missing macro of the document',
      content(listener('xlink:href="vnd.sun.star.script:a?language=Basic&amp;location=document"')),
      null,
    ],
    [
      'an event that runs a program',
      content('<presentation:event-listener presentation:action="execute" xlink:href="cmd.exe"/>'),
      'command',
    ],
    [
      'a link to a macro',
      content('<text:a xlink:href="vnd.sun.star.script:a?location=user"/>'),
      'opendocument-macros',
    ],
    [
      'a link to a macro in the form of old programs',
      content('<text:a xlink:href=" MACRO:///Standard.Module1.Main"/>'),
      'opendocument-macros',
    ],
    ['an applet', content('<draw:applet/>'), 'controls'],
    [
      'a declared link to another program',
      content('<text:dde-connection-decl office:dde-application="cmd"/>'),
      'command',
    ],
    [
      'a named formula that starts a program',
      content('<table:named-expression table:expression="DDE(1)"/>'),
      'command',
    ],
    ['the same formula under another prefix', content('<t:table-cell t:formula="of:=DDE(1)"/>'), 'command'],
    ['a link to another program', content('<office:dde-source office:dde-application="cmd"/>'), 'command'],
    ['a link to another document', content('<office:dde-source office:dde-application="soffice"/>'), null],
    ['a packed program', withMore('Object 2', packedFile('setup.exe', 'MZ')), 'program'],
    ['a packed text', withMore('Object 2', packedFile('letter.txt', 'Dear')), null],
  ])('with %s', async (_, file, reason) => {
    expect(await check('odt', file)).toBe(reason);
  });

  it('may be a template under the name of a document', async () => {
    const [type, ...rest] = odfEntries('odt');
    expect(
      await check('odt', zip([{ name: 'mimetype', data: `${type?.data}-template`, stored: true }, ...rest])),
    ).toBeNull();
  });

  it.each<[string, Buffer, UploadRefusal]>([
    [
      'a Basic library',
      zip([...odfEntries('odt'), { name: 'Basic/Standard/Module1.xml', data: 'x' }]),
      'opendocument-macros',
    ],
    [
      'a script',
      zip([...odfEntries('odt'), { name: 'Scripts/python/a.py', data: 'x' }]),
      'opendocument-macros',
    ],
    [
      'encrypted parts',
      zip(odfEntries('odt', { manifest: '<manifest:encryption-data manifest:checksum="x"/>' })),
      'encrypted',
    ],
    [
      'an encrypted package',
      zip([...odfEntries('odt'), { name: 'encrypted-package', data: 'x' }]),
      'encrypted',
    ],
    ['no manifest', zip(odfEntries('odt').slice(0, 2)), 'content-mismatch'],
    ['no media type', zip(odfEntries('odt').slice(1)), 'content-mismatch'],
  ])('with %s are refused', async (_, content, reason) => {
    expect(await check('odt', content)).toBe(reason);
  });
});
