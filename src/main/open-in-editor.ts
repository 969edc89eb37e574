import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, normalize } from 'node:path';
import type { Outcome, Settings } from '../ipc/contract.ts';

/** Program and arguments that show a line of a file; `null` where no editor is set. Nothing goes through a shell. */
export function editorCommand(settings: Settings, file: string, line: number, env = process.env): string[] | null {
  const place = line > 0 ? `${file}:${line}` : file;
  switch (settings.editor) {
    case 'none':
      return null;
    case 'vscode':
      return ['code', '--goto', place];
    case 'goland':
      return ['goland', ...(line > 0 ? ['--line', String(line)] : []), file];
    case 'env': {
      const words = splitWords(env['VISUAL'] ?? env['EDITOR'] ?? '');
      return words.length === 0 ? null : [...words, file];
    }
    case 'custom': {
      const words = splitWords(settings.editorCommand);
      const fill = (word: string) => word.replaceAll('{file}', file).replaceAll('{line}', String(Math.max(line, 1)));
      return words.length === 0 ? null : words.map(fill);
    }
  }
}

/** The file on this machine: the first mapping whose prefix fits takes the place of the dump's path. */
export function mapPath(settings: Settings, file: string): string {
  for (const { from, to } of settings.pathMapping) {
    const prefix = from.endsWith('/') ? from : `${from}/`;
    if (file.startsWith(prefix)) return normalize(`${to}/${file.slice(prefix.length)}`);
  }
  return file;
}

/** Starts the person's editor on a line. */
export async function openInEditor(settings: Settings, file: string, line: number): Promise<Outcome<null>> {
  const path = mapPath(settings, file);
  const command = editorCommand(settings, path, line);
  if (command === null) return failed('No editor is chosen.', 'Choose one in Settings.');
  // A relative path would be looked for wherever the app was started, and may begin like a flag of the editor.
  if (!isAbsolute(path) || !existsSync(path)) {
    return failed(`${path} is not on this machine.`, 'Map its folder to where the source lies, in Settings.');
  }
  const [program = '', ...args] = command;
  return new Promise((done) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', shell: false });
    child.once('error', () => done(failed(`${program} could not be started.`, 'Check the editor in Settings.')));
    child.once('spawn', () => {
      child.unref();
      done({ ok: true, value: null });
    });
  });
}

/** Words of a command line, where double quotes hold a word together. */
function splitWords(text: string): string[] {
  return (text.match(/"[^"]*"|[^\s"]+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

function failed(message: string, advice: string): { ok: false; error: { message: string; advice: string } } {
  return { ok: false, error: { message, advice } };
}
