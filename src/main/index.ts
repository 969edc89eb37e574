import { app } from 'electron';
import { startDesk } from './desk.ts';

// One instance: a second start hands its files to the first and ends.
if (app.requestSingleInstanceLock({ argv: process.argv, cwd: process.cwd() })) startDesk();
else app.quit();
