import '../../../src/renderer/theme.css';
import { mount } from 'svelte';
import { decodeAnalysis } from '../../../src/core/report/embed.ts';
import App from '../../../src/renderer/App.svelte';
import { FakeBridge } from '../fake-bridge.ts';

/** The window in a plain browser, on what the test put in its way: an analysis to fetch, or only a state. */
const query = new URLSearchParams(location.search);
const name = query.get('analysis');
const response = name === null ? null : await fetch(`/analysis/${name}`);
const bridge = new FakeBridge(response === null ? null : decodeAnalysis(await response.text()));
const state = query.get('state');
if (state !== null) bridge.change(JSON.parse(state));
Object.assign(window, { bridge });

const target = document.getElementById('app');
if (target !== null) mount(App, { target, props: { bridge } });
