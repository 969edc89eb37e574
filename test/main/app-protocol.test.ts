import { expect, test } from 'vitest';
import { PAGE_URL, pageFile } from '../../src/main/app-protocol.ts';

test('the files of the page', () => {
  expect(pageFile(PAGE_URL)).toBe('index.html');
  expect(pageFile('straggler-app://window/assets/index-D7xigT_s.css')).toBe('assets/index-D7xigT_s.css');
});

test.each([
  'straggler-app://window/',
  'straggler-app://window/../main/index.cjs',
  'straggler-app://window/assets/../../main/index.cjs',
  'straggler-app://window/%2e%2e/main/index.cjs',
  'straggler-app://window/assets/..%2f..%2fpackage.json',
  'straggler-app://window/assets/.hidden.js',
  'straggler-app://window//etc/passwd',
  'straggler-app://window/C:\\Windows\\win.html',
  'straggler-app://window/index.html?x',
  'straggler-app://window/secret.txt',
  'straggler-app://other/index.html',
  'straggler-app://window@evil/index.html',
  'file:///etc/passwd',
  'https://example.com/index.html',
])('nothing else: %s', (url) => {
  expect(pageFile(url)).toBeNull();
});
