import type { UserError } from '../ipc/contract.ts';

/** The core's sentences have no capital and no full stop, because the command line sets them after a file name. */
export function userError({ message, advice }: UserError, file: string | null = null): UserError {
  return { message: file === null ? sentence(message) : `${file}: ${ended(message)}`, advice: sentence(advice) };
}

function sentence(text: string): string {
  return text === '' ? '' : ended(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
