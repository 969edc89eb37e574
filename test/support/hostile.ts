import { SymbolsBuilder } from '../../src/core/model/symbols-builder.ts';
import type { Analysis } from '../../src/core/report/model.ts';
import { writeProfile } from '../../src/core/report/profile-writer.ts';
import { analysisOf } from './analysis-of.ts';

/** Texts that mean something to a terminal, a browser, a Markdown page, a spreadsheet or a shell. */
export const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(2)>',
  '"><svg onload=alert(3)>',
  "javascript:alert(4)//'",
  '\x1b[31mred\x1b[2J\x1b]8;;http://evil.example\x07link\x1b]8;;\x07',
  '\x1b]0;title\x07\x1bP+q\x1b\\\x9b31m',
  '\u202eexe.go\u2066\u200fhidden\u200b\ufeff',
  'nul\0nul\x7f\x85',
  'a|b||c',
  '```\n# Heading\n```',
  '`code` **bold** [link](http://evil.example) ![i](http://evil.example/i.png)',
  '@everyone @octocat #123 GH-7 www.evil.example http://evil.example',
  '=cmd|"/C calc"!A0',
  '+1+1',
  '$(reboot) `reboot` ; rm -rf / & | > x',
  '<!-- --> ]]> <![CDATA[ &lt; &#x3c;',
  '\ud800 half \udfff',
  '__proto__',
  'constructor',
  '\u2028line\u2029paragraph\r\n\r\nnext',
  '日本語🦥é',
  'x'.repeat(1_000_000),
] as const;

/** A pair of profiles whose function names, files, labels and file names are all hostile; every stack grew by 50. */
export function hostileAnalysis(): Analysis {
  const profile = (count: number) => {
    const symbols = new SymbolsBuilder();
    const parked = ['runtime.gopark', 'runtime.chansend', 'runtime.chansend1'].map((name) =>
      symbols.frame(symbols.function(symbols.string(name), symbols.string('/go/src/runtime/chan.go')), 300, false),
    );
    const rows = HOSTILE.map((text, i) => {
      const fn = symbols.function(symbols.string(`main.${text}`), symbols.string(`/srv/${text}/file.go`));
      const frames = [...parked, symbols.frame(fn, i + 1, false)];
      const labels: [string, string][] = [
        [`key ${text.slice(0, 100)}`, text],
        [text.slice(0, 100), 'value'],
      ];
      return { stack: symbols.stack(frames), value: count, labels };
    });
    return writeProfile(symbols.finish(), rows, { capturedAt: null, buildId: '<b>build</b>', comments: [] });
  };
  return analysisOf([
    { name: `${HOSTILE[0]}|${HOSTILE[4]}.pb.gz`, content: profile(10) },
    { name: `\`@everyone\`\u202e.pb.gz`, content: profile(60) },
  ]);
}
