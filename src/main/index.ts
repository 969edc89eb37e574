import { app, protocol } from 'electron';
import { APP_SCHEME_PRIVILEGES } from './app-protocol.ts';
import { Desk } from './desk.ts';

// One instance: a second start hands its files to the first and ends.
if (app.requestSingleInstanceLock({ argv: process.argv, cwd: process.cwd() })) {
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  Desk.start();
} else {
  app.quit();
}
