import * as v from 'valibot';
import {
  type Outcome,
  REQUESTS,
  type RequestArguments,
  type RequestName,
  type RequestResults,
} from '../ipc/contract.ts';

/** What main does for each request of a sender. Arguments have been validated; expected failures are values. */
export type RequestHandlers<Sender> = {
  readonly [N in RequestName]: (
    sender: Sender,
    ...args: RequestArguments<N>
  ) => Outcome<RequestResults[N]> | Promise<Outcome<RequestResults[N]>>;
};

/**
 * Answers one message of a page: it must name a known request, and its arguments must fit that request's schema.
 * Gives a refusal otherwise, and what went wrong where a handler throws; it never throws itself.
 */
export async function answerRequest<Sender>(
  handlers: RequestHandlers<Sender>,
  sender: Sender,
  name: unknown,
  args: unknown,
): Promise<Outcome<unknown>> {
  if (!isRequestName(name)) return refused('The request is not known.');
  try {
    return await answer(handlers, sender, name, args);
  } catch (error) {
    return {
      ok: false,
      error: {
        message: `Something went wrong inside straggler: ${error instanceof Error ? error.message : String(error)}.`,
        advice: 'Try again; if it happens again, please report it with the steps that led here.',
      },
    };
  }
}

export function refused(message: string): { ok: false; error: { message: string; advice: string } } {
  return { ok: false, error: { message, advice: 'Close the window and open it again.' } };
}

function answer<Sender, N extends RequestName>(
  handlers: RequestHandlers<Sender>,
  sender: Sender,
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
