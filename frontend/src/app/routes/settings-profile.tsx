import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { LanguageSwitch } from '@/app/language-switch';
import { SignOutButton } from '@/app/shell/sign-out';
import { useWorkspace } from '@/domain/session/workspace';
import { Appearance } from '@/features/profile/appearance';
import { Keyboard } from '@/features/profile/keyboard';
import { NameForm } from '@/features/profile/name-form';
import { PasswordForm } from '@/features/profile/password-form';
import { SecondFactor } from '@/features/profile/second-factor';
import { Sessions } from '@/features/profile/sessions';
import { UndoSecondsChoice } from '@/features/profile/undo-seconds';
import { Section } from '@/ui/section';
import type { Language } from '../language';

/** What concerns one person: name, language, look, keys. */
export default function ProfileRoute() {
  const { t } = useLingui();
  const { me } = useWorkspace();
  const client = useQueryClient();
  const keepLanguage = (language: Language) => {
    // The choice already works here; the server keeps it for mails.
    void api.PATCH('/api/v1/me', { body: { language } }).catch(() => undefined);
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
  };
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t`Профиль`}</h1>
      <Section title={t`Вы`} hint={me.user?.email}>
        <NameForm name={me.user?.name ?? ''} />
      </Section>
      <Section title={t`Язык`} hint={t`Сообщения покупателей остаются на своём языке.`}>
        <LanguageSwitch onChoose={keepLanguage} />
      </Section>
      <Section title={t`Оформление`}>
        <Appearance />
      </Section>
      <Section title={t`Клавиши и отправка`}>
        <Keyboard />
        <UndoSecondsChoice />
      </Section>
      <Section title={t`Пароль`}>
        <PasswordForm email={me.user?.email ?? ''} />
      </Section>
      <Section title={t`Второй шаг входа`} hint={t`Кроме пароля понадобится код с телефона.`}>
        <SecondFactor />
      </Section>
      <Section title={t`Где вы вошли`} hint={t`Если что-то здесь не ваше, завершите сеанс и смените пароль.`}>
        <Sessions />
      </Section>
      <SignOutButton userId={me.user?.id ?? ''} />
    </>
  );
}
