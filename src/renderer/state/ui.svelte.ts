import { createContext } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import type { PaletteName, Theme } from '../../core/flame/palette.ts';
import type { Settings } from '../../ipc/contract.ts';
import { type Numbers, numbersFor } from '../format.ts';

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  palette: 'safe',
  numbers: 'system',
  editor: 'none',
  editorCommand: '',
  pathMapping: [],
};

/** How things are shown: what the person set, else what the system says. */
export class Ui {
  readonly #dark = new MediaQuery('(prefers-color-scheme: dark)');
  readonly #still = new MediaQuery('(prefers-reduced-motion: reduce)');
  readonly #print = new MediaQuery('print');
  #settings = $state.raw(DEFAULT_SETTINGS);
  readonly #numbers = $derived(numbersFor(this.#settings.numbers));

  get settings(): Settings {
    return this.#settings;
  }

  apply(settings: Settings): void {
    this.#settings = settings;
  }

  /** Paper is white. */
  get theme(): Theme {
    if (this.#print.current) return 'light';
    if (this.#settings.theme !== 'system') return this.#settings.theme;
    return this.#dark.current ? 'dark' : 'light';
  }

  get palette(): PaletteName {
    return this.#settings.palette;
  }

  get numbers(): Numbers {
    return this.#numbers;
  }

  /** Milliseconds that a change of view may take to glide. */
  get glide(): number {
    return this.#still.current ? 0 : 180;
  }
}

export const [getUi, setUi] = createContext<Ui>();
