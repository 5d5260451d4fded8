/** What a key means at the terminal (rule C2): the numpad for one hand, F-keys in the order clerks know. */
export type Intent =
  | 'call-next'
  | 'recall'
  | 'start-or-finish'
  | 'no-show'
  | 'hold'
  | 'transfer'
  | 'pause'
  | 'call-back'
  | 'intake'
  | 'add-service'
  | 'undo'
  | 'evaluate'
  | 'auto-call'
  | 'help';

/** The caps printed on the buttons. F5 replaces the browser's reload. */
export const keyCaps: Record<Intent, readonly string[]> = {
  'call-next': ['Enter', 'F1'],
  recall: ['+', 'F2'],
  'start-or-finish': ['0'],
  'no-show': ['-', 'F4'],
  pause: ['.', 'F5'],
  transfer: ['/', 'F6'],
  hold: ['*', 'F7'],
  'call-back': ['F8'],
  intake: ['F9'],
  'add-service': ['F10'],
  undo: ['Backspace'],
  evaluate: ['F3'],
  'auto-call': ['A'],
  help: ['H'],
};

const intentByKey = new Map<string, Intent>(
  (Object.keys(keyCaps) as Intent[]).flatMap((intent) => keyCaps[intent].map((cap) => [cap, intent] as const)),
);

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
export function intentOf(stroke: Stroke): Intent | null {
  if (stroke.repeat || stroke.altKey || stroke.metaKey) return null;
  const functionKey = /^F\d+$/.test(stroke.key);
  if (stroke.focus === 'typing' && !functionKey) return null;
  if (stroke.ctrlKey) return stroke.key.toLowerCase() === 'z' ? 'undo' : null;
  if (stroke.focus === 'control' && stroke.key === 'Enter' && stroke.code !== 'NumpadEnter') return null;
  // A letter is the same key with and without the shift.
  return intentByKey.get(stroke.key.length === 1 ? stroke.key.toUpperCase() : stroke.key) ?? null;
}

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
  const target = event.target instanceof HTMLElement ? event.target : null;
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
