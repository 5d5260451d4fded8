import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import { stripTexts } from '../../../server/contract/texts/counter-keys.ts';
import { useNotices } from '../../kit/notices.ts';
import { t } from '../../kit/text.ts';

/** Document Picture-in-Picture, of which the DOM's types know nothing yet. */
interface PictureWindows {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}
const pictureWindows = () => (window as { documentPictureInPicture?: PictureWindows }).documentPictureInPicture;

const width = 360;
const height = 96;

export interface Strip {
  /** Where the strip is drawn: the body of its window; null while it is not open. */
  place: ShallowRef<HTMLElement | null>;
  /** Opens it, or closes it. Needs a press of the clerk; where there can be none, that is told in words. */
  toggle(): Promise<void>;
}

/** The always-on-top strip (rule C3a). It ends with its terminal, and `listen` hears the keys pressed in it. */
export function useStrip(listen: (event: KeyboardEvent) => void): Strip {
  const notices = useNotices();
  const place = shallowRef<HTMLElement | null>(null);
  let frame: Window | null = null;
  let opening = false;

  function close(): void {
    place.value = null;
    frame?.close();
    frame = null;
  }

  function adopt(opened: Window): void {
    frame = opened;
    dress(opened.document);
    opened.addEventListener('keydown', listen);
    opened.addEventListener('pagehide', () => {
      place.value = null;
      frame = null;
    });
    place.value = opened.document.body;
  }

  async function toggle(): Promise<void> {
    if (frame !== null) return close();
    if (opening) return;
    const pictures = pictureWindows();
    if (pictures === undefined)
      return notices.tell('plain', t(window.isSecureContext ? stripTexts.browser : stripTexts.insecure));
    opening = true;
    try {
      adopt(await pictures.requestWindow({ width, height }));
    } catch {
      notices.tell('plain', t(stripTexts.refused));
    } finally {
      opening = false;
    }
  }

  onScopeDispose(close);
  return { place, toggle };
}

/** The strip wears what the page wears; its own window has neither styles nor fonts. */
function dress(strip: Document): void {
  strip.documentElement.lang = document.documentElement.lang;
  strip.title = document.title;
  for (const sheet of document.querySelectorAll('link[rel=stylesheet], style')) {
    const copy = strip.importNode(sheet, true);
    // A relative address would be looked for beside the strip, which has no address of its own.
    if (sheet instanceof HTMLLinkElement) copy.setAttribute('href', sheet.href);
    strip.head.append(copy);
  }
}
