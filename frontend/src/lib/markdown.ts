export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; domain: string; label: string };

const MAX_DEPTH = 4;
const PATTERNS: { kind: 'code' | 'link' | 'bold' | 'italic' | 'address'; pattern: RegExp }[] = [
  { kind: 'code', pattern: /`([^`\n]+)`/u },
  { kind: 'link', pattern: /\[([^\]\n]{1,300})\]\(([^()\s]{1,2000})\)/u },
  { kind: 'address', pattern: /https?:\/\/[^\s<>"'«»]{1,2000}/iu },
  { kind: 'bold', pattern: /\*\*([^\s*](?:[^\n]*?[^\s*])?)\*\*/u },
  {
    kind: 'italic',
    pattern:
      /(?<![\p{L}\p{N}_*])(?:\*([^\s*](?:[^*\n]*[^\s*])?)\*|_([^\s_](?:[^_\n]*[^\s_])?)_)(?![\p{L}\p{N}_*])/u,
  },
];

/** Reads the small part of Markdown that marketplaces use; everything else stays the text it was. */
export function parseInline(text: string, depth = 0): Inline[] {
  if (text === '') return [];
  let first: { kind: (typeof PATTERNS)[number]['kind']; match: RegExpExecArray } | null = null;
  for (const { kind, pattern } of PATTERNS) {
    const match = pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { kind, match };
  }
  if (!first || depth > MAX_DEPTH) return [{ kind: 'text', text }];
  const node = toNode(first.kind, first.match, depth);
  const taken = node.taken;
  const before = text.slice(0, first.match.index);
  return [
    ...(before ? [{ kind: 'text' as const, text: before }] : []),
    node.inline,
    ...parseInline(text.slice(first.match.index + taken), depth),
  ];
}

function toNode(kind: string, match: RegExpExecArray, depth: number): { inline: Inline; taken: number } {
  const whole = match[0];
  const inside = match[1] ?? match[2] ?? '';
  if (kind === 'code') return { inline: { kind: 'code', text: inside }, taken: whole.length };
  if (kind === 'bold' || kind === 'italic') {
    return { inline: { kind, children: parseInline(inside, depth + 1) }, taken: whole.length };
  }
  if (kind === 'link') {
    const link = safeLink(match[2] ?? '', match[1] ?? '');
    return { inline: link ?? { kind: 'text', text: whole }, taken: whole.length };
  }
  const address = whole.replace(/[.,;:!?)\]]+$/u, '');
  return { inline: safeLink(address, address) ?? { kind: 'text', text: address }, taken: address.length };
}

function safeLink(href: string, label: string): Inline | null {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return { kind: 'link', href: url.href, domain: url.hostname, label };
}

/** Domains of the links in a text. */
export function linkDomains(text: string): string[] {
  const collect = (nodes: Inline[]): string[] =>
    nodes.flatMap((node) =>
      node.kind === 'link' ? [node.domain] : 'children' in node ? collect(node.children) : [],
    );
  return collect(parseInline(text));
}
