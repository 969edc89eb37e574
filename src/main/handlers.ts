import { basename, join } from 'node:path';
import { clipboard, dialog, nativeTheme, shell, type WebContents } from 'electron';
import { rowIndex } from '../core/model/index-types.ts';
import type { ExportFormat, Outcome } from '../ipc/contract.ts';
import type { RequestHandlers } from './answer-request.ts';
import { APP_FILES } from './app-files.ts';
import type { AppWindow } from './app-window.ts';
import type { Library } from './library.ts';
import { openInEditor } from './open-in-editor.ts';
import { savePicture } from './save-picture.ts';

const DONE = { ok: true, value: null } as const;

/** What each request of the page does. `windowOf` finds the window that asked. */
export function createHandlers(
  windowOf: (contents: WebContents) => AppWindow,
  library: Library,
): RequestHandlers<WebContents> {
  return {
    'window.ready': (sender) => ({ ok: true, value: windowOf(sender).ready() }),
    'files.choose': async (sender, slot) => {
      await windowOf(sender).chooseFiles(slot);
      return DONE;
    },
    'files.drop': async (sender, paths, slot) => {
      await windowOf(sender).openPaths(paths, slot);
      return DONE;
    },
    'files.example': async (sender) => {
      await windowOf(sender).document.openInOrder(APP_FILES.example);
      return DONE;
    },
    'files.recent': async (sender, index) => {
      const entry = library.recent.value[index];
      if (entry !== undefined) await windowOf(sender).document.openInOrder(entry.paths);
      return DONE;
    },
    'files.swap': async (sender) => {
      await windowOf(sender).document.swap();
      return DONE;
    },
    'files.close': (sender) => {
      windowOf(sender).document.close();
      return DONE;
    },
    'capture.start': (sender, order) => windowOf(sender).capturing.start(order),
    'capture.hurry': (sender) => {
      windowOf(sender).capturing.hurry();
      return DONE;
    },
    'capture.cancel': (sender) => {
      windowOf(sender).capturing.cancel();
      return DONE;
    },
    'capture.folder': async (sender) => {
      await windowOf(sender).capturing.chooseFolder();
      return DONE;
    },
    'analysis.cancel': (sender) => {
      windowOf(sender).document.cancel();
      return DONE;
    },
    'analysis.options': async (sender, options) => {
      await windowOf(sender).document.setOptions(options);
      return DONE;
    },
    'analysis.compare': async (sender, choice) => {
      await windowOf(sender).document.compare(choice);
      return DONE;
    },
    'expected.choose': (sender, kind) => windowOf(sender).chooseExpected(kind),
    'expected.forget': async (sender) => {
      library.expectations.forget();
      await windowOf(sender).document.judgeAgain();
      windowOf(sender).changed();
      return DONE;
    },
    'expected.add': (sender, rule) => windowOf(sender).changeExpected(library.expectations.add(rule)),
    'expected.remove': (sender, rule) => windowOf(sender).changeExpected(library.expectations.remove(rule)),
    'analysis.goroutines': async (sender, rows, limit) => ({
      ok: true,
      value: await windowOf(sender).document.goroutines(rows.map(rowIndex), limit),
    }),
    'report.export': (sender, format) => exportReport(windowOf(sender), format),
    'graph.save': (sender, format, picture) => savePicture(windowOf(sender).window, format, picture),
    'clipboard.write': (_sender, text) => {
      clipboard.writeText(text);
      return DONE;
    },
    'editor.open': (_sender, file, line) => openInEditor(library.settings.value, file, line),
    'source.choose': (sender) => windowOf(sender).chooseSource(),
    'help.open': async (_sender, page) => {
      const failure = await shell.openPath(page === 'guide' ? APP_FILES.guide : join(APP_FILES.patterns, `${page}.md`));
      if (failure === '') return DONE;
      return {
        ok: false,
        error: { message: `The page could not be opened: ${failure}.`, advice: 'See docs/patterns.' },
      };
    },
    'settings.set': (sender, settings) => {
      library.settings.set(settings);
      nativeTheme.themeSource = settings.theme;
      windowOf(sender).changed();
      return DONE;
    },
    'view.save': (sender, view) => {
      windowOf(sender).saveView(view);
      return DONE;
    },
  };
}

const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = {
  html: 'HTML report',
  md: 'Markdown',
  json: 'JSON report',
  sarif: 'SARIF',
  folded: 'Folded stacks',
  svg: 'SVG graph',
  'pb.gz': 'pprof delta profile',
};

async function exportReport(owner: AppWindow, format: ExportFormat): Promise<Outcome<string | null>> {
  const { canceled, filePath } = await dialog.showSaveDialog(owner.window, {
    title: 'Export report',
    defaultPath: `goroutine-leak.${format}`,
    filters: [{ name: FORMAT_NAMES[format], extensions: [format] }],
  });
  if (canceled || filePath === undefined) return { ok: true, value: null };
  const written = await owner.document.writeReport(filePath, format);
  return written.ok ? { ok: true, value: basename(filePath) } : written;
}
