import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { REQUEST_CHANNEL } from '../ipc/channels.ts';
import { answerRequest, type RequestHandlers, refused } from './answer-request.ts';

/**
 * The only place where main listens to pages. A message is looked at only if it comes from the top frame of one of
 * our windows, showing our own page.
 */
export function openRequestGate(
  handlers: RequestHandlers<WebContents>,
  isOurPage: (frame: WebFrameMain | null) => boolean,
): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, args: unknown) =>
    isOurPage(event.senderFrame)
      ? answerRequest(handlers, event.sender, name, args)
      : refused('The request does not come from the app’s own page.'),
  );
}
