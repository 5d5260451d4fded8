import { type KeyBindings, type KeyIntent, meaningOf, usualKeys } from '../../server/contract/counter-keys.ts';

export type Intent = KeyIntent;

export interface Stroke {
  key: string;
  code: string;
  repeat: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  /** Where the focus is: words being typed, a control that Enter would press, or neither. */
  focus: 'typing' | 'control' | 'none';
}

/**
 * The intent of a key stroke, or null. A held key means nothing after its first stroke. While words are typed only
 * F-keys speak; the main Enter presses a focused control, the numpad's Enter always calls.
 */
export function intentOf(stroke: Stroke, bindings: KeyBindings = usualKeys): Intent | null {
  if (stroke.repeat || stroke.altKey || stroke.metaKey) return null;
  const functionKey = /^F\d+$/.test(stroke.key);
  if (stroke.focus === 'typing' && !functionKey) return null;
  if (stroke.ctrlKey) return stroke.key.toLowerCase() === 'z' ? 'undo' : null;
  if (stroke.focus === 'control' && stroke.key === 'Enter' && stroke.code !== 'NumpadEnter') return null;
  return meaningOf(bindings, keyName(stroke)) ?? null;
}

/** The name under which a key is bound: a letter is the same key with and without the shift. */
export const keyName = ({ key }: Pick<Stroke, 'key'>): string => (key.length === 1 ? key.toUpperCase() : key);

/** Digit 1 to 9 of a stroke, for picking from a list, or null. */
export function pickOf(stroke: Stroke): number | null {
  if (stroke.repeat || stroke.focus === 'typing' || stroke.ctrlKey || stroke.altKey || stroke.metaKey) return null;
  return /^[1-9]$/.test(stroke.key) ? Number(stroke.key) : null;
}

/** What is printed on a key of the numpad: without NumLock the browser would name 0 Insert and the point Delete. */
export function printedKey(key: string, code: string): string {
  const digit = /^Numpad([0-9])$/.exec(code)?.[1];
  return digit ?? (code === 'NumpadDecimal' ? '.' : key);
}

export function strokeOf(event: KeyboardEvent): Stroke {
  // An element of another window is of another class by the same name.
  const target = event.target !== null && 'matches' in event.target ? (event.target as Element) : null;
  const typing = target?.matches('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]');
  const control = target?.matches('button, a[href], summary, [role=option], [tabindex="0"]');
  return {
    key: printedKey(event.key, event.code),
    code: event.code,
    repeat: event.repeat,
    ctrlKey: event.ctrlKey,
    altKey: event.altKey,
    metaKey: event.metaKey,
    focus: typing ? 'typing' : control ? 'control' : 'none',
  };
}
