import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';

test('package-lock.json names the optional packages of every platform, or npm ci refuses it', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const holders = Object.entries(packages).filter(([, entry]) => entry.optionalDependencies !== undefined);
  const missing = holders.flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies).filter((name) => !isResolved(packages, path, name)),
  );
  expect(missing).toEqual([]);
});

/** Looks a dependency up as Node does: in the package's own node_modules, then in those of the folders above. */
function isResolved(packages, path, name) {
  const inner = `${path}/node_modules/${name}`;
  if (packages[inner] !== undefined) return true;
  const above = path.lastIndexOf('/node_modules/');
  return above < 0 ? packages[`node_modules/${name}`] !== undefined : isResolved(packages, path.slice(0, above), name);
}
