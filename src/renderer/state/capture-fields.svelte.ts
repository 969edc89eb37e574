import type { CaptureOrder, Slot } from '../../ipc/contract.ts';

export type CaptureKind = CaptureOrder['kind'];
export type AccessKind = CaptureOrder['access']['kind'];

/** What stands in the capture dialog's fields, as long as the window is open: a second capture begins where the first was. */
export class CaptureFields {
  address = $state('');
  kind: CaptureKind = $state('both');
  access: AccessKind = $state('open');
  name = $state('');
  password = $state('');
  header = $state('');
  /** Whether After follows Before by itself, and after how many seconds. */
  follow = $state(false);
  seconds = $state(30);

  order(slot: Slot): CaptureOrder {
    const { address, kind, follow, seconds } = this;
    return { slot, address, kind, access: this.#access(), thenAfter: slot === 'before' && follow ? seconds : null };
  }

  #access(): CaptureOrder['access'] {
    const { access, name, password, header } = this;
    switch (access) {
      case 'open':
        return { kind: access };
      case 'password':
        return { kind: access, name, password };
      case 'header':
        return { kind: access, line: header };
    }
  }
}
