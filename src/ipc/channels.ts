/** Names of the Electron channels that everything of contract.ts goes through. */
export const REQUEST_CHANNEL = 'straggler:request';
export const EVENT_CHANNEL = 'straggler:event';
/** Carries the port that analyses come through. */
export const PORT_CHANNEL = 'straggler:port';
