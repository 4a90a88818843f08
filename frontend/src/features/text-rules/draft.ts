import type { TextRules } from '@/api/types';

export const LISTS = ['sites', 'messengers', 'payment', 'promises', 'blame', 'jargon'] as const;
export type ListName = (typeof LISTS)[number];
export type RulesDraft = Record<ListName, string> & { refuses: boolean };
export type RulesChange = Partial<Pick<TextRules, ListName | 'refuse_contacts'>>;

/** The lists as they are edited: a phrase per line. */
export function draftOf(rules: TextRules): RulesDraft {
  const texts = Object.fromEntries(LISTS.map((name) => [name, rules[name].join('\n')]));
  return { ...(texts as Record<ListName, string>), refuses: rules.refuse_contacts };
}

export const phrasesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What the draft would change of these rules, and nothing else: other lists keep what others wrote. */
export function changeOf(draft: RulesDraft, rules: TextRules): RulesChange {
  const lists = LISTS.map((name) => [name, phrasesIn(draft[name])] as const).filter(
    ([name, phrases]) => phrases.join('\n') !== rules[name].join('\n'),
  );
  return {
    ...Object.fromEntries(lists),
    ...(draft.refuses === rules.refuse_contacts ? {} : { refuse_contacts: draft.refuses }),
  };
}
