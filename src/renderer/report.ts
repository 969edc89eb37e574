import './theme.css';
import './report.css';
import { Inflate } from 'pako';
import { mount } from 'svelte';
import { decodeAnalysis } from '../core/report/embed.ts';
import type { Analysis } from '../core/report/model.ts';
import ReportApp from './ReportApp.svelte';
import { t } from './strings.ts';

/** What core/report/html puts into this page: the analysis, as deflated JSON in base64. */
const DATA_ID = 'straggler-analysis';

function embedded(): Analysis | null {
  const text = document.getElementById(DATA_ID)?.textContent;
  if (text === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const inflate = new Inflate();
    inflate.push(bytes, true);
    return inflate.err === 0 && inflate.result instanceof Uint8Array
      ? decodeAnalysis(new TextDecoder().decode(inflate.result))
      : null;
  } catch {
    return null;
  }
}

const target = document.getElementById('app');
const analysis = embedded();
if (target !== null) {
  if (analysis === null) target.textContent = t.report.broken;
  else mount(ReportApp, { target, props: { analysis } });
}
