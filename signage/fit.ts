import { onScopeDispose, type Ref, shallowReadonly, shallowRef, watch } from 'vue';
import { leastFonts, profileFrom } from './profile.ts';

const profile = profileFrom(new URLSearchParams(location.search));
const measured = () => ({
  width: innerWidth,
  height: innerHeight,
  unit: Math.min(innerWidth / 1920, innerHeight / 1080),
  least: leastFonts(innerWidth, innerHeight, profile),
});

/** The glass that this board hangs as. Keeps `--least-digits` and `--least-words` of the page true to rule D1. */
export function useFit() {
  const glass = shallowRef(measured());
  const measure = () => {
    glass.value = measured();
    const style = document.documentElement.style;
    style.setProperty('--least-digits', `${glass.value.least.digits}px`);
    style.setProperty('--least-words', `${glass.value.least.words}px`);
  };
  measure();
  addEventListener('resize', measure);
  onScopeDispose(() => removeEventListener('resize', measure));
  return shallowReadonly(glass);
}

/** Height in pixels of a part of the page, as it is now; 0 before it is there. */
export function useHeightOf(part: Ref<HTMLElement | null>): Readonly<Ref<number>> {
  const height = shallowRef(0);
  const observer = new ResizeObserver(() => {
    height.value = part.value?.clientHeight ?? 0;
  });
  watch(part, (element) => {
    observer.disconnect();
    if (element !== null) observer.observe(element);
  });
  onScopeDispose(() => observer.disconnect());
  return height;
}
