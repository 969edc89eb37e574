import type { Pattern } from './pattern.ts';

/** Growth at one line that no other pattern explains. */
export const unknown: Pattern = {
  id: 'unknown',
  title: 'Growth at one line',
  isPatient: true,
  match: () => ({ fit: 0.01, prior: -0.5, clues: [], because: 'what would end the wait cannot be told' }),
  owner: {
    whoOwns: 'The function that started it.',
    howStopped: 'Not known from these dumps.',
    whoWaits: 'Not known from these dumps.',
  },
  remedy: {
    summary: 'Open the line and ask what makes this goroutine return.',
    checklist: [
      'Who owns the goroutine?',
      'What makes it return?',
      'Does it watch a context or another signal to stop?',
      'If it is started once a request: is their number bounded?',
    ],
    example: null,
  },
  lesson: {
    what: 'More goroutines wait at one line than before, and the dump does not tell for what.',
    inDump: 'Any state.',
    apart: 'Taken only where no other pattern fits.',
  },
};
