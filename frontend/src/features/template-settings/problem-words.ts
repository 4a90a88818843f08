import type { I18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { type TemplateProblem, VARIABLES } from './template-text';

export function problemWords(i18n: I18n, problem: TemplateProblem): string {
  if (problem.kind === 'brace') return i18n._(msg`Есть фигурная скобка без пары.`);
  const { name } = problem;
  if (problem.kind === 'unknown') {
    const known = VARIABLES.join(', ');
    return i18n._(msg`Переменной «${name}» нет. Можно использовать: ${known}.`);
  }
  return i18n._(
    msg`Для переменной «${name}» допишите после черты слово на случай, когда значение неизвестно.`,
  );
}
