import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listeningProblem, portProblem } from './server-process.ts';

describe('listeningProblem', () => {
  it.each([
    [3000, 'EADDRINUSE', /^Port 3000 is in use\. .+ PORT=3001\.$/],
    [65_535, 'EADDRINUSE', /^Port 65535 is in use\. .+ PORT=65534\.$/],
    [80, 'EACCES', /^Port 80 is not for ordinary users\. Choose port 1024 or higher/],
  ])('of port %d and %s', (port, code, line) => {
    expect(listeningProblem(port, code)).toMatch(line);
  });

  it('is null on a machine without IPv6 and without a failure', () => {
    expect(listeningProblem(3000, 'EAFNOSUPPORT')).toBeNull();
    expect(listeningProblem(3000, undefined)).toBeNull();
  });
});

describe('portProblem', () => {
  it('is reported for as long as another program listens', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as { port: number };
    expect(await portProblem(port)).toMatch(/is in use/);
    await new Promise((resolve) => other.close(resolve));
    expect(await portProblem(port)).toBeNull();
  });
});
