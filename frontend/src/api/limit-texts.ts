import {
  key_role_no_replies,
  subscription_no_history,
  subscription_no_reading,
  subscription_no_replies,
  subscription_unknown,
} from './error-texts.json';
import { type Words, wordsOf } from './errors';

/** What a cabinet may lack and still be connected; taken one by one so that the whole table is not shipped. */
const LIMITS: Record<string, Parameters<typeof wordsOf>[0]> = {
  key_role_no_replies,
  subscription_no_history,
  subscription_no_reading,
  subscription_no_replies,
  subscription_unknown,
};

export function limitText(code: string, language: string): Words {
  const texts = LIMITS[code];
  return texts ? wordsOf(texts, language) : { text: code, remedy: null };
}
