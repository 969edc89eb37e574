import './theme.css';
import { mount } from 'svelte';
import type { ExposedBridge } from '../ipc/contract.ts';
import App from './App.svelte';
import { connectBridge } from './bridge.ts';

declare global {
  interface Window {
    /** What the preload lets the page reach. */
    readonly straggler: ExposedBridge;
  }
}

const target = document.getElementById('app');
if (target !== null) mount(App, { target, props: { bridge: connectBridge(window.straggler, window) } });
