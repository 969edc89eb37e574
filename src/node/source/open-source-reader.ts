import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Node, Parser } from 'web-tree-sitter';
import type { Snippet } from '../../core/diagnose/finding.ts';
import type { SourcePlace, SourceReader, SourceReading } from '../../core/diagnose/source-reader.ts';
import { channelOrigin } from './channel-origin.ts';
import { ignoredContext, missingCleanups } from './cleanups.ts';
import { findFile, type SourceRoot } from './find-file.ts';
import { goParser } from './grammar.ts';
import { isDeclaration, lines, walk } from './syntax.ts';
import { endlessLoopAround, waitAt } from './wait-at.ts';

/** How many files of a package are looked through for where a field gets its channel. */
const MOST_PACKAGE_FILES = 100;
/** Lines shown before and after the marked one. */
const SNIPPET_BEFORE = 6;
const SNIPPET_AFTER = 4;

/** A reader of the Go source below a folder. Rejects only where the grammar cannot be loaded; files are read when asked for. */
export async function openSourceReader(root: SourceRoot): Promise<SourceReader> {
  return new GoSourceReader(root, await goParser());
}

interface ParsedFile {
  readonly text: string;
  readonly tree: Node;
}

class GoSourceReader implements SourceReader {
  readonly #root: SourceRoot;
  readonly #parser: Parser;
  readonly #files = new Map<string, ParsedFile | null>();

  constructor(root: SourceRoot, parser: Parser) {
    this.#root = root;
    this.#parser = parser;
  }

  read(place: SourcePlace): SourceReading {
    const path = findFile(this.#root, place.file);
    const file = path === null ? null : this.#parse(path);
    if (path === null || file === null) return { kind: 'not-found' };
    const name = basename(path);
    const rows = file.text.split(/\r\n|\n|\r/);
    if (place.line < 1 || place.line > rows.length) {
      return { kind: 'mismatch', why: `${name} has ${rows.length} lines; the dump speaks of line ${place.line}` };
    }
    const declaration = declarationAt(file.tree, place.line);
    if (declaration === null) return { kind: 'mismatch', why: `line ${place.line} of ${name} is in no function` };
    const declared = declaration.childForFieldName('name')?.text ?? '';
    if (!namesDeclaration(place.function, declared)) {
      return { kind: 'mismatch', why: `line ${place.line} of ${name} is in ${declared}, which the dump does not name` };
    }
    return { kind: 'facts', facts: this.#facts(path, file, rows, declaration, place.line) };
  }

  #facts(path: string, file: ParsedFile, rows: readonly string[], declaration: Node, line: number) {
    const found = waitAt(declaration, line);
    const channel = found?.channel ?? null;
    return {
      snippet: snippetOf(basename(path), rows, declaration, line),
      wait: found?.wait ?? ({ kind: 'other' } as const),
      channel: channel === null ? ('unknown' as const) : channelOrigin(channel, declaration, this.#package(path, file)),
      inEndlessLoop: found !== null && endlessLoopAround(found.node, declaration) !== null,
      ignoresContext: ignoredContext(declaration),
      missing: missingCleanups(declaration),
    };
  }

  /** The file, then the others of its folder. */
  #package(path: string, file: ParsedFile): Node[] {
    const folder = dirname(path);
    const others = readdirSync(folder)
      .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go') && join(folder, name) !== path)
      .slice(0, MOST_PACKAGE_FILES);
    return [file, ...others.map((name) => this.#parse(join(folder, name)))].flatMap((one) =>
      one === null ? [] : [one.tree],
    );
  }

  #parse(path: string): ParsedFile | null {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(path, 'utf8');
    const tree = this.#parser.parse(text);
    const file = tree === null ? null : { text, tree: tree.rootNode };
    this.#files.set(path, file);
    return file;
  }
}

/** The function, method or package variable around a line. */
function declarationAt(tree: Node, line: number): Node | null {
  for (const node of tree.namedChildren) {
    if (node === null) continue;
    const { first, last } = lines(node);
    if (line < first || line > last) continue;
    if (isDeclaration(node)) return node;
    if (node.type === 'var_declaration') return firstSpec(node, line);
  }
  return null;
}

function firstSpec(node: Node, line: number): Node | null {
  for (const one of walk(node)) {
    if (one.type === 'var_spec' && lines(one).first <= line && line <= lines(one).last) return one;
  }
  return null;
}

/**
 * Whether a dump's function name can be code of this declaration. The name of an inlined closure is that of its
 * caller with the declaration's somewhere within; closures of package variables are named init or glob.
 */
function namesDeclaration(name: string, declared: string): boolean {
  const parts = name
    .slice(name.lastIndexOf('/') + 1)
    .replaceAll('[...]', '')
    .split('.')
    .map((part) => part.replace(/-range\d+|-fm/g, ''));
  return (
    parts.includes(declared) ||
    parts.includes('glob') ||
    (parts.includes('init') && parts.some((part) => /^func\d+$/.test(part)))
  );
}

function snippetOf(file: string, rows: readonly string[], declaration: Node, line: number): Snippet {
  const { first, last } = lines(declaration);
  const from = Math.max(first, line - SNIPPET_BEFORE);
  const to = Math.min(last, line + SNIPPET_AFTER, rows.length);
  return { file, firstLine: from, marked: line, lines: rows.slice(from - 1, to) };
}
