/** What of Electron's renderer API differs between the versions we run on. */
interface PathSource {
  /** Electron 29 and newer. */
  readonly webUtils?: { getPathForFile(file: File): string } | undefined;
}

/** The path of a dropped File, or "" for one that is not on disk. Electron before 29 kept it on the File itself. */
export function filePath(file: unknown, electron: PathSource): string {
  if (!(file instanceof File)) return '';
  if (electron.webUtils !== undefined) return electron.webUtils.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}
