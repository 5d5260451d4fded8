import { onBeforeUnmount, onMounted, type Ref } from 'vue';

/**
 * Whoever works with keys or a screen reader is led into a question that covers the page, stays in it, and finds the old
 * place again once it is answered. Escape answers as `stay` does, which changes nothing.
 */
export function useDialogFocus(dialog: Readonly<Ref<HTMLElement | null>>, stay: () => void): void {
  let before: HTMLElement | null = null;
  const keys = () => [...(dialog.value?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];

  function pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') stay();
    if (event.key !== 'Tab') return;
    const all = keys();
    const edge = event.shiftKey ? all[0] : all.at(-1);
    const inside = all.some((key) => key === document.activeElement);
    if (inside && document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0])?.focus();
  }
  onMounted(() => {
    before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    keys()[0]?.focus();
    window.addEventListener('keydown', pressed);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', pressed);
    if (before?.isConnected) before.focus();
  });
}
