import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Header } from './header.tsx';

const homeWith = (logo?: { src: string; width: number; height: number }) =>
  /<a [^>]*class="home">(.*?)<\/a>/.exec(
    renderToStaticMarkup(<Header home={{ href: '/councils/x', name: 'Sampleshire', logo }} />),
  )?.[1] ?? '';

it('names the council once, in words or by its logo', () => {
  expect(homeWith()).toMatch(/<svg.*<bdi>Sampleshire<\/bdi>$/);
  expect(homeWith({ src: '/wide.png', width: 300, height: 100 })).toBe(
    '<img src="/wide.png" width="300" height="100" alt="Sampleshire"/>',
  );
  expect(homeWith({ src: '/crest.png', width: 100, height: 100 })).toBe(
    '<img src="/crest.png" width="100" height="100" alt=""/><bdi>Sampleshire</bdi>',
  );
});
