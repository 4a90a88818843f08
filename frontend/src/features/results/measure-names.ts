import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Measure } from './figure';

export const MEASURE_NAMES: Record<Measure, { name: MessageDescriptor; hint: MessageDescriptor }> = {
  n: { name: msg`Вопросов`, hint: msg`сколько раз покупатель ждал ответа` },
  median: { name: msg`Медиана ответа`, hint: msg`половина ответов пришла не позже` },
  p90: { name: msg`90-й процентиль`, hint: msg`девять ответов из десяти пришли не позже` },
  within_target: { name: msg`В срок`, hint: msg`ответили до срока из настроек` },
  within_24h: { name: msg`За 24 часа`, hint: msg`ответили в течение суток` },
  never_answered: { name: msg`Без ответа`, hint: msg`покупатель ответа не получил` },
};
