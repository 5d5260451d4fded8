import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bopomofo } from '../../../devices/voice/bopomofo.ts';
import { movedSentence } from '../../../devices/voice/moved-sentence.ts';
import {
  callSentence,
  counterTokens,
  mergedSentence,
  numberTokens,
  testSentence,
} from '../../../devices/voice/sentence.ts';

/** Any text at all, halves of characters among it. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map((codes) => String.fromCharCode(...codes));

const read = (tokens: { text: string; pinyin: string | null }[]) =>
  tokens.map(({ text, pinyin }) => pinyin ?? text).join(' ');
const hanzi = (tokens: { text: string }[]) => tokens.map(({ text }) => text).join('');

describe('the sentence of a call', () => {
  test('reads 1047 digit by digit with the right tones, 1 as yi1 and never as yao1', () => {
    const sentence = callSentence({ number: '1047', counter: 3 });
    expect(sentence.text).toBe('请1047号到3号窗口办理');
    expect(hanzi(sentence.tokens)).toBe('请一零四七号到三号窗口办理');
    expect(read(sentence.tokens)).toBe('qing3 yi1 ling2 si4 qi1 hao4 dao4 san1 hao4 chuang1 kou3 ban4 li3');
  });

  test('every digit has its own tone wherever it stands', () => {
    expect(read(numberTokens('0123456789'))).toBe('ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3');
    expect(read(numberTokens('1111'))).toBe('yi1 yi1 yi1 yi1');
    expect(read(numberTokens('8181'))).toBe('ba1 yi1 ba1 yi1');
  });

  test('a letter in a number is a token without pinyin', () => {
    expect(read(numberTokens('a047'))).toBe('A ling2 si4 qi1');
  });

  test('rests stand after 请, after the number and after 到, and nowhere else', () => {
    const { tokens } = callSentence({ number: '1047', counter: 3 });
    const rests = tokens.flatMap(({ text, pauseMs }, index) => (pauseMs > 100 ? [`${index}${text}`] : []));
    expect(rests).toEqual(['0请', '5号', '6到']);
    expect(tokens.filter(({ endsClause }) => endsClause).map(({ text }) => text)).toEqual(['请', '号']);
  });

  test.each([
    [3, '三'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [41, '四十一'],
    [99, '九十九'],
    [105, '一零五'],
  ])('counter %i is %s', (counter, spoken) => {
    expect(hanzi(counterTokens(counter))).toBe(spoken);
  });

  test('merged calls are said one after another under one opening', () => {
    const calls = [
      { number: '1047', counter: 3 },
      { number: '2009', counter: 12 },
    ];
    const sentence = mergedSentence(calls);
    expect(sentence.text).toBe('请以下号码到窗口：1047号到3号窗口、2009号到12号窗口');
    expect(hanzi(sentence.tokens)).toBe('请以下号码到窗口一零四七号到三号窗口二零零九号到十二号窗口');
    expect(mergedSentence(calls.slice(0, 1))).toEqual(callSentence({ number: '1047', counter: 3 }));
  });

  test('the test sentence has a reading for every hanzi', () => {
    expect(read(testSentence().tokens)).toBe('guang3 bo1 ce4 shi4');
  });

  test('nothing but digits and letters of a number is ever spoken', () => {
    fc.assert(
      fc.property(anyText, (number) => {
        expect(hanzi(numberTokens(number))).toMatch(/^[零一二三四五六七八九A-Z]*$/);
      }),
    );
  });
});

describe('bopomofo', () => {
  test.each([
    ['qing3', 'ㄑㄧㄥ3'],
    ['hao4', 'ㄏㄠ4'],
    ['dao4', 'ㄉㄠ4'],
    ['chuang1', 'ㄔㄨㄤ'],
    ['kou3', 'ㄎㄡ3'],
    ['ban4', 'ㄅㄢ4'],
    ['li3', 'ㄌㄧ3'],
    ['yi1', 'ㄧ'],
    ['er4', 'ㄦ4'],
    ['wu3', 'ㄨ3'],
    ['liu4', 'ㄌㄧㄡ4'],
    ['jiu3', 'ㄐㄧㄡ3'],
    ['shi2', 'ㄕ2'],
    ['si4', 'ㄙ4'],
    ['lü4', 'ㄌㄩ4'],
    ['lv4', 'ㄌㄩ4'],
    ['nv3', 'ㄋㄩ3'],
    ['yuan2', 'ㄩㄢ2'],
    ['yue4', 'ㄩㄝ4'],
    ['xu1', 'ㄒㄩ'],
    ['jun1', 'ㄐㄩㄣ'],
    ['qiong2', 'ㄑㄩㄥ2'],
    ['yong4', 'ㄩㄥ4'],
    ['ying2', 'ㄧㄥ2'],
    ['you3', 'ㄧㄡ3'],
    ['ye4', 'ㄧㄝ4'],
    ['wei4', 'ㄨㄟ4'],
    ['wen2', 'ㄨㄣ2'],
    ['wo3', 'ㄨㄛ3'],
    ['weng1', 'ㄨㄥ'],
    ['de0', 'ㄉㄜ1'],
    ['xing2', 'ㄒㄧㄥ2'],
  ])('%s is %s', (pinyin, name) => {
    expect(bopomofo(pinyin)).toBe(name);
  });

  test('what is no Mandarin syllable has none', () => {
    expect([bopomofo('qing'), bopomofo('blorp3'), bopomofo(''), bopomofo('../x1')]).toEqual([null, null, null, null]);
  });
});

describe('people who wait for another counter', () => {
  test('are told by numbers, and a crowd is sent to the board', () => {
    const few = movedSentence([{ numbers: ['1047', '1050'], counters: [5, 12] }]);
    expect(few.text).toBe('请1047号、1050号改到5号窗口、12号窗口等候');
    expect(hanzi(few.tokens)).toBe('请一零四七号一零五零号改到五号窗口十二号窗口等候');
    expect(movedSentence([{ numbers: [], counters: [5] }]).text).toBe('部分号码改到5号窗口办理，请看大屏');
  });
});
