import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStreamReader } from '../../../devices/wire/event-stream.ts';

describe('a reader of server-sent events', () => {
  it('hears the same however the bytes are cut, also within a character', () => {
    const text =
      'retry: 1000\n\nevent: jobs\nid: 7\ndata: {"name":"张三𬱖"}\n\n: still here\n\nevent: beat\ndata: {}\n\n';
    const bytes = Buffer.from(text);
    const whole = [
      { event: 'jobs', id: '7', data: '{"name":"张三𬱖"}' },
      { event: 'beat', id: '', data: '{}' },
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }), (cuts) => {
        const reader = new EventStreamReader();
        const edges = [0, ...cuts.sort((one, other) => one - other), bytes.length];
        const heard = edges.slice(1).flatMap((edge, index) => reader.feed(bytes.subarray(edges[index], edge)));
        expect(heard).toEqual(whole);
      }),
      { seed: 7 },
    );
  });

  it('gives up on a message without an end', () => {
    const reader = new EventStreamReader();
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let count = 0; count < 20; count += 1) reader.feed(megabyte);
    }).toThrow('no end');
  });
});
