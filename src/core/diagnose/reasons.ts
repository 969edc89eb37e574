import type { Clue } from './clue.ts';
import type { Evidence } from './finding.ts';

/** The reasons of one diagnosis: what many findings say in the same words is one object in all of them. */
export class Reasons {
  readonly #byText = new Map<string, Evidence>();

  /** The clue with a reason that was given before, where there is an equal one. */
  shared(clue: Clue): Clue {
    const { says } = clue;
    if (says.snippet !== null) return clue;
    const known = this.#byText.get(says.text);
    if (known === undefined) this.#byText.set(says.text, says);
    else if (known.from === says.from && known.frame === says.frame) return { ...clue, says: known };
    return clue;
  }
}
