import { onBeforeUnmount, onMounted } from 'vue';
import { useKeyBindings } from './key-bindings.ts';
import { type Intent, intentOf, pickOf, strokeOf } from './key-map.ts';

export interface KeyListeners {
  intent(intent: Intent): void;
  pick(position: number): void;
  /** True while a choice stands open: it has the keys, and only the browser's own reload is kept away. */
  suspended(): boolean;
  /** Every stroke before its meaning; true where the stroke is used up by that. */
  first(intent: Intent | null): boolean;
}

/**
 * Listens to the whole page, so that no field has to be focused before a clerk presses a key. Returns what listens, for
 * another window whose keys mean the same.
 */
export function useKeys(listeners: KeyListeners): (event: KeyboardEvent) => void {
  const keys = useKeyBindings();
  const listen = (event: KeyboardEvent) => {
    const stroke = strokeOf(event);
    const intent = intentOf({ ...stroke, repeat: false }, keys.bindings);
    if (listeners.suspended()) {
      if (/^F\d+$/.test(event.key) && intent !== null) event.preventDefault();
      return;
    }
    // A held Enter would press a focused button again and again.
    const held = stroke.repeat && stroke.focus !== 'typing' && event.key === 'Enter';
    if (intent !== null || held) event.preventDefault();
    if (stroke.repeat || listeners.first(intent)) return;
    const position = pickOf(stroke);
    if (intent !== null) listeners.intent(intent);
    else if (position !== null) listeners.pick(position);
  };
  onMounted(() => {
    void keys.load();
    window.addEventListener('keydown', listen);
  });
  onBeforeUnmount(() => window.removeEventListener('keydown', listen));
  return listen;
}
