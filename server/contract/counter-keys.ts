import { Type } from 'typebox';

/** What a key can mean at a clerk's terminal, in the order of the sheet where keys are bound. */
export const keyIntents = [
  'call-next',
  'recall',
  'evaluate',
  'no-show',
  'pause',
  'transfer',
  'hold',
  'call-back',
  'start-or-finish',
  'intake',
  'add-service',
  'undo',
  'auto-call',
  'strip',
  'help',
] as const;
export type KeyIntent = (typeof keyIntents)[number];

/** Keys of every intent; the first of them is the one that words name. */
export type KeyBindings = Readonly<Record<KeyIntent, readonly string[]>>;

/** The usual keys (rule C2): the numpad for one hand, F-keys in the order clerks know. F5 replaces the browser's reload. */
export const usualKeys: KeyBindings = {
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
  strip: ['P'],
  help: ['H'],
};

export const keysMost = 2;
const bindable = /^(F([1-9]|1[01])|Enter|Backspace|Insert|Delete|Home|End|PageUp|PageDown|[A-Z0+\-*/.,;=])$/;
/** A key that may be bound: never 1 to 9, which pick from lists, nor those that move the focus or leave a choice. */
export const isBindable = (key: string): boolean => bindable.test(key);

const Keys = Type.Array(Type.String({ pattern: bindable.source }), { maxItems: keysMost, uniqueItems: true });
/** What a person has bound otherwise than usual; an intent that is left out keeps its usual keys. */
export type OwnKeys = Partial<Record<KeyIntent, string[]>>;
export const OwnKeys = Type.Unsafe<OwnKeys>({
  type: 'object',
  properties: Object.fromEntries(keyIntents.map((intent) => [intent, Keys])),
  additionalProperties: false,
});

export const boundKeys = (own: OwnKeys): KeyBindings => ({ ...usualKeys, ...own });

/** A key that two intents share, with both; null where every key means one thing. */
export function sharedKey(bindings: KeyBindings): { key: string; intents: [KeyIntent, KeyIntent] } | null {
  const meant = new Map<string, KeyIntent>();
  for (const intent of keyIntents)
    for (const key of bindings[intent]) {
      const other = meant.get(key);
      if (other !== undefined) return { key, intents: [other, intent] };
      meant.set(key, intent);
    }
  return null;
}

/** What a key means, or undefined. */
export const meaningOf = (bindings: KeyBindings, key: string): KeyIntent | undefined =>
  keyIntents.find((intent) => bindings[intent].includes(key));

/** Only what differs from the usual, so that usual keys may change with the house. */
export function ownOf(bindings: KeyBindings): OwnKeys {
  const differs = (intent: KeyIntent) => bindings[intent].join(' ') !== usualKeys[intent].join(' ');
  return Object.fromEntries(keyIntents.filter(differs).map((intent) => [intent, [...bindings[intent]]]));
}

/** The bindings after a key was given to one place of an intent; it is taken from whatever had it. */
export function bindKey(bindings: KeyBindings, intent: KeyIntent, place: number, key: string): KeyBindings {
  const without = Object.fromEntries(
    keyIntents.map((each) => [each, bindings[each].filter((bound) => bound !== key)]),
  ) as Record<KeyIntent, string[]>;
  const kept = bindings[intent].filter((bound, index) => index !== place && bound !== key);
  return { ...without, [intent]: [...kept.slice(0, place), key, ...kept.slice(place)].slice(0, keysMost) };
}
