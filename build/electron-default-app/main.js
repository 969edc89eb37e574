// The app an Electron binary runs when it is started on a folder: `electron [-r MODULE]… FOLDER [ARGUMENTS]`.
// It gives the app in that folder its own name, version and path, then loads it as the main module.
// Only for the Electron that scripts/electron.mjs puts together, whose own default app is missing.

const { app } = require('electron');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { resolve, join } = require('node:path');

const REQUIRE_SWITCHES = new Set(['-r', '--require']);

/** Splits the arguments into the modules to preload and the folder of the app, the first that is no switch. */
function parse(args) {
  const preloads = [];
  for (let i = 0; i < args.length; i++) {
    if (REQUIRE_SWITCHES.has(args[i])) preloads.push(args[++i]);
    else if (!args[i].startsWith('-')) return { preloads, folder: resolve(args[i]) };
  }
  return { preloads, folder: null };
}

/** Takes over what the app's package.json says about it, as Electron does for a packaged app. */
function introduce(folder) {
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (version) app.setVersion(version);
  if (desktopName) app.setDesktopName(desktopName);
  app.name = productName ?? name ?? app.name;
  app.setPath('userData', join(app.getPath('appData'), app.name));
  app.setAppPath(folder);
}

const { preloads, folder } = parse(process.argv.slice(1));
if (folder === null) {
  process.stderr.write('usage: electron [-r MODULE] FOLDER [ARGUMENTS]\n');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
Module._preloadModules(preloads);
introduce(folder);
Module._load(folder, null, true);
