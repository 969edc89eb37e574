/**
 * What is packed, and as what. `npm run dist` calls this; docs/packaging.md says which of it was built where.
 * STRAGGLER_DIST=test leaves the inspector on, which the end-to-end tests need; releases never do.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const forTests = process.env.STRAGGLER_DIST === 'test';
const electronDist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
const electronVersion = process.env.STRAGGLER_ELECTRON_VERSION;
const PB_GZ = 'build/linux/straggler-pb-gz.xml=/usr/share/mime/packages/straggler-pb-gz.xml';
const resources = { mac: 'straggler.app/Contents/Resources', linux: 'resources', win: 'resources' };

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'dev.straggler.straggler',
  productName: 'straggler',
  copyright: 'The straggler authors, MIT licence',
  directories: { output: 'dist', buildResources: 'build' },
  // A build from another Electron than package.json's: the folder it lies in, and its version.
  ...(electronDist && electronVersion ? { electronDist, electronVersion } : {}),
  npmRebuild: false,
  publish: null,
  // The .deb and .rpm formats ask for these; there is no home page yet, and .invalid says so.
  extraMetadata: {
    homepage: 'https://straggler.invalid/',
    author: 'The straggler authors',
    desktopName: 'straggler.desktop',
  },

  // Everything that runs is bundled: no node_modules, no source map, nothing of the tests but the example.
  files: [
    'package.json',
    'LICENSE',
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'out/report/**',
    'examples/checkout/captures/before.debug2.txt',
    'examples/checkout/captures/after.debug2.txt',
    'build/icons/256x256.png',
    '!node_modules',
    '!**/*.map',
  ],
  extraResources: [
    { from: 'out/THIRD-PARTY-LICENSES.txt', to: 'THIRD-PARTY-LICENSES.txt' },
    { from: 'docs/patterns', to: 'patterns' },
    { from: 'docs/guide.md', to: 'guide.md' },
  ],
  asar: true,

  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: forTests,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
  },
  // Electron's own welcome app stays behind otherwise when Electron comes from a folder.
  afterPack: async ({ appOutDir, packager }) => {
    const place = resources[packager.platform.buildConfigurationKey] ?? 'resources';
    await rm(join(appOutDir, place, 'default_app.asar'), { force: true, recursive: true });
  },

  fileAssociations: [
    { ext: 'pprof', name: 'pprof profile', mimeType: 'application/x-pprof', role: 'Viewer', rank: 'Default' },
    { ext: 'goroutines', name: 'Goroutine dump', mimeType: 'text/x-goroutines', role: 'Viewer', rank: 'Default' },
    // "Open with" for dumps in plain text; never the default.
    { ext: 'txt', name: 'Text', mimeType: 'text/plain', role: 'Viewer', rank: 'Alternate' },
  ],

  linux: {
    target: ['dir', 'tar.gz', 'AppImage', 'deb', 'rpm'],
    executableName: 'straggler',
    syncDesktopName: true,
    icon: 'build/icons',
    category: 'Development',
    // Of *.pb.gz, which build/linux/straggler-pb-gz.xml names: an ending with a dot in it has no other way.
    mimeTypes: ['application/x-pprof+gzip'],
    synopsis: 'Finds goroutine leaks between two snapshots',
    maintainer: 'The straggler authors <straggler@localhost>',
    vendor: 'straggler',
    desktop: {
      entry: {
        Name: 'straggler',
        GenericName: 'Goroutine leak analyser',
        Keywords: 'go;golang;pprof;goroutine;leak;',
        StartupWMClass: 'straggler',
      },
    },
  },
  deb: {
    depends: ['libgtk-3-0 | libgtk-3-0t64', 'libnss3', 'libasound2 | libasound2t64', 'libgbm1', 'xdg-utils'],
    priority: 'optional',
    packageCategory: 'devel',
    recommends: [],
    fpm: [PB_GZ],
  },
  rpm: { depends: ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'xdg-utils'], fpm: [PB_GZ] },

  mac: {
    target: [
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
    icon: 'build/icons/1024x1024.png',
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    // Signing and notarisation happen where CSC_LINK and APPLE_API_KEY (or APPLE_ID) are set.
    notarize: Boolean(process.env.APPLE_API_KEY || process.env.APPLE_ID),
  },
  win: {
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'portable', arch: ['x64'] },
    ],
    icon: 'build/icons/256x256.png',
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
};
