import type { Clue } from './clue.ts';

/** The clues of one diagnosis: what many findings say in the same words is one object in all of them. */
export class Reasons {
  readonly #byText = new Map<string, Clue>();

  /** The clue itself, or one that was given before and is equal, or at least says the same. */
  shared(clue: Clue): Clue {
    const { says, weight, isSoft } = clue;
    if (says.snippet !== null) return clue;
    const known = this.#byText.get(says.text);
    if (known === undefined) this.#byText.set(says.text, clue);
    if (known === undefined || known.says.from !== says.from || known.says.frame !== says.frame) return clue;
    return known.weight === weight && known.isSoft === isSoft ? known : { weight, says: known.says, isSoft };
  }
}
