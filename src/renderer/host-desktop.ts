import { expectationOf } from './expected/rules.ts';
import type { Finding } from './finding.ts';
import type { Host } from './host.ts';
import type { Session } from './state/session.svelte.ts';
import { t } from './strings.ts';

/** The desktop window: main does what a page must not. */
export function desktopHost(session: Session, markExpected: (finding: Finding) => void): Host {
  const { bridge } = session;
  return {
    copy: (text) => {
      void session.ask(bridge.request('clipboard.write', text.slice(0, 1_000_000))).then((done) => {
        if (done !== undefined && session.notice === null) session.say(t.copied);
      });
    },
    openInEditor: (file, line) => void session.ask(bridge.request('editor.open', file, line)),
    goroutines: (rows, limit) => session.ask(bridge.request('analysis.goroutines', rows.slice(0, 100_000), limit)),
    recompares: true,
    markExpected,
    unmarkExpected: (finding) => {
      const rule = expectationOf(finding);
      if (rule !== null) void session.removeExpected(rule);
    },
    chooseSource: () => void session.chooseSource(),
    savePicture: (kind, data) => {
      void session.ask(bridge.request('graph.save', kind, data)).then((name) => {
        if (name !== null) session.say(t.exports.done(name));
      });
    },
    openHelp: (page) => void session.ask(bridge.request('help.open', page)),
  };
}
