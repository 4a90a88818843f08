import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorsByField } from '@/api/revisions';
import type { Member } from '@/api/types';
import { Choices } from '@/ui/choices';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { FormButtons } from '@/ui/form-buttons';
import { Refusal } from '@/ui/refusal';
import { memberKeys } from './queries';
import { RoleChoice } from './role-choice';

type Language = 'ru' | 'en';

/** Asks whom, as what, and in which language the mail is written. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Member['role']>('agent');
  const [language, setLanguage] = useState<Language>(i18n.locale === 'en' ? 'en' : 'ru');
  const invite = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/invitations', { body: { email: email.trim(), role, language } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: memberKeys.invitations });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!invite.isPending) invite.mutate();
  };
  const atField = errorsByField(invite.error).email;
  return (
    <Dialog title={t`Пригласить сотрудника`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4" noValidate>
        <Field
          label={t`Почта`}
          hint={t`Придёт письмо со ссылкой. Она действует семь дней и один раз.`}
          type="email"
          name="email"
          autoComplete="off"
          maxLength={254}
          data-autofocus
          value={email}
          error={atField}
          onChange={(event) => setEmail(event.target.value)}
        />
        <RoleChoice value={role} onChange={setRole} />
        <Choices<Language>
          legend={t`Язык письма`}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'ru', label: 'Русский' },
            { value: 'en', label: 'English' },
          ]}
        />
        {atField ? null : <Refusal error={invite.error} withRemedy />}
        <FormButtons
          onCancel={onClose}
          submit={t`Отправить приглашение`}
          busy={invite.isPending}
          disabled={email.trim() === ''}
        />
      </form>
    </Dialog>
  );
}
