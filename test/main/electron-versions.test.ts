import { expect, test } from 'vitest';
import { filePath, type Served, serveScheme } from '../../src/ipc/electron-versions.ts';

// Both sides of what differs between Electron 22 and the newest, by stand-ins for Electron.

const answer = async (url: string): Promise<Served> => ({
  status: url.endsWith('/there') ? 200 : 404,
  headers: { 'content-type': 'text/plain' },
  body: new TextEncoder().encode(url),
});
const make = {
  response: ({ status, headers, body }: Served) => `${status} ${headers['content-type']} ${body.length}`,
  buffer: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
};

test('the path of a dropped file: webUtils from Electron 29 on', () => {
  const dropped = { name: 'a', path: '/old' };
  expect(filePath(dropped, { webUtils: { getPathForFile: (file) => `/new/${file.name}` } })).toBe('/new/a');
});

test('the path of a dropped file: File.path before', () => {
  expect(filePath({ path: '/old' }, {})).toBe('/old');
  expect(filePath({ path: 7 }, {})).toBe('');
  expect(filePath({}, {})).toBe('');
});

test('a scheme: protocol.handle from Electron 25 on', async () => {
  const given: string[] = [];
  const host = {
    handle: async (scheme: string, reply: (request: { url: string }) => Promise<string>) => {
      given.push(scheme, await reply({ url: 's://h/there' }), await reply({ url: 's://h/no' }));
    },
    registerBufferProtocol: () => {
      throw new Error('deprecated');
    },
  };
  serveScheme(host, 's', answer, make);
  await expect.poll(() => given).toEqual(['s', '200 text/plain 11', '404 text/plain 8']);
});

test('a scheme: registerBufferProtocol before', async () => {
  const given: unknown[] = [];
  const host = {
    registerBufferProtocol: (
      scheme: string,
      reply: (request: { url: string }, done: (response: unknown) => void) => void,
    ) => {
      given.push(scheme);
      reply({ url: 's://h/there' }, (response) => given.push(response));
    },
  };
  serveScheme(host, 's', answer, make);
  const headers = { 'content-type': 'text/plain' };
  await expect
    .poll(() => given)
    .toEqual(['s', { statusCode: 200, headers, mimeType: 'text/plain', data: 's://h/there' }]);
});
