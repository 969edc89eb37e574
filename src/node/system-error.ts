/** An expected failure of reading or writing, in words for a person: two clauses without a full stop. */
export interface FileError {
  readonly kind: 'not-found' | 'denied' | 'directory' | 'no-space' | 'changed' | 'cancelled' | 'other';
  readonly message: string;
  readonly advice: string;
}

/** What the operating system's error codes mean to someone who named a file. */
const CODES: Readonly<Record<string, FileError>> = {
  ENOENT: { kind: 'not-found', message: 'there is no such file', advice: 'check the path' },
  ENOTDIR: { kind: 'other', message: 'a part of the path is no folder', advice: 'check the path' },
  ENAMETOOLONG: { kind: 'other', message: 'the path is too long', advice: 'check the path' },
  EACCES: { kind: 'denied', message: 'access is denied', advice: 'check the permissions of the file' },
  EPERM: { kind: 'denied', message: 'access is denied', advice: 'check the permissions of the file' },
  EROFS: { kind: 'denied', message: 'the disk is read-only', advice: 'choose another folder' },
  EEXIST: { kind: 'other', message: 'there is a file of that name', advice: 'choose another name' },
  EISDIR: { kind: 'directory', message: 'it is a folder', advice: 'name a file in it' },
  ENOSPC: { kind: 'no-space', message: 'the disk is full', advice: 'free some space or choose another folder' },
  EDQUOT: {
    kind: 'no-space',
    message: 'the disk quota is used up',
    advice: 'free some space or choose another folder',
  },
  EMFILE: { kind: 'other', message: 'too many files are open', advice: 'close other programs and try again' },
  EBUSY: { kind: 'other', message: 'another program uses it', advice: 'close that program and try again' },
  EIO: { kind: 'other', message: 'the disk reports an error', advice: 'copy the file to another disk and try again' },
  EPIPE: { kind: 'other', message: 'nobody reads the output', advice: 'check the command after the pipe' },
};

/** The error of a failed system call as a value. Errors that no system call made are thrown on: they are bugs. */
export function explainSystemError(error: unknown): FileError {
  if (!isSystemError(error)) throw error;
  return (
    CODES[error.code] ?? {
      kind: 'other',
      message: `the system reports ${error.code}`,
      advice: 'try again, or use a copy',
    }
  );
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
