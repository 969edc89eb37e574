/** Names of the two Electron channels that everything of contract.ts goes through. */
export const REQUEST_CHANNEL = 'straggler:request';
export const EVENT_CHANNEL = 'straggler:event';
