import { connect, type Socket } from 'node:net';

const HOST = '127.0.0.1';

/** Sends text on a new connection. Returns whether the server closed it in time. */
export async function isEnded(port: number, text: string, withinMs: number): Promise<boolean> {
  const socket = open(port, text);
  socket.resume();
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      socket.destroy();
      resolve(false);
    }, withinMs);
    socket.once('close', () => {
      clearTimeout(late);
      resolve(true);
    });
  });
}

/** Sends text and keeps the connection open. */
export function open(port: number, text: string | Buffer): Socket {
  const socket = connect(port, HOST);
  socket.on('error', () => undefined);
  socket.write(text);
  return socket;
}

/** Requests for another protocol or with unusual expectations, each in a different way. */
export function upgrades(port: number): readonly string[] {
  const host = `Host: ${HOST}:${port}\r\n`;
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  return [
    `GET /x HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n`,
    `GET /_next/webpack-hmr HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n`,
    `GET / HTTP/1.1\r\n${host}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`,
    `POST /sign-in HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: x\r\nContent-Length: 100\r\n\r\n`,
    `CONNECT elsewhere.example:443 HTTP/1.1\r\n${host}\r\n`,
    `POST /sign-in HTTP/1.1\r\n${host}Expect: x\r\nContent-Length: 100\r\n\r\n`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ];
}
