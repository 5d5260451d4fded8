import type { Directive } from 'vue';
import { hearsFirst } from './listening.ts';

/** One touch as the guard sees it: milliseconds of the event clock and CSS pixels. */
export interface Touch {
  pointerId: number;
  timeMs: number;
  x: number;
  y: number;
}
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const repeatMs = 500;
/** Of keys that are typed with. A hand that trembles (4 to 12 Hz) is back sooner, one that means 11 later. */
const typedRepeatMs = 200;
/** A trembling second touch lands near the first; after a change of page another target lies there. */
const samePlaceMm = 20;

/**
 * Decides which touches count (rule T9): the first finger wins, only a release inside the target acts, and a second tap
 * on the same target or place within half a second is the same tap. A pad of digits stays under the finger, so there a
 * neighbouring key counts at once, and the same one again after a fifth of a second: what was typed is in sight and can
 * be erased, while a digit that is swallowed makes another number.
 */
export class TapGuard {
  private held: { pointerId: number; target: object } | null = null;
  private last: { timeMs: number; x: number; y: number; target: object; typed: boolean } | null = null;

  constructor(private readonly pixelsPerMm: () => number) {}

  down(touch: Touch, target: object): void {
    this.held ??= { pointerId: touch.pointerId, target };
  }

  /** True when this release is a tap on the target that was pressed. */
  up(touch: Touch, target: object, box: Box, typed = false): boolean {
    if (this.held === null || this.held.pointerId !== touch.pointerId || this.held.target !== target) return false;
    this.held = null;
    const inside = touch.x >= box.left && touch.x <= box.right && touch.y >= box.top && touch.y <= box.bottom;
    if (!inside || this.repeats(touch, target, typed)) return false;
    this.last = { timeMs: touch.timeMs, x: touch.x, y: touch.y, target, typed };
    return true;
  }

  /** A finger that was lifted anywhere or taken away by the system frees the glass for the next. */
  release(pointerId: number): void {
    if (this.held?.pointerId === pointerId) this.held = null;
  }

  private repeats(touch: Touch, target: object, typed: boolean): boolean {
    const last = this.last;
    if (last === null || touch.timeMs - last.timeMs >= repeatMs) return false;
    if (typed && last.typed) return last.target === target && touch.timeMs - last.timeMs < typedRepeatMs;
    const near = Math.hypot(touch.x - last.x, touch.y - last.y) < samePlaceMm * this.pixelsPerMm();
    return last.target === target || near;
  }
}

const millimetrePx = () =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm')) || 3.78;
const guard = new TapGuard(millimetrePx);
/** Misses of old hands: the target is felt this much larger all round. Half of the gap between tiles, so none overlap. */
const slopMm = 3;

const touchOf = (event: PointerEvent): Touch => ({
  pointerId: event.pointerId,
  timeMs: event.timeStamp,
  x: event.clientX,
  y: event.clientY,
});

type TapElement = HTMLElement & { onTap?: () => void };

/**
 * `v-tap="action"` on a button: acts when the finger leaves the glass inside it, and for keyboards as a click does. An
 * element with `data-say` is heard first where listening asks for it; `.now` never is, `.hear` always. `.typed` is for the
 * keys of a pad.
 */
export const vTap: Directive<TapElement, () => void, 'now' | 'hear' | 'typed'> = {
  mounted(element, binding) {
    const { now = false, hear = false, typed = false } = binding.modifiers;
    let pressedAt = 0;
    const act = (heldMs: number) => {
      if (now || !hearsFirst(element, heldMs, hear)) element.onTap?.();
    };
    element.onTap = binding.value;
    element.addEventListener('pointerdown', (event) => {
      pressedAt = event.timeStamp;
      guard.down(touchOf(event), element);
      element.dataset.pressed = '';
    });
    element.addEventListener('pointerup', (event) => {
      delete element.dataset.pressed;
      const box = element.getBoundingClientRect();
      const slop = slopMm * millimetrePx();
      const felt = { left: box.left - slop, top: box.top - slop, right: box.right + slop, bottom: box.bottom + slop };
      if (isUsable(element) && guard.up(touchOf(event), element, felt, typed)) act(event.timeStamp - pressedAt);
    });
    element.addEventListener('click', (event) => {
      // A click without a pointer comes from a keyboard or a screen reader; all others were handled above.
      if (event.detail === 0 && isUsable(element)) act(0);
    });
    element.addEventListener('pointerleave', () => delete element.dataset.pressed);
  },
  updated(element, binding) {
    element.onTap = binding.value;
  },
};

const isUsable = (element: TapElement) => !(element as HTMLElement & { disabled?: boolean }).disabled;

/** Frees the guard whatever happens to a finger, and keeps the long press from opening a menu. */
export function watchFingers(): void {
  const free = (event: PointerEvent) => guard.release(event.pointerId);
  window.addEventListener('pointerup', free);
  window.addEventListener('pointercancel', free);
  window.addEventListener('contextmenu', (event) => event.preventDefault());
}
