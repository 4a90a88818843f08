import { expect, it } from 'vitest';
import { makeTextRules } from '@/testing/organisation-handlers';
import { changeOf, draftOf, phrasesIn } from './draft';

it('reads a phrase from each line that has one', () => {
  expect(phrasesIn(' обеща* \n\nбез проблем\n')).toEqual(['обеща*', 'без проблем']);
});

it('changes the lists that differ and leaves the others to whoever wrote them', () => {
  const rules = makeTextRules({ promises: ['обеща*'], jargon: ['sla'] });

  const change = changeOf({ ...draftOf(rules), promises: 'обеща*\nзавтра точно', refuses: true }, rules);

  expect(change).toEqual({ promises: ['обеща*', 'завтра точно'], refuse_contacts: true });
});
