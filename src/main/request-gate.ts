import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import * as v from 'valibot';
import { REQUEST_CHANNEL } from '../ipc/channels.ts';
import {
  type Outcome,
  REQUESTS,
  type RequestArguments,
  type RequestName,
  type RequestResults,
} from '../ipc/contract.ts';

/** What main does for each request. Arguments have been validated; expected failures are values. */
export type RequestHandlers = {
  readonly [N in RequestName]: (
    sender: WebContents,
    ...args: RequestArguments<N>
  ) => Outcome<RequestResults[N]> | Promise<Outcome<RequestResults[N]>>;
};

/**
 * The only place where main listens to pages. A message is answered only if it comes from the top frame of one of
 * our windows, showing our own page, names a known request, and its arguments fit that request's schema.
 */
export function openRequestGate(handlers: RequestHandlers, isOurPage: (frame: WebFrameMain | null) => boolean): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, args: unknown): Promise<Outcome<unknown>> => {
    if (!isOurPage(event.senderFrame)) return refused('The request does not come from the app’s own page.');
    if (!isRequestName(name)) return refused('The request is not known.');
    try {
      return await answer(handlers, event.sender, name, args);
    } catch (error) {
      return {
        ok: false,
        error: {
          message: `Something went wrong inside straggler: ${error instanceof Error ? error.message : String(error)}.`,
          advice: 'Try again; if it happens again, please report it with the steps that led here.',
        },
      };
    }
  });
}

function answer<N extends RequestName>(
  handlers: RequestHandlers,
  sender: WebContents,
  name: N,
  args: unknown,
): Outcome<RequestResults[N]> | Promise<Outcome<RequestResults[N]>> {
  const parsed = v.safeParse(REQUESTS[name], args);
  if (!parsed.success) return refused(`The arguments of ${name} do not fit.`);
  return handlers[name](sender, ...parsed.output);
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(REQUESTS, name);
}

function refused(message: string): { ok: false; error: { message: string; advice: string } } {
  return { ok: false, error: { message, advice: 'Close the window and open it again.' } };
}
