/**
 * Counting tests over several runners. A suite is what one of them did:
 * {name, passed: number, failed: string[], skipped: string[]}, the strings being names of tests.
 */

/**
 * Reads vitest's JSON report. A test file that could not be loaded counts as one failed test.
 * @param {string} name of the suite
 * @param {{testResults: object[]}} report
 */
export function fromVitest(name, report) {
  const suite = { name, passed: 0, failed: [], skipped: [] };
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      const title = `${file.name}: ${test.fullName}`;
      if (test.status === 'passed') suite.passed++;
      else if (test.status === 'failed') suite.failed.push(title);
      else suite.skipped.push(title);
    }
    const blamed = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !blamed) suite.failed.push(`${file.name}: ${file.message || 'did not load'}`);
  }
  return suite;
}

/**
 * Reads Playwright's JSON report. A flaky test, one that passed only when tried again, counts as failed.
 * @param {string} name of the suite
 * @param {{suites: object[], errors: {message?: string}[]}} report
 */
export function fromPlaywright(name, report) {
  const suite = { name, passed: 0, failed: [], skipped: [] };
  const open = report.suites.map((group) => ({ group, path: [] }));
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const path = [...next.path, next.group.title];
    open.push(...(next.group.suites ?? []).map((group) => ({ group, path })));
    for (const spec of next.group.specs ?? []) {
      for (const test of spec.tests) {
        const title = [...path, spec.title].join(' › ');
        if (test.status === 'expected') suite.passed++;
        else if (test.status === 'skipped') suite.skipped.push(title);
        else suite.failed.push(test.status === 'flaky' ? `${title} (flaky)` : title);
      }
    }
  }
  suite.failed.push(...report.errors.map((error) => error.message ?? 'an error outside any test'));
  return suite;
}

/**
 * Holds a suite against the exit code of the command that ran it: nothing that went wrong may count as nothing.
 * @param {{name: string, passed: number, failed: string[], skipped: string[]}} suite
 * @param {number} code
 */
export function judge(suite, code) {
  const failed = [...suite.failed];
  if (suite.passed + suite.failed.length === 0) failed.push('no test ran');
  else if (code !== 0 && failed.length === 0) failed.push(`ended with code ${code}, though no test failed`);
  return { ...suite, failed };
}

/**
 * Sums suites up. A skipped test counts as failed: what was not tried is not known to work.
 * @returns {{lines: string[], failed: number}} lines to print, the last one being `N passed, N failed`
 */
export function sum(suites) {
  const passed = suites.reduce((total, suite) => total + suite.passed, 0);
  const failures = suites.flatMap(({ name, failed, skipped }) => [
    ...failed.map((test) => `failed: ${name}: ${test}`),
    ...skipped.map((test) => `skipped, counted as failed: ${name}: ${test}`),
  ]);
  return { lines: [...failures, `${passed} passed, ${failures.length} failed`], failed: failures.length };
}
