import { defineConfig } from '@playwright/test';

/** The tests of Chromium's own sandbox run alone, as a user who is not root (see scripts/test.mjs). */
const sandbox = process.env['STRAGGLER_E2E_SANDBOX'] === '1';

export default defineConfig({
  testDir: 'test/e2e',
  snapshotPathTemplate: '{testDir}/looks/{arg}{ext}',
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  workers: 1,
  projects: sandbox
    ? [{ name: 'sandbox', testMatch: 'sandbox.spec.ts' }]
    : [{ name: 'app', testIgnore: 'sandbox.spec.ts' }],
});
