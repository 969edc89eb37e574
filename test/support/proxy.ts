import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface TestProxy {
  /** host:port */
  readonly address: string;
  /** What it was asked for, each with the Proxy-Authorization that came along: "GET http://host/ Basic …". */
  readonly asked: string[];
  stop(): void;
}

/** A real proxy, for http in absolute form and for CONNECT, that leads every host to `upstream` ("host:port"). */
export async function startProxy(upstream: string): Promise<TestProxy> {
  const asked: string[] = [];
  const [host = '', port = ''] = upstream.split(':');
  const server = createServer(({ method, url = '', headers }, answer) => {
    asked.push([method, url, headers['proxy-authorization']].join(' ').trim());
    const { pathname, search } = new URL(url);
    const onward = request({ host, port, method, path: pathname + search }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    onward.end();
  });
  server.on('connect', ({ url, headers }, socket) => {
    asked.push(['CONNECT', url, headers['proxy-authorization']].join(' ').trim());
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    asked,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
