import { statSync } from 'node:fs';
import { app, protocol } from 'electron';
import { APP_SCHEME_PRIVILEGES } from './app-protocol.ts';
import { Desk } from './desk.ts';
import { profileFolder } from './profile-folder.ts';

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const profile = profileFolder({ argv: process.argv, env: process.env, program: process.execPath, isFolder });
if (profile !== null) app.setPath('userData', profile);

// One instance a profile: a second start hands its files to the first and ends.
if (app.requestSingleInstanceLock({ argv: process.argv, cwd: process.cwd() })) {
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  Desk.start();
} else {
  app.quit();
}
