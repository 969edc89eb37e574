import type { Host } from './host.ts';

/** A page that was opened from a disk: it can copy and save what it shows, and nothing else. */
export function reportHost(): Host {
  return {
    copy: (text) => void copyText(text),
    openInEditor: null,
    goroutines: null,
    recompares: false,
    markExpected: null,
    unmarkExpected: null,
    chooseSource: null,
    savePicture: (kind, data) => {
      const type = kind === 'svg' ? 'image/svg+xml' : 'image/png';
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([data], { type }));
      link.download = `goroutines.${kind}`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    openHelp: null,
  };
}

/** By the clipboard of the browser, or by a selection where a page from a disk is not given one. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
