#!/usr/bin/env node
/**
 * Stands in for fpm where electron-builder cannot download it: makes the .deb with dpkg-deb, out of the arguments
 * that electron-builder's deb target gives. Named to it by CUSTOM_FPM_PATH.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SCRIPTS = { '--after-install': 'postinst', '--after-remove': 'postrm' };

const { options, depends, recommends, mappings } = parse(process.argv.slice(2));
if (options.get('-t') !== 'deb') {
  process.stderr.write('build/fpm.mjs makes only .deb; for others let electron-builder download fpm.\n');
  process.exit(1);
}
const root = mkdtempSync(join(tmpdir(), 'straggler-deb-'));
try {
  for (const [from, to] of mappings) {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true });
  }
  const kilobytes = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0];
  mkdirSync(join(root, 'DEBIAN'));
  writeFileSync(join(root, 'DEBIAN', 'control'), control(kilobytes));
  for (const [option, name] of Object.entries(SCRIPTS)) {
    const script = options.get(option);
    if (script === undefined) continue;
    copyFileSync(script, join(root, 'DEBIAN', name));
    chmodSync(join(root, 'DEBIAN', name), 0o755);
  }
  chmodSync(root, 0o755);
  const compression = `-Z${options.get('--deb-compression') ?? 'xz'}`;
  execFileSync('dpkg-deb', ['--root-owner-group', compression, '--build', root, options.get('--package')], {
    stdio: 'inherit',
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** electron-builder's call: options with a value, -d and --deb-recommends many times, and FROM=TO for what is packed. */
function parse(args) {
  const parsed = { options: new Map(), depends: [], recommends: [], mappings: [] };
  const rest = args.filter((arg) => arg !== '--force');
  for (let i = 0; i < rest.length; i++) {
    const arg = rest[i];
    if (arg === '-d') parsed.depends.push(rest[++i]);
    else if (arg === '--deb-recommends') parsed.recommends.push(rest[++i]);
    else if (arg.startsWith('-')) parsed.options.set(arg, rest[++i]);
    else {
      const cut = arg.lastIndexOf('=');
      parsed.mappings.push([arg.slice(0, cut), arg.slice(cut + 1)]);
    }
  }
  return parsed;
}

function control(kilobytes) {
  const [first, ...more] = (options.get('--description') ?? '').trim().split('\n');
  const description = [first, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n');
  const fields = [
    ['Package', options.get('--name')],
    ['Version', options.get('--version')],
    ['Architecture', options.get('--architecture')],
    ['Maintainer', options.get('--maintainer')],
    ['Installed-Size', kilobytes],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', options.get('--category') ?? 'devel'],
    ['Priority', options.get('--deb-priority') ?? 'optional'],
    ['Homepage', options.get('--url')],
    ['Description', description],
  ];
  return fields.flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : [])).join('');
}
