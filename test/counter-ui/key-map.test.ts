import { describe, expect, it } from 'vitest';
import { intentOf, pickOf, printedKey, type Stroke } from '../../counter-ui/counter/key-map.ts';
import { usualKeys } from '../../server/contract/counter-keys.ts';

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  code: key,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  focus: 'none',
  ...more,
});

describe('keys at the terminal', () => {
  it.each([
    ['Enter', 'call-next'],
    ['F1', 'call-next'],
    ['+', 'recall'],
    ['F2', 'recall'],
    ['0', 'start-or-finish'],
    ['-', 'no-show'],
    ['F4', 'no-show'],
    ['.', 'pause'],
    ['F5', 'pause'],
    ['/', 'transfer'],
    ['F6', 'transfer'],
    ['*', 'hold'],
    ['F7', 'hold'],
    ['F8', 'call-back'],
    ['Backspace', 'undo'],
  ])('%s means %s', (key, intent) => expect(intentOf(stroke(key))).toBe(intent));

  it('takes F3 as asking for a rating, and a letter with or without the shift', () => {
    expect(intentOf(stroke('F3'))).toBe('evaluate');
    expect([intentOf(stroke('h')), intentOf(stroke('H')), intentOf(stroke('a'))]).toEqual([
      'help',
      'help',
      'auto-call',
    ]);
  });
  it('ignores a held key', () => expect(intentOf(stroke('Enter', { repeat: true }))).toBeNull());
  it('takes Ctrl+Z as undo and no other Ctrl key', () => {
    expect(intentOf(stroke('z', { ctrlKey: true }))).toBe('undo');
    expect(intentOf(stroke('Enter', { ctrlKey: true }))).toBeNull();
  });
  it('lets a clerk type in a field, F-keys apart', () => {
    for (const key of ['Enter', '0', '-', 'Backspace']) expect(intentOf(stroke(key, { focus: 'typing' }))).toBeNull();
    expect(intentOf(stroke('z', { focus: 'typing', ctrlKey: true }))).toBeNull();
    expect(intentOf(stroke('F2', { focus: 'typing' }))).toBe('recall');
  });
  it('gives the main Enter to a focused button and the numpad Enter to the call', () => {
    expect(intentOf(stroke('Enter', { focus: 'control', code: 'Enter' }))).toBeNull();
    expect(intentOf(stroke('Enter', { focus: 'control', code: 'NumpadEnter' }))).toBe('call-next');
  });
  it('picks from a list with 1 to 9 and never with 0', () => {
    expect(pickOf(stroke('4'))).toBe(4);
    expect(pickOf(stroke('0'))).toBeNull();
    expect(pickOf(stroke('4', { focus: 'typing' }))).toBeNull();
    expect(pickOf(stroke('4', { repeat: true }))).toBeNull();
  });
  it('knows the numpad without NumLock', () => {
    expect(printedKey('Insert', 'Numpad0')).toBe('0');
    expect(printedKey('Delete', 'NumpadDecimal')).toBe('.');
    expect(printedKey('End', 'Numpad1')).toBe('1');
    expect(printedKey('Insert', 'Insert')).toBe('Insert');
  });
  it('prints no key on two buttons', () => {
    const caps = Object.values(usualKeys).flat();
    expect(new Set(caps).size).toBe(caps.length);
  });
});
