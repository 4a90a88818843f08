import { describe, expect, it } from 'vitest';
import { linkDomains, parseInline } from './markdown';

const text = (value: string) => ({ kind: 'text', text: value });

describe('parseInline', () => {
  it('reads bold, italic and code', () => {
    expect(parseInline('Это **важно**, _очень_ `А-1`')).toEqual([
      text('Это '),
      { kind: 'bold', children: [text('важно')] },
      text(', '),
      { kind: 'italic', children: [text('очень')] },
      text(' '),
      { kind: 'code', text: 'А-1' },
    ]);
  });

  it('makes a link of an address and leaves the dot of the sentence outside', () => {
    expect(parseInline('Смотрите https://ozon.ru/a.')).toEqual([
      text('Смотрите '),
      { kind: 'link', href: 'https://ozon.ru/a', domain: 'ozon.ru', label: 'https://ozon.ru/a' },
      text('.'),
    ]);
  });

  it('keeps the label of a link and knows where it leads', () => {
    expect(parseInline('[инструкция](https://example.com/x)')).toEqual([
      { kind: 'link', href: 'https://example.com/x', domain: 'example.com', label: 'инструкция' },
    ]);
  });

  it.each([
    '[клик](javascript:alert(1))',
    '[клик](data:text/html,x)',
    '<img src=x onerror=alert(1)>',
    '![](x)',
  ])('shows %s as the text it is', (dangerous) => {
    const nodes = parseInline(dangerous);

    expect(nodes.every((node) => node.kind === 'text')).toBe(true);
    expect(nodes.map((node) => (node.kind === 'text' ? node.text : '')).join('')).toBe(dangerous);
  });

  it('does not see italics inside a word with underscores or in a size', () => {
    expect(parseInline('foto_1_2.png, 2*3*4')).toEqual([text('foto_1_2.png, 2*3*4')]);
  });

  it('survives a long text of markers', () => {
    expect(parseInline('*'.repeat(2000)).length).toBeGreaterThan(0);
  });
});

it('finds every domain a text leads to', () => {
  expect(linkDomains('**https://a.example** и [b](http://b.example/x)')).toEqual(['a.example', 'b.example']);
});
