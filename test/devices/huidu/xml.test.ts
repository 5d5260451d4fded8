import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addProgram, readReply, realTimeUpdate, updateProgram } from '../../../devices/huidu/messages.ts';
import { childOf, readXml, type XmlElement } from '../../../devices/huidu/xml-read.ts';
import { document, element, escapeXml } from '../../../devices/huidu/xml-write.ts';

function read(xml: string | Buffer): XmlElement {
  const reading = readXml(xml);
  if ('problem' in reading) throw new Error(`${reading.problem} at ${reading.at}`);
  return reading.element;
}

/** What XML keeps of a text: controls, halves of pairs and two marks that are no characters become U+FFFD. */
function carried(text: string): string {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const isLost = (code: number) =>
    (code < 0x20 && ![9, 10, 13].includes(code)) ||
    (code >> 11 === 0x1b && code < 0x10000) ||
    code === 0xfffe ||
    code === 0xffff;
  return codes.map((code) => String.fromCodePoint(isLost(code) ? 0xfffd : code)).join('');
}

describe('XML as it is written', () => {
  test('marks in texts and attributes are escaped', () => {
    expect(escapeXml(`<a href="x">&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&apos;&lt;/a&gt;');
    expect(document(element('a', { b: '"<\n' }, '<&'))).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<a b="&quot;&lt;&#10;">&lt;&amp;</a>',
    );
  });

  test('what XML cannot carry is replaced, so that it cannot spoil the message', () => {
    expect(escapeXml('a\u0000\u001b\ud800b\uffff')).toBe('a\ufffd\ufffd\ufffdb\ufffd');
    expect(escapeXml('𬱖')).toBe('𬱖');
  });

  test('any text comes back from an element and from an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const back = read(document(element('a', { b: text }, text)));
        expect([back.text, back.attributes.b]).toEqual([carried(text), carried(text)]);
      }),
    );
  });

  test('a program has the form that the maker documents', () => {
    const text = {
      id: '1',
      x: 0,
      y: 0,
      width: 128,
      height: 32,
      text: '请A001到3号窗口',
      fontPx: 32,
      align: 'left',
    } as const;
    expect(addProgram('G', [text], 1795440139)).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n' +
        '<sdk guid="G"><in method="AddProgram"><screen timeStamps="1795440139">' +
        '<program guid="tingqian-board" type="normal"><area alpha="255" guid="area-1">' +
        '<rectangle x="0" y="0" width="128" height="32"/><resources><text guid="text-1" singleLine="false">' +
        '<style valign="middle" align="left"/><string>请A001到3号窗口</string>' +
        '<font name="SimSun" size="32" color="#FFC000" bold="true" italic="false" underline="false"/>' +
        '<effect in="0" out="0" inSpeed="4" outSpeed="0" duration="10"/></text></resources></area></program>' +
        '</screen></in></sdk>',
    );
    const update = read(updateProgram('G', [text]));
    expect(childOf(childOf(update, 'in') as XmlElement, 'screen')?.attributes).toEqual({});
    expect(realTimeUpdate('G', [text])).toContain(
      '<in method="RealTimeUpdate"><content guid="area-1" type="local"><text guid="text-1" singleLine="false">',
    );
  });
});

describe('XML as it is read', () => {
  test('declaration, white space, comments, both quotes, entities and sections are understood', () => {
    const root = read(
      Buffer.from(`\ufeff<?xml version='1.0' encoding="utf-8"?>\r\n<!-- box -->
      <sdk guid = 'a&quot;b' x="&#x53F7;">\n <out  method="M" result="kSuccess" /><s>1 &lt; &#50;<![CDATA[<&>]]></s ></sdk>\n`),
    );
    expect(root.attributes).toEqual({ guid: 'a"b', x: '号' });
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ['out', ''],
      ['s', '1 < 2<&>'],
    ]);
  });

  test.each([
    ['', 'nothing'],
    ['text', 'no element'],
    ['<a>', 'an open element'],
    ['<a></b>', 'a wrong end'],
    ['<a><b></a></b>', 'crossed elements'],
    ['<a/><b/>', 'two roots'],
    ['<a/>x', 'a tail'],
    ['<a b=c/>', 'no quotes'],
    ['<a b="1" b="2"/>', 'an attribute twice'],
    ['<a b="<"/>', 'a mark in an attribute'],
    ['<a b="1"c="2"/>', 'no space between attributes'],
    ['<a>&nbsp;</a>', 'an unknown entity'],
    ['<a>&amp</a>', 'an entity without its end'],
    ['<a>R & D</a>', 'a bare ampersand'],
    ['<a>&#0;</a>', 'the character zero'],
    ['<a>&#xD800;</a>', 'half a pair'],
    ['<a>\u0001</a>', 'a control'],
    ['<a>]]></a>', 'a stray end of section'],
    ['<a><!-- x -- y --></a>', 'a comment with two dashes'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'a document type'],
    ['<1a/>', 'a name that begins with a figure'],
    ['<请A001到3号窗口</in><', 'a message with its end cut off'],
  ])('%j is refused: %s', (xml) => {
    expect(readXml(xml)).toHaveProperty('problem');
  });

  test('bytes that are no UTF-8 are refused', () => {
    const bytes = Buffer.from('<a>号</a>');
    expect(readXml(bytes)).toHaveProperty('element');
    expect(readXml(Buffer.concat([bytes.subarray(0, 4), bytes.subarray(5)]))).toHaveProperty('problem');
  });

  test('neither depth nor number of elements is without bounds', () => {
    expect(readXml('<a>'.repeat(33) + '</a>'.repeat(33))).toHaveProperty('problem');
    expect(readXml('<a>'.repeat(32) + '</a>'.repeat(32))).toHaveProperty('element');
    expect(readXml(`<a>${'<b/>'.repeat(10_000)}</a>`)).toHaveProperty('problem');
  });

  test('a message from which any piece is missing is never taken for whole', () => {
    const xml = addProgram('G', [], 1);
    const last = xml.length - 1;
    fc.assert(
      fc.property(fc.nat(last), (length) => {
        expect(readXml(xml.slice(0, length))).toHaveProperty('problem');
      }),
    );
  });

  test('an answer that is none is told apart from one', () => {
    const reply = (xml: string) => readReply(Buffer.from(xml));
    expect(reply('<sdk guid="G"><out method="AddProgram" result="kSuccess"/></sdk>')).toMatchObject({
      guid: 'G',
      method: 'AddProgram',
      result: 'kSuccess',
    });
    expect(reply('<sdk guid="G"><out result="kSuccess"/></sdk>')).toBeNull();
    expect(reply('<sdk><out method="A" result="kSuccess"/></sdk>')).toBeNull();
    expect(reply('<sdk guid="G"><in method="A" result="kSuccess"/></sdk>')).toBeNull();
    expect(reply('<sdk guid="G"><out method="A" result="k"')).toBeNull();
  });
});
