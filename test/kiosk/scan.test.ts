// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { followHandScanner, ticketIdIn } from '../../kiosk/journey/scan.ts';

describe('the code on a slip', () => {
  it('is the address of the ticket page, whatever the hall is called', () => {
    expect(ticketIdIn('http://10.1.2.3:8080/t/-oT8dLkI99ykWbh5iA')).toBe('-oT8dLkI99ykWbh5iA');
    expect(ticketIdIn('https://hall.example/t/abcdefgh12/\n')).toBe('abcdefgh12');
    expect(ticketIdIn('https://pay.example/t/x?money=1')).toBeNull();
    expect(ticketIdIn('1047')).toBeNull();
  });

  it('is read from a hand scanner that types it and ends with Enter, and slow typing by a person is not', () => {
    const read: string[] = [];
    const stop = followHandScanner((text) => read.push(text));
    let at = 1000;
    const type = (text: string, gapMs: number) => {
      for (const key of [...text, 'Enter']) {
        at += gapMs;
        const event = new KeyboardEvent('keydown', { key });
        Object.defineProperty(event, 'timeStamp', { value: at });
        window.dispatchEvent(event);
      }
    };
    type('http://h/t/abcdefgh', 8);
    at += 500;
    type('1047', 300);
    stop();
    type('http://h/t/ignored99', 8);
    expect(read).toEqual(['http://h/t/abcdefgh']);
  });
});
